/// What a shard says; the file itself is no longer needed.
public struct ShardContent: Sendable {
    /// What is wanted of a shard.
    public enum Part: Sendable {
        /// Points, statuses, costs, and why points have no result: a small part of the whole.
        case progress
        /// All, with the numbers of these observables, those of the job's model.
        case results([Observable])

        var observables: [Observable] { if case .results(let observables) = self { observables } else { [] } }
    }

    /// Of the job that it belongs to.
    public let planHash: String
    public let origin: ShardOrigin
    /// Without the solvers' names, and with the messages only of points without a result, where progress was asked for.
    public let table: PointTable

    init(planHash: String, origin: ShardOrigin, table: PointTable) {
        self.planHash = planHash
        self.origin = origin
        self.table = table
    }

    /// - Parameter bytes: of the whole file.
    public init(_ part: Part, of bytes: [UInt8], name: String) throws(ShardDamage) {
        let reader = try ShardReader(bytes, name: name)
        planHash = reader.planHash
        origin = try reader.origin()
        switch part {
        case .results(let observables): table = try reader.table(observables)
        case .progress:
            let (points, statuses, seconds) = try reader.progress()
            let failures = try reader.failures()
            table = PointTable(
                observables: [], points: points, statuses: statuses, values: [], errors: [], seconds: seconds,
                solvers: points.map { _ in "" }, messages: points.map { failures[$0] ?? "" })
        }
    }
}
