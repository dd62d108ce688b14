import CMPI
import Foundation

/// The life of MPI in this process.
public enum MPIRuntime {
    /// The exit code of a job that an error of one rank ends: `EX_SOFTWARE`.
    public static let exitCodeOfUncaughtError: Int32 = 70
    /// The same if MPI failed, as it does when a host or the network is lost: `EX_OSERR`.
    public static let exitCodeOfFailedMPI: Int32 = 71

    /// Starts MPI, runs `body` on the communicator of all ranks, and ends MPI. Works without `mpirun`, as one rank.
    ///
    /// MPI may be called only from the thread that calls this, `SharedCounters` excepted, and this only once in a process.
    /// Failing calls return errors instead of ending the job.
    ///
    /// - Parameter threads: what is asked of the library. It may grant less: `grantedThreads` says.
    /// - Throws: what `body` throws, if there is one rank. With several, the others may be waiting for this one in a
    ///   collective call, so an error that leaves `body` is printed with the rank, and ends the whole job at once with
    ///   exit code 70, or 71 if it is one of MPI. An outcome on which all ranks agree is to be returned, not thrown.
    public static func withWorld<Result>(
        threads: MPIThreads = .funneled, _ body: (borrowing Communicator) throws -> Result
    ) throws -> Result {
        var provided: Int32 = 0
        try check(MPI_Init_thread(nil, nil, threads.level, &provided), "MPI_Init_thread", on: "this process")
        guard provided >= MPIThreads.funneled.level else {
            throw MPIError(
                call: "MPI_Init_thread", object: "this process", message: "this MPI cannot be used beside threads")
        }
        let result: Result
        do {
            let world = try Communicator.world()
            do {
                result = try body(world)
            } catch {
                endJob(of: world, after: error)
                throw error
            }
        } catch {
            // The error that came first says more than another.
            tellIfFailed(MPI_Finalize(), "MPI_Finalize", on: "this process")
            throw error
        }
        try check(MPI_Finalize(), "MPI_Finalize", on: "this process")
        return result
    }

    /// How the running library may be used beside threads.
    public static var grantedThreads: MPIThreads {
        var provided: Int32 = 0
        guard isRunning, MPI_Query_thread(&provided) == MPI_SUCCESS else { return .funneled }
        return provided >= MPIThreads.multiple.level ? .multiple : .funneled
    }

    /// The name and version of the library, in one line.
    public static var libraryVersion: String {
        var text = [CChar](repeating: 0, count: Int(MPI_MAX_LIBRARY_VERSION_STRING) + 1)
        var length: Int32 = 0
        guard MPI_Get_library_version(&text, &length) == MPI_SUCCESS else { return "unknown MPI" }
        // MPICH's goes over many lines, the first of which has the version.
        let first = string(text, length: length).split(whereSeparator: \.isNewline).first ?? "unknown MPI"
        return first.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether handles can still be released: owned handles may outlive `withWorld` when an error unwinds.
    package static var isRunning: Bool {
        var (isInitialized, isFinalized): (Int32, Int32) = (0, 0)
        guard MPI_Initialized(&isInitialized) == MPI_SUCCESS, MPI_Finalized(&isFinalized) == MPI_SUCCESS else { return false }
        return isInitialized != 0 && isFinalized == 0
    }

    /// Returns only if there is no other rank that could be left waiting.
    private static func endJob(of world: borrowing Communicator, after error: any Error) {
        guard world.size > 1 else { return }
        let report = "rank \(world.rank) of \(world.size): \(error)\n"
        try? FileHandle.standardError.write(contentsOf: Data(report.utf8))
        world.abort(code: error is MPIError ? exitCodeOfFailedMPI : exitCodeOfUncaughtError)
    }
}

/// How MPI may be used in a process that has several threads.
public enum MPIThreads: Sendable {
    /// From the thread that started it.
    case funneled
    /// From every thread.
    case multiple

    var level: Int32 {
        switch self {
        case .funneled: Int32(MPI_THREAD_FUNNELED)
        case .multiple: Int32(MPI_THREAD_MULTIPLE)
        }
    }
}
