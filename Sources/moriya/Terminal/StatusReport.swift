import Foundation
import Sweep

/// What `moriya status` tells, as a table or as JSON with these names.
struct StatusReport: Encodable {
    struct Task: Encodable {
        let task: String
        let lastSeen: String
        let host: String
        let slurmJob: String?
    }

    struct Failure: Encodable {
        let point: Int
        let parameters: String
        let message: String
    }

    let directory: String
    let plan: String
    let points: Int
    let done: Int
    let failed: Int
    let missing: Int
    /// Wall-clock time times ranks.
    let coreHoursSpent: Double
    /// If the missing points cost as much as the others on average; nil as long as there are no others.
    let coreHoursLeft: Double?
    let tasks: [Task]
    let failures: [Failure]
    /// Damaged shards.
    let problems: [String]

    init(of job: Job, in directory: ResultDirectory, _ survey: Survey) {
        self.directory = directory.path
        plan = directory.planHash
        points = job.grid.count
        done = survey.count(.done)
        missing = survey.count(.absent)
        failed = points - done - missing
        coreHoursSpent = survey.secondsSpent / 3600
        coreHoursLeft = missing < points ? coreHoursSpent / Double(points - missing) * Double(missing) : nil
        tasks = survey.lastSeen.map { Task(task: $0.task, lastSeen: $0.date, host: $0.host, slurmJob: $0.slurmJob) }
        failures = (survey.points(.failed) + survey.points(.rejected)).sorted().map {
            Failure(point: $0, parameters: job.label(of: $0), message: survey.messages[$0] ?? "")
        }
        problems = survey.problems.map(\.description)
    }

    var text: String {
        var lines = ["points      \(done) done, \(failed) failed, \(missing) missing, of \(points)"]
        var cost = "core-hours  \(hours(coreHoursSpent)) spent"
        if let coreHoursLeft, missing > 0 { cost += ", \(hours(coreHoursLeft)) left at that rate" }
        lines.append(cost)
        if !tasks.isEmpty {
            var table = TextTable(headings: ["task", "last seen", "host", "Slurm job"], numeric: [false, false, false, false])
            for task in tasks { table.append([task.task, task.lastSeen, task.host, task.slurmJob ?? "-"]) }
            lines += ["", table.text]
        }
        if !failures.isEmpty {
            lines.append("")
            for failure in failures.prefix(10) { lines.append("failed      \(failure.parameters): \(failure.message)") }
            if failures.count > 10 { lines.append("            and \(failures.count - 10) more (--json lists them all)") }
        }
        return lines.joined(separator: "\n")
    }

    private func hours(_ value: Double) -> String { String(format: value < 0.01 && value > 0 ? "%.1e" : "%.2f", value) }
}
