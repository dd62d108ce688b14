import Foundation
import Logging
import MPI
import Sweep

// `sweep-selfcheck JOB DIRECTORY [ranks per point]`: runs a job of the model `levels` on the ranks it is started with, and
// merges it, and prints why it stopped, if it did.
// `sweep-selfcheck read ARRAYS FILE...`: see `readResults`.

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { fatalError("sweep-selfcheck takes a job and a folder") }

if arguments[1] == "read" {
    try readResults(arguments[3...], arrays: arguments[2].split(separator: ",").map(String.init))
    exit(0)
}

func runJob(on world: borrowing Team) throws -> Int32 {
    let job = try Job.read(from: arguments[1], models: [LevelsModel.self], for: world)
    var options = RunOptions(directory: arguments[2])
    options.ranksPerPoint = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
    var logger = Logger(label: "sweep-selfcheck", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = .error
    let report = try SweepRun(job, options: options, provenance: .current(version: "0"), logger: logger).run(on: world)
    if world.rank == 0 {
        _ = try merge(ResultDirectory.open(arguments[2]), job: job, provenance: .current(version: "0"))
        print("\(report.computed) computed, \(report.failed) failed, \(report.remaining) remain; \(report.stopped ?? "")")
    }
    return report.remaining > 0 ? 75 : 0
}

do {
    let launched = LaunchCheck.isLaunched(ProcessInfo.processInfo.environment)
    exit(try launched ? MPIRuntime.withWorld { try runJob(on: Team(world: $0)) } : runJob(on: .alone))
} catch let error as RunError {
    print(error.description)
    exit(65)
}
