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
            was stopped goes on when the same command is given again. With --task auto
            each task of a Slurm array takes its part by itself.

            Signals USR1, USR2, TERM, HUP and the time limit stop softly: no new point begins, finished work is kept.
            """)

    @Argument(help: "The job file.") var job: String
    @Option(name: [.short, .customLong("output")], help: "The folder for the results.") var output: String
    @Option(help: "Ranks that work on one point together (for solver diagonalization).") var ranksPerPoint = 1
    @Option(help: "The part k/n of the job, k from 1 to n; auto: the one of this task of a Slurm array. (default: all)") var task: String?
    @Option(help: "Stop softly after so many seconds.") var maxTime: Double?
    @Option(help: "Keep finished points in memory for so many seconds at most.") var publishInterval = 30.0
    @Flag(help: "Try failed points again.") var retryFailed = false
    @Option(help: "The form of the log on standard error: text, or json for one object a line.") var log = LogFormat.text

    func validate() throws {
        guard ranksPerPoint >= 1 else { throw ValidationError("--ranks-per-point is \(ranksPerPoint); allowed: 1 or more") }
        for (name, seconds) in [("--max-time", maxTime ?? 0), ("--publish-interval", publishInterval)] {
            guard (0...1e9).contains(seconds) else {
                throw ValidationError("\(name) is \(seconds); allowed: 0 to 1e9 seconds")
            }
        }
        do {
            _ = try task.map { try TaskSlice(parsing: $0, slurmEnvironment: ProcessInfo.processInfo.environment) }
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() throws {
        StopRequest.listen()
        // Whoever reads the output may go, as `head` does: what is computed is worth more than what is said of it.
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let status: Int32
        if LaunchCheck.isLaunched(environment) {
            status = try MPIRuntime.withWorld(threads: Self.threads(environment)) { try run(on: Team(world: $0), environment) }
        } else {
            status = try runAlone(environment)
        }
        if status != 0 { throw ExitCode(status) }
    }

    /// A thread of rank 0 hands out the work, unless the site's MPI does not keep what it promises of threads.
    private static func threads(_ environment: [String: String]) -> MPIThreads {
        environment["MORIYA_MPI_THREADS"] == "funneled" ? .funneled : .multiple
    }

    /// One process without a launcher. MPI takes longer to start than many a job takes, so it starts only for solvers that
    /// need it.
    private func runAlone(_ environment: [String: String]) throws -> Int32 {
        var code: Int32 = 0
        try reportingErrors {
            if let problem = LaunchCheck.problem(ranks: 1, environment: environment) { throw RunError(.badData, problem) }
            let options = try options(environment)
            if let complaint = Deadline.complaint(about: environment) { complain(complaint) }
            let run = sweep(try Job(readingFrom: job, models: allModels), options, on: .alone)
            let work = try run.workList()
            let report =
                work.usesCommunicator
                ? try MPIRuntime.withWorld { try run.run(work, on: Team(world: $0)) } : try run.run(work, on: .alone)
            tell(report, of: options.task)
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
            if world.rank == 0, let complaint = Deadline.complaint(about: environment) { complain(complaint) }
            let report = try sweep(try Job.read(from: job, models: allModels, for: world), options, on: world).run(on: world)
            if world.rank == 0 { tell(report, of: options.task) }
            return status(of: report)
        }
    }

    private func tell(_ report: RunReport, of task: TaskSlice) {
        print(
            "\(report.computed) points computed in \(durationText(report.seconds)), \(report.doneBefore) done before, "
                + "\(report.failed + report.failedBefore) failed, \(report.remaining) remain")
        if let stopped = report.stopped { complain("stopped by \(stopped); run again to continue") }
        if task != .whole { print("this was task \(task); the points of the other tasks are left to them") }
        if report.remaining == 0 { print("merge with: moriya merge \(output)") }
    }

    private func status(of report: RunReport) -> Int32 {
        if report.remaining > 0 { return ExitStatus.workRemains }
        return report.failed + report.failedBefore > 0 ? ExitStatus.checkFailed : 0
    }

    private func options(_ environment: [String: String]) throws -> RunOptions {
        var options = RunOptions(directory: output)
        options.ranksPerPoint = ranksPerPoint
        options.task =
            try task.map { try TaskSlice(parsing: $0, slurmEnvironment: environment) } ?? .whole
        options.publication = PublicationPolicy(interval: .seconds(publishInterval))
        // From now on: reading a large job takes time, too.
        options.deadline = Deadline(secondsFromNow: maxTime, environment: environment)
        options.retryFailed = retryFailed
        options.sharesMemory = environment["MORIYA_COUNTERS"] != "messages"
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
