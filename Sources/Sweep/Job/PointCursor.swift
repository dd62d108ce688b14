/// The parameters of one point of a grid after another.
///
/// A step sets only the parameters whose axes moved, so that walking a million points costs no million dictionaries.
struct PointCursor {
    private let grid: Grid
    private var position: [Int]
    private(set) var parameters: ParameterSet

    /// At the first point.
    init(fixed: ParameterSet, grid: Grid) {
        self.grid = grid
        position = grid.axes.map { _ in 0 }
        parameters = fixed
        for member in grid.axes.lazy.flatMap(\.members) { parameters.set(member, at: 0) }
    }

    mutating func move(to point: Int) {
        var rest = point
        for axis in position.indices.reversed() {
            let index: Int
            (rest, index) = rest.quotientAndRemainder(dividingBy: grid.axes[axis].count)
            guard index != position[axis] else { continue }
            position[axis] = index
            for member in grid.axes[axis].members { parameters.set(member, at: index) }
        }
    }

    mutating func parameters(at point: Int) -> ParameterSet {
        move(to: point)
        return parameters
    }
}
