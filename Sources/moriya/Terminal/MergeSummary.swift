import Sweep

/// What `moriya merge --json` tells.
struct MergeSummary: Encodable {
    struct Point: Encodable {
        let point: Int
        let parameters: String
        let message: String
    }

    let file: String
    let points: Int
    let done: Int
    let failed: Int
    let rejected: Int
    let missing: Int
    let firstFailed: [Point]
    let firstMissing: [Point]
    /// Damaged shards.
    let problems: [String]

    init(_ report: MergeReport, of job: Job) {
        func named(_ points: [MergeReport.Point]) -> [Point] {
            points.map { Point(point: $0.point, parameters: job.label(of: $0.point), message: $0.message) }
        }
        file = report.path
        points = job.grid.count
        (done, failed, rejected, missing) = (report.done, report.failed, report.rejected, report.missing)
        (firstFailed, firstMissing) = (named(report.firstFailed), named(report.firstMissing))
        problems = report.problems.map(\.description)
    }
}
