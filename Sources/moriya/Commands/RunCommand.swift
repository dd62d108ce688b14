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
            was stopped goes on when the same command is given again. One that completes the whole job merges it into
            DIR/result.h5 and ends with the head of the table. With --task auto each task of a Slurm array takes its part by
            itself, and merges nothing.

            Signals USR1, USR2, TERM, HUP and the time limit stop softly: no new point begins, finished work is kept.
            """)

    @OptionGroup var source: JobOptions
    @Option(name: [.short, .customLong("output")], help: "The folder for the results. (default: results/<name of the job>)")
    var output: String?
    @Option(help: "Ranks that work on one point together (for solver diagonalization).") var ranksPerPoint = 1
    @Option(help: "The part k/n of the job, k from 1 to n; auto: the one of this task of a Slurm array. (default: all)") var task:
        String?
    @Option(help: "Stop softly after so many seconds.") var maxTime: Double?
    @Option(help: "Keep finished points in memory for so many seconds at most.") var publishInterval = 30.0
    @Flag(help: "Try failed points again.") var retryFailed = false
    @Flag(help: "Leave the merge to `moriya merge`, as a task of a Slurm array always does.") var noMerge = false
    @Flag(help: "End with one line of JSON in place of sentences and a table.") var json = false
    @Option(help: "The form of the log on standard error: text, or json for one object a line.") var log = LogFormat.text
    @Option(help: "Let the log say how far the run is every so many seconds, where it is no terminal.") var logInterval = 10.0

    func validate() throws {
        guard ranksPerPoint >= 1 else { throw ValidationError("--ranks-per-point is \(ranksPerPoint); allowed: 1 or more") }
        for (name, seconds) in [
            ("--max-time", maxTime ?? 0), ("--publish-interval", publishInterval), ("--log-interval", logInterval),
        ] {
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
        let environment = ProcessInfo.processInfo.environment
        var ended: Ended?
        let status: Int32
        if LaunchCheck.isLaunched(environment) {
            status = try MPIRuntime.withWorld(threads: Self.threads(environment)) {
                try run(on: Team(world: $0), environment, &ended)
            }
        } else {
            status = try runAlone(environment, &ended)
        }
        // The other ranks are gone by now, so that nobody waits for a merge.
        if let ended { try reportingErrors { try tell(ended, environment) } }
        if status != 0 { throw ExitCode(status) }
    }

    /// A run that came to its end, on the rank that speaks for all.
    private struct Ended {
        let report: RunReport
        let task: TaskSlice
    }

    /// A thread of rank 0 hands out the work, unless the site's MPI does not keep what it promises of threads.
    private static func threads(_ environment: [String: String]) -> MPIThreads {
        environment["MORIYA_MPI_THREADS"] == "funneled" ? .funneled : .multiple
    }

    /// One process without a launcher. MPI takes longer to start than many a job takes, so it starts only for solvers that
    /// need it.
    private func runAlone(_ environment: [String: String], _ ended: inout Ended?) throws -> Int32 {
        var code: Int32 = 0
        try reportingErrors {
            if let problem = LaunchCheck.problem(ranks: 1, environment: environment) { throw RunError(.badData, problem) }
            let options = try options(environment)
            if let complaint = Deadline.complaint(about: environment) { complain(complaint) }
            let run = sweep(try source.read(), options, on: .alone)
            let work = try run.workList()
            let report =
                work.usesCommunicator
                ? try MPIRuntime.withWorld { try run.run(work, on: Team(world: $0)) } : try run.run(work, on: .alone)
            ended = Ended(report: report, task: options.task)
            code = status(of: report)
        }
        return code
    }

    /// The exit code, the same on all ranks.
    private func run(on world: borrowing Team, _ environment: [String: String], _ ended: inout Ended?) throws -> Int32 {
        try reportingErrors(on: world) {
            if let problem = LaunchCheck.problem(ranks: world.size, environment: environment) {
                throw RunError(.badData, problem)
            }
            let options = try options(environment)
            if world.rank == 0, let complaint = Deadline.complaint(about: environment) { complain(complaint) }
            let report = try sweep(try source.read(for: world), options, on: world).run(on: world)
            if world.rank == 0 { ended = Ended(report: report, task: options.task) }
            return status(of: report)
        }
    }

    private var folder: String { output ?? source.defaultFolder }

    private func tell(_ ended: Ended, _ environment: [String: String]) throws {
        let report = ended.report
        if let stopped = report.stopped { complain("stopped by \(stopped); run again to continue") }
        let isComplete = report.remaining == 0 && ended.task == .whole
        let merges = isComplete && !noMerge && environment["SLURM_ARRAY_TASK_ID"] == nil
        let summary = RunSummary(report, task: ended.task, folder: folder)
        if !json { print(summary.text) }
        // Lest a merge that takes long look like a run that does. Whether anybody still reads it does not matter.
        fflush(nil)
        let result = merges ? try mergedFile() : nil
        if json {
            print(try summary.with(result: result).json)
        } else if let result {
            let table = try ResultTable(of: ResultFile(result), rows: Self.headRows)
            print("\n\(table.text(hint: "moriya show \(result)"))\n\n\(result)")
        } else if report.remaining == 0 {
            print("merge with: moriya merge \(folder)")
        }
    }

    /// How many rows of the table a run ends with.
    private static let headRows = 10

    private func mergedFile() throws -> String {
        let directory = try ResultDirectory.open(folder)
        let waiting = WaitingLine("merges")
        defer { waiting.clear() }
        let report = try merge(directory, job: job(in: directory), provenance: .ofThisProgram, progress: waiting.update)
        for problem in report.problems { complain(problem.description) }
        return report.path
    }

    private func status(of report: RunReport) -> Int32 {
        if report.remaining > 0 { return ExitStatus.workRemains }
        return report.failed + report.failedBefore > 0 ? ExitStatus.checkFailed : 0
    }

    private func options(_ environment: [String: String]) throws -> RunOptions {
        var options = RunOptions(directory: folder)
        options.ranksPerPoint = ranksPerPoint
        options.task =
            try task.map { try TaskSlice(parsing: $0, slurmEnvironment: environment) } ?? .whole
        options.publication = PublicationPolicy(interval: .seconds(publishInterval))
        // From now on: reading a large job takes time, too.
        options.deadline = Deadline(secondsFromNow: maxTime, environment: environment)
        options.retryFailed = retryFailed
        options.logInterval = .seconds(max(logInterval, 0.1))
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
