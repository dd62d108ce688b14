import ArgumentParser
import Sweep

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge the results in a folder into one HDF5 file of labelled arrays.",
        discussion: """
            Possible at any time: points without a result are NaN, and `status` says why. The exit code is 75 if points are
            missing and 70 if all that have no result failed, unless --partial says that holes are expected.
            """)

    @Argument(help: "The folder of the results.") var directory: String
    @Option(name: [.short, .customLong("output")], help: "The file to write. (default: DIR/result.h5)") var output: String?
    @Flag(help: "Holes are no reason for complaint.") var partial = false
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
        try reportingErrors {
            let directory = try ResultDirectory.open(directory)
            let job = try job(in: directory)
            let waiting = WaitingLine("reads shards")
            let report = try merge(
                directory, job: job, provenance: .ofThisProgram, to: output, progress: waiting.update)
            waiting.clear()
            print(
                json
                    ? try MergeSummary(report, of: job).json
                    : "\(report.path): \(report.done) of \(job.grid.count) points")
            try finishOutput()
            for problem in report.problems { complain(problem.description) }
            for point in report.firstFailed {
                complain("failed: \(job.label(of: point.point)): \(point.message)")
            }
            if report.missing > 0 {
                let first = report.firstMissing.map { job.label(of: $0.point) }.joined(separator: "; ")
                complain(
                    "\(report.missing) points are missing: \(first)\(report.missing > report.firstMissing.count ? "; …" : "")")
            }
            if partial || report.done == job.grid.count { return }
            throw ExitCode(report.missing > 0 ? ExitStatus.workRemains : ExitStatus.checkFailed)
        }
    }
}
