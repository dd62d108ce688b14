import ArgumentParser
import Foundation
import Sweep

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How far a job has come, from the results in its folder.",
        discussion: """
            Works at any time, also while the job runs; it reads nothing but the folder. The exit code is 0 if every point is
            done, 70 if all others failed, 75 if points are missing.
            """)

    @Argument(help: "The folder of the results.") var directory: String
    @Flag(help: "One JSON object, with every failed point.") var json = false
    @Flag(help: "Look again every five seconds until no point is missing.") var watch = false

    func run() throws {
        try reportingErrors {
            let directory = try ResultDirectory.open(directory)
            let job = try job(in: directory)
            while true {
                let report = StatusReport(
                    of: job, in: directory, try Survey(directory, pointCount: job.grid.count))
                if watch && !json && isatty(STDOUT_FILENO) == 1 { print("\u{1B}[H\u{1B}[2J", terminator: "") }
                print(json ? try report.json : report.text)
                // Nobody sees the output of a watch in a pipe otherwise.
                try finishOutput()
                if !watch {
                    for problem in report.problems { complain(problem) }
                }
                if watch && report.missing > 0 {
                    sleep(5)
                    continue
                }
                if report.missing > 0 { throw ExitCode(ExitStatus.workRemains) }
                if report.failed > 0 { throw ExitCode(ExitStatus.checkFailed) }
                return
            }
        }
    }
}
