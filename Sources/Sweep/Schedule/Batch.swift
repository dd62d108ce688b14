/// Points that one solve covers together: they differ only in parameters that the model shares between them.
public struct Batch: Sendable, Equatable {
    /// Ascending; at least one.
    public let points: [Int]

    public init(points: [Int]) {
        precondition(!points.isEmpty)
        self.points = points
    }
}

extension Job {
    /// The grid cut into batches, ordered by their first points; each point is in exactly one. A pure function of the
    /// job, so that all tasks and all later runs agree on it.
    ///
    /// The model is asked once for each set of points that one solve could cover, not for each point. Where there are more
    /// of them than the model's `largestBatch`, several batches share them evenly.
    public func batches() -> [Batch] {
        var cursor = PointCursor(fixed: fixed, grid: grid)
        var offsets = SharedAxisOffsets(grid: grid)
        var taken = [Bool](repeating: false, count: grid.count)
        var batches: [Batch] = []
        for point in 0..<grid.count where !taken[point] {
            cursor.move(to: point)
            // Points already taken can only be met if the model's answer depends on a parameter that it shares; each
            // point still lands in one batch then.
            let points = offsets.points(with: point, sharing: keysShared(at: cursor.parameters)).filter { !taken[$0] }
            for member in points { taken[member] = true }
            batches += points.inEvenParts(ofAtMost: model.largestBatch).map { Batch(points: Array($0)) }
        }
        return batches.sorted { $0.points[0] < $1.points[0] }
    }

    /// A point that the model cannot take, which only a plan written by hand can hold, shares nothing.
    private func keysShared(at parameters: ParameterSet) -> Set<String> {
        (try? model.parse([parameters]))?.keysSharedByOneSolve ?? []
    }
}

extension [Int] {
    /// Consecutive parts whose lengths differ by one at most.
    fileprivate func inEvenParts(ofAtMost limit: Int) -> [ArraySlice<Int>] {
        let parts = (count + limit - 1) / limit
        return (0..<parts).map { self[count * $0 / parts..<count * ($0 + 1) / parts] }
    }
}

/// Finds the points that differ from one only along some axes, remembering the offsets for each choice of axes.
private struct SharedAxisOffsets {
    private let axes: [Axis]
    /// How far apart neighbours along each axis are.
    private let strides: [Int]
    private var known: [[Bool]: [Int]] = [:]

    init(grid: Grid) {
        axes = grid.axes
        var strides = [Int](repeating: 1, count: grid.axes.count)
        for axis in strides.indices.dropLast().reversed() {
            strides[axis] = strides[axis + 1] * grid.axes[axis + 1].count
        }
        self.strides = strides
    }

    mutating func points(with point: Int, sharing keys: Set<String>) -> [Int] {
        // Zipped parameters advance together, so their axis is shared only if all of them are.
        let shared = axes.map { axis in axis.members.allSatisfy { keys.contains($0.key) } }
        guard shared.contains(true) else { return [point] }
        var first = point
        for axis in axes.indices where shared[axis] {
            first -= point / strides[axis] % axes[axis].count * strides[axis]
        }
        return offsets(along: shared).map { first + $0 }
    }

    /// Ascending, since the axes come with falling strides.
    private mutating func offsets(along shared: [Bool]) -> [Int] {
        if let offsets = known[shared] { return offsets }
        var offsets = [0]
        for axis in axes.indices where shared[axis] {
            offsets = offsets.flatMap { start in (0..<axes[axis].count).map { start + $0 * strides[axis] } }
        }
        known[shared] = offsets
        return offsets
    }
}
