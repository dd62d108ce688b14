import ArgumentParser
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

              moriya plan jobs/fig1c.yaml                    what it will take
              moriya run jobs/fig1c.yaml -o results/fig1c    one process
              mpirun -n 8 moriya run … -o results/fig1c      the same on 8 ranks
              moriya merge results/fig1c                     one file: results/fig1c/result.h5
              moriya show results/fig1c/result.h5            its table
              moriya plot results/fig1c/result.h5            its figures

            An interrupted run goes on where it was when the same command is given again.

            Exit codes: 0 complete, 64 wrong usage, 65 bad input, 70 failed points or a failed check, 71 MPI failed, 74
            input/output error, 75 work remains (run again to continue).
            """,
        version: programVersion,
        subcommands: [
            PlanCommand.self, RunCommand.self, SubmitCommand.self, StatusCommand.self, MergeCommand.self,
            ShowCommand.self, CheckCommand.self, PlotCommand.self, VerifyCommand.self, TuneCommand.self, DoctorCommand.self,
        ])
}

/// Exit codes besides 0 and the argument parser's own 64, after sysexits.h.
enum ExitStatus {
    static let badInput: Int32 = 65
    static let checkFailed: Int32 = 70
    static let inputOutput: Int32 = 74
    static let workRemains: Int32 = 75
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
