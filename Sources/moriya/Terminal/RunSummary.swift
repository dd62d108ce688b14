import Sweep

/// What a run ends with, as sentences or as JSON with these names.
struct RunSummary: Encodable {
    let directory: String
    /// Of this task.
    let points: Int
    let computed: Int
    let doneBefore: Int
    let failed: Int
    let remaining: Int
    let ofOtherTasks: Int
    let seconds: Double
    /// Which part of the job this was, as `k/n`; nil if it was the whole.
    let task: String?
    /// Why it ended early.
    let stopped: String?
    /// The merged file, where the run made it.
    private(set) var result: String?

    init(_ report: RunReport, task: TaskSlice, folder: String) {
        directory = folder
        points = report.points
        computed = report.computed
        doneBefore = report.doneBefore
        failed = report.failed + report.failedBefore
        remaining = report.remaining
        ofOtherTasks = report.ofOthers
        seconds = report.seconds
        self.task = task == .whole ? nil : "\(task)"
        stopped = report.stopped
    }

    func with(result: String?) -> RunSummary {
        var summary = self
        summary.result = result
        return summary
    }

    var text: String {
        let numbers =
            "\(computed) points computed in \(durationText(seconds)), \(doneBefore) done before, \(failed) failed, "
            + "\(remaining) remain"
        guard let task else { return numbers }
        return "\(numbers)\nthis was task \(task); the points of the other tasks are left to them"
    }
}
