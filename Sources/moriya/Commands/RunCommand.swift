import ArgumentParser
import ELPA
import Foundation
import HDF5
import LAPACK
import Logging
import MPI
import Models
import Sweep

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Compute the points of a job that have no result yet.",
        discussion: """
            Alone it is one process; under mpirun all ranks compute. Results appear in DIR/shards as they come; a run that
            was stopped goes on when the same command is given again. In a Slurm array, --task auto takes the part of the task.

            Signals USR1, USR2, TERM, HUP and the time limit stop softly: no new point begins, finished work is kept.
            """)

    @Argument(help: "The job file.") var job: String
    @Option(name: [.short, .customLong("output")], help: "The folder for the results.") var output: String
    @Option(help: "Ranks that work on one point together (for solver diagonalization).") var ranksPerPoint = 1
    @Option(help: "The part k/n of the job, k from 1 to n, or auto: the part of this Slurm array task. (default: all)") var task: String?
    @Option(help: "Stop softly after so many seconds.") var maxTime: Double?
    @Option(help: "Keep finished points in memory for so many seconds at most.") var publishInterval = 30.0
    @Flag(help: "Try failed points again.") var retryFailed = false
    @Option(help: "The form of the log on standard error: text, or json for one object a line.") var log = LogFormat.text

    func validate() throws {
        try requireFolderName(output)
        guard ranksPerPoint >= 1 else { throw ValidationError("--ranks-per-point is \(ranksPerPoint); allowed: 1 or more") }
        for (name, seconds) in [("--max-time", maxTime ?? 0), ("--publish-interval", publishInterval)] {
            guard (0...1e9).contains(seconds) else {
                throw ValidationError("\(name) is \(seconds); allowed: 0 to 1e9 seconds")
            }
        }
        do {
            if let task, task != "auto" { _ = try TaskSlice(parsing: task) }
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() throws {
        StopRequest.listen()
        let environment = ProcessInfo.processInfo.environment
        let status: Int32
        if LaunchCheck.isLaunched(environment) {
            status = try MPIRuntime.withWorld { try run(on: Team(world: $0), environment) }
        } else {
            status = try runAlone(environment)
        }
        if status != 0 { throw ExitCode(status) }
    }

    /// One process without a launcher. MPI takes longer to start than many a job takes, so it starts only for solvers that
    /// need it.
    private func runAlone(_ environment: [String: String]) throws -> Int32 {
        var code: Int32 = 0
        try reportingErrors {
            if let problem = LaunchCheck.problem(ranks: 1, environment: environment) { throw RunError(.badData, problem) }
            let options = try options(environment)
            let run = sweep(try Job(readingFrom: job, models: allModels), options, on: .alone)
            let work = try run.workList()
            let report =
                work.usesCommunicator
                ? try MPIRuntime.withWorld { try run.run(work, on: Team(world: $0)) } : try run.run(work, on: .alone)
            tell(report)
            code = status(of: report)
        }
        return code
    }

    /// The exit code, the same on all ranks.
    private func run(on world: borrowing Team, _ environment: [String: String]) throws -> Int32 {
        try reportingErrors(on: world) {
            if let problem = LaunchCheck.problem(ranks: world.size, environment: environment) {
                throw RunError(.badData, problem)
            }
            let options = try options(environment)
            let report = try sweep(try Job.read(from: job, models: allModels, for: world), options, on: world).run(on: world)
            if world.rank == 0 { tell(report) }
            return status(of: report)
        }
    }

    private func tell(_ report: RunReport) {
        print(
            "\(report.computed) points computed in \(durationText(report.seconds)), \(report.doneBefore) done before, "
                + "\(report.failed + report.failedBefore) failed, \(report.remaining) remain")
        if report.ofOthers > 0 { print("\(report.ofOthers) points of the job belong to other tasks") }
        if let stopped = report.stopped { complain("stopped by \(stopped); run again to continue") }
        if report.remaining == 0 && report.ofOthers == 0 { print("merge with: moriya merge \(output)") }
    }

    private func status(of report: RunReport) -> Int32 {
        if report.remaining > 0 { return ExitStatus.workRemains }
        return report.failed + report.failedBefore > 0 ? ExitStatus.checkFailed : 0
    }

    private func options(_ environment: [String: String]) throws -> RunOptions {
        var options = RunOptions(directory: output)
        options.ranksPerPoint = ranksPerPoint
        // Only when told: an array in which every task runs a job of its own is not one job cut in parts.
        if let task { options.task = try task == "auto" ? TaskSlice(slurmEnvironment: environment) ?? .whole : TaskSlice(parsing: task) }
        options.publication = PublicationPolicy(interval: .seconds(publishInterval))
        // From now on: reading a large job takes time, too.
        options.deadline = Deadline(secondsFromNow: maxTime, environment: environment)
        if let text = environment["SLURM_JOB_END_TIME"], Deadline.end(ofSlurmJob: text, now: Date()) == nil {
            complain("SLURM_JOB_END_TIME is \"\(text)\", which is no time to come; it is ignored")
        }
        options.retryFailed = retryFailed
        return options
    }

    private func sweep(_ job: Job, _ options: RunOptions, on world: borrowing Team) -> SweepRun {
        var origin: Logger.Metadata = [:]
        if options.task != .whole { origin["task"] = "\(options.task)" }
        if world.size > 1 { origin["rank"] = "\(world.rank)" }
        return SweepRun(job, options: options, provenance: .ofThisProgram, logger: log.logger(origin))
    }
}

extension Provenance {
    static var ofThisProgram: Provenance {
        .current(
            version: Moriya.programVersion,
            libraries: [
                ("MPI", MPIRuntime.libraryVersion), ("OpenBLAS", OpenBLAS.configuration),
                ("ELPA", ELPA.version ?? "none"),
            ])
    }
}
