/// One axis of a grid, hence one dimension of every result: a parameter with its values, or several parameters of equal
/// length that advance together.
public struct Axis: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        /// The parameter's key.
        public let key: String
        /// Which component of the parameter the values are; nil where they are the parameter itself.
        public let component: Component?
        /// One number or word each, as given in the job, bit for bit; result files take their coordinates from here.
        public let values: [ParameterValue]

        public init(key: String, component: Component? = nil, values: [ParameterValue]) {
            self.key = key
            self.component = component
            self.values = values
        }

        /// The name of the coordinate: the key, or `displacement_x` for a component of a vector.
        public var name: String { component.map { "\(key)_\($0.name)" } ?? key }
    }

    /// One of the components of a vector.
    public struct Component: Sendable, Hashable {
        public let index: Int
        /// How many components the vector has.
        public let count: Int

        public init(index: Int, count: Int) {
            precondition(1...3 ~= count && (0..<count).contains(index), "vectors on axes have one to three components")
            self.index = index
            self.count = count
        }

        public var name: String { Self.names(of: count)[index] }

        static func names(of count: Int) -> [String] { Array(["x", "y", "z"].prefix(count)) }
    }

    /// At least one; all of the same, non-zero count.
    public let members: [Member]

    public init(members: [Member]) {
        precondition(!members.isEmpty && members.allSatisfy { $0.values.count == members[0].values.count })
        self.members = members
    }

    public var count: Int { members[0].values.count }

    /// The name of the dimension: that of its only coordinate, or the keys of its parameters joined by `_`.
    public var name: String { members.count == 1 ? members[0].name : keys.joined(separator: "_") }

    /// The keys of its parameters, each once.
    public var keys: [String] {
        members.enumerated().filter { $0 == 0 || members[$0 - 1].key != $1.key }.map(\.element.key)
    }

    /// Whether several coordinates lie along it: those of zipped parameters, or the components of a vector.
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
        var values = ParameterSet()
        var keys: [String] = []
        for (axis, index) in zip(axes, position(of: point)) {
            for member in axis.members {
                if values[member.key] == nil { keys.append(member.key) }
                values.set(member, at: index)
            }
        }
        return keys.compactMap { key in values[key].map { (key, $0) } }
    }
}

extension ParameterSet {
    /// Sets the parameter of a member of an axis, or one component of it.
    mutating func set(_ member: Axis.Member, at index: Int) {
        guard let component = member.component else {
            self[member.key] = member.values[index]
            return
        }
        switch member.values[index] {
        case .integer(let number):
            var vector = [Int](repeating: 0, count: component.count)
            if case .integers(let before) = self[member.key], before.count == component.count { vector = before }
            vector[component.index] = number
            self[member.key] = .integers(vector)
        case .real(let number):
            var vector = [Double](repeating: 0, count: component.count)
            if case .reals(let before) = self[member.key], before.count == component.count { vector = before }
            vector[component.index] = number
            self[member.key] = .reals(vector)
        default: preconditionFailure("the components of \(member.key) are not numbers")
        }
    }
}
