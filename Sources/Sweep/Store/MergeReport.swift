/// What a merge found.
public struct MergeReport: Sendable {
    public struct Point: Sendable {
        public let point: Int
        /// The values of the grid's axes there.
        public let coordinates: [(key: String, value: ParameterValue)]
        /// Why there is no result; empty for a missing point.
        public let message: String
    }

    /// How many points are named at most.
    static let namedPoints = 5

    /// The result file.
    public let path: String
    public let done: Int
    public let failed: Int
    public let rejected: Int
    public let missing: Int
    /// The first missing points.
    public let firstMissing: [Point]
    /// The first points that failed or were rejected.
    public let firstFailed: [Point]
    /// Damaged shards; their points count as missing.
    public let problems: [ShardProblem]

    init(path: String, grid: Grid, points: MergedPoints, problems: [ShardProblem]) {
        self.path = path
        self.problems = problems
        var counts: [PointStatus: Int] = [:]
        for status in points.statuses { counts[status, default: 0] += 1 }
        done = counts[.done] ?? 0
        failed = counts[.failed] ?? 0
        rejected = counts[.rejected] ?? 0
        missing = counts[.absent] ?? 0
        func first(where isWanted: (PointStatus) -> Bool) -> [Point] {
            points.statuses.indices.filter { isWanted(points.statuses[$0]) }.prefix(MergeReport.namedPoints).map {
                Point(point: $0, coordinates: grid.coordinates(of: $0), message: points.messages[$0] ?? "")
            }
        }
        firstMissing = first { $0 == .absent }
        firstFailed = first { $0 == .failed || $0 == .rejected }
    }
}
