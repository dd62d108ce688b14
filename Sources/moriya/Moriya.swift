import ArgumentParser
import FileNames
import Foundation
import Models
import Sweep

@main
struct Moriya: ParsableCommand {
    /// Written into every file.
    static let programVersion = Provenance.buildVersion

    static let configuration = CommandConfiguration(
        commandName: "moriya",
        abstract: "How two magnetic impurities on a superconductor talk to each other, over whole grids of parameters.",
        discussion: """
            A job file names a system, a grid of parameters and a solver. The usual way through:

              moriya new bdg-rkky -o my-job.yaml             a job with every key explained
              moriya plan my-job.yaml                        what it will take
              moriya run my-job.yaml                         one process; results/my-job/result.h5 and its table
              mpirun -n 8 moriya run my-job.yaml             the same on 8 ranks
              moriya plot results/my-job/result.h5           its figures
              moriya report results/my-job                   a page to look at everything

            An interrupted run goes on where it was when the same command is given again.

            Exit codes: \(ExitStatus.meanings.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ")).
            """,
        version: programVersion,
        subcommands: [
            DescribeCommand.self, NewCommand.self, PlanCommand.self, RunCommand.self, SubmitCommand.self, StatusCommand.self,
            MergeCommand.self, ShowCommand.self, CheckCommand.self, PlotCommand.self, ReportCommand.self, ExportCommand.self,
            VerifyCommand.self,
            TuneCommand.self, DoctorCommand.self, ReadShardsCommand.self,
        ])

    /// What this program was started with; names of files need not be UTF-8.
    static var arguments: [String] {
        UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).dropFirst().compactMap { pointer in
            pointer.map { String(fileName: UnsafeBufferPointer(start: $0, count: strlen($0)).map(UInt8.init(bitPattern:))) }
        }
    }

    static func main() {
        guardStandardStreams()
        ShardReading.useChildProcess("/proc/self/exe", [ReadShardsCommand.name])
        main(arguments)
    }
}

/// Exit codes besides 0 and the argument parser's own 64, after sysexits.h.
enum ExitStatus {
    static let badInput: Int32 = 65
    static let checkFailed: Int32 = 70
    static let inputOutput: Int32 = 74
    static let workRemains: Int32 = 75

    struct Meaning: Encodable {
        let code: Int32
        let meaning: String
    }

    static let meanings = [
        Meaning(code: 0, meaning: "complete"), Meaning(code: 64, meaning: "wrong usage"),
        Meaning(code: badInput, meaning: "bad input"),
        Meaning(code: checkFailed, meaning: "failed points or a failed check"),
        Meaning(code: 71, meaning: "MPI failed"),
        Meaning(code: inputOutput, meaning: "input/output error"),
        Meaning(code: workRemains, meaning: "work remains (run again to continue)"),
    ]
}

/// Turns the errors that users can cause into one sentence on standard error and an exit code.
func reportingErrors(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let error as any Error & CustomStringConvertible {
        guard let code = exitStatus(of: error) else { throw error }
        complain(error.description)
        throw ExitCode(code)
    }
}

/// The same for a body that all ranks run and that throws on all of them alike: rank 0 tells, and all get the exit code.
func reportingErrors(on world: borrowing Team, _ body: () throws -> Int32) throws -> Int32 {
    do {
        return try body()
    } catch let error as any Error & CustomStringConvertible {
        guard let code = exitStatus(of: error) else { throw error }
        if world.rank == 0 { complain(error.description) }
        return code
    }
}

/// Nil for errors that are not the user's.
func exitStatus(of error: any Error) -> Int32? {
    switch error {
    case is JobError, is TaskSliceError: ExitStatus.badInput
    case let error as StoreError: error.kind == .badData ? ExitStatus.badInput : ExitStatus.inputOutput
    case let error as RunError:
        switch error.kind {
        case .badData: ExitStatus.badInput
        case .inputOutput: ExitStatus.inputOutput
        case .failedCheck: ExitStatus.checkFailed
        }
    default: nil
    }
}

/// The job whose results a folder holds.
func job(in directory: ResultDirectory) throws(JobError) -> Job {
    try Job(plan: directory.planText, path: "\(directory.path)/plan.yaml", models: allModels) { digest throws(JobError) in
        do throws(StoreError) {
            return try directory.input(digest)
        } catch {
            throw JobError(file: "\(directory.path)/plan.yaml", line: nil, problem: error.sentence, allowed: nil)
        }
    }
}

/// The job of a merged file; input files that it names are looked for in the folder of results that it was merged in.
func job(of result: borrowing ResultFile, at path: String) throws -> Job {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return try Job(plan: result.attribute("plan_text"), path: path, models: allModels) { digest throws(JobError) in
        do throws(StoreError) {
            return try ResultDirectory.open(folder).input(digest)
        } catch {
            throw JobError(
                file: path, line: nil,
                problem: "names the input file with SHA-256 \(digest), which is not at hand: "
                    + error.sentence, allowed: "a merged file in the folder of its results")
        }
    }
}
