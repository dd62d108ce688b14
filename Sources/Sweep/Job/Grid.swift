/// One axis of a grid, hence one dimension of every result: a parameter with its values, or several parameters of equal
/// length that advance together.
public struct Axis: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        /// The parameter's key.
        public let key: String
        /// As given in the job, bit for bit; result files take their coordinates from here.
        public let values: [ParameterValue]

        public init(key: String, values: [ParameterValue]) {
            self.key = key
            self.values = values
        }
    }

    /// At least one; all of the same, non-zero count.
    public let members: [Member]

    public init(members: [Member]) {
        precondition(!members.isEmpty && members.allSatisfy { $0.values.count == members[0].values.count })
        self.members = members
    }

    public var count: Int { members[0].values.count }

    /// The name of the dimension: the parameter's key, or the keys of zipped parameters joined by `_`.
    public var name: String { members.map(\.key).joined(separator: "_") }

    public var isZipped: Bool { members.count > 1 }
}

/// The points of a sweep: the product of its axes, the last axis running fastest. A point is named by its row-major
/// index, `0 ..< count`.
public struct Grid: Sendable, Equatable {
    /// May be empty: one point.
    public let axes: [Axis]

    public init(axes: [Axis]) { self.axes = axes }

    public var shape: [Int] { axes.map(\.count) }
    public var count: Int { shape.reduce(1, *) }

    /// The position of a point on each axis.
    public func position(of point: Int) -> [Int] {
        precondition((0..<count).contains(point))
        return Self.position(of: point, shape: shape)
    }

    /// The position of a point on each axis of a grid of this shape.
    static func position(of point: Int, shape: [Int]) -> [Int] {
        var rest = point
        var position = [Int](repeating: 0, count: shape.count)
        for axis in shape.indices.reversed() {
            (rest, position[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
        }
        return position
    }

    /// The point at a position: the inverse of `position(of:)`.
    public func point(at position: [Int]) -> Int {
        precondition(position.count == axes.count)
        return zip(position, axes).reduce(0) { $0 * $1.1.count + $1.0 }
    }

    /// The values of the axes' parameters at a point, in the order of the axes.
    public func coordinates(of point: Int) -> [(key: String, value: ParameterValue)] {
        zip(axes, position(of: point)).flatMap { axis, index in axis.members.map { ($0.key, $0.values[index]) } }
    }
}
