/// Points of a batch that their model has read: what the sweep holds of them, whatever the type of a point.
public protocol ParsedBatch: Sendable {
    func cost(ranks: Int) -> BatchCost
    /// The keys of the parameters that one solve covers together at the first point.
    var keysSharedByOneSolve: Set<String> { get }
    func evaluate(on team: borrowing Team, progress: @escaping (BatchProgress) -> Void) throws -> [PointResult]
    /// Tries the solver that would evaluate the first point.
    func selfTest(on team: borrowing Team) throws -> SelfTest?
}

extension Model {
    /// Reads points, once for all that is done with them.
    ///
    /// - Precondition: there is at least one.
    /// - Throws: `ParameterError` of the first that the model cannot take.
    public func parse(_ points: [ParameterSet]) throws(ParameterError) -> any ParsedBatch {
        var read: [Point] = []
        read.reserveCapacity(points.count)
        for parameters in points { read.append(try point(parameters)) }
        return PointsOfModel(model: self, points: read)
    }
}

private struct PointsOfModel<M: Model>: ParsedBatch {
    let model: M
    let points: [M.Point]

    func cost(ranks: Int) -> BatchCost { model.cost(of: points, ranks: ranks) }
    var keysSharedByOneSolve: Set<String> { Set(model.parametersSharedByOneSolve(points[0]).map(\.key)) }
    func evaluate(on team: borrowing Team, progress: @escaping (BatchProgress) -> Void) throws -> [PointResult] {
        try model.evaluate(points, on: team, progress: progress)
    }
    func selfTest(on team: borrowing Team) throws -> SelfTest? { try model.selfTest(at: points[0], on: team) }
}
