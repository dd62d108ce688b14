import ArgumentParser
import Foundation
import Models
import Sweep

/// A job file, and what is to be changed in it, as several commands take them.
struct JobOptions: ParsableArguments {
    @Argument(help: "The job file.") var job: String
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Change the job, which stays as it is on the disk: gap_p=0.2, grid.delta=1..5, solver=low-rank. As often as needed.",
            valueName: "key=value"))
    var settings: [String] = []

    /// - Throws: `JobError` if one of them is no change.
    func changes() throws(JobError) -> [JobChange] {
        var changes: [JobChange] = []
        for setting in settings { changes.append(try JobChange(parsing: setting)) }
        return changes
    }

    /// Reads the job in this process.
    func read() throws(JobError) -> Job {
        let waiting = WaitingLine("checks points")
        defer { waiting.clear() }
        return try Job(readingFrom: job, models: allModels, changes: try changes(), progress: waiting.update)
    }

    /// Reads the job on rank 0, for all ranks.
    func read(for world: borrowing Team) throws -> Job {
        let waiting = WaitingLine("checks points")
        defer { waiting.clear() }
        return try Job.read(from: job, models: allModels, changes: changes(), for: world, progress: waiting.update)
    }

    /// Where results go unless somebody says so: `results/<name of the job>`.
    var defaultFolder: String {
        "results/" + URL(fileURLWithPath: job).deletingPathExtension().lastPathComponent
    }
}
