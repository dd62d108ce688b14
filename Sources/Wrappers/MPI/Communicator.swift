import CMPI
import Foundation

/// A group of ranks that talk to each other: the world, lent by `MPIRuntime.withWorld`, or a part of it, owned.
///
/// All methods but `abort` are collective: every rank of the group must call them, in the same order. They throw
/// `MPIError`; after one, the communicator is broken and the job should end.
public struct Communicator: ~Copyable {
    let handle: moriya_comm
    /// For libraries that take a communicator themselves, by their Fortran interface: an integer with every MPI. Valid as
    /// long as this value lives.
    package var fortranHandle: Int32 { moriya_comm_to_fortran(handle) }
    /// From 0 to `size` − 1.
    public let rank: Int
    public let size: Int
    let name: String
    let isOwned: Bool

    /// The communicator of all ranks.
    static func world() throws(MPIError) -> Communicator {
        // Communicators split from it inherit the handler.
        try check(moriya_errors_return(moriya_comm_world()), "MPI_Comm_set_errhandler", on: "world")
        return try Communicator(moriya_comm_world(), name: "world", isOwned: false)
    }

    private init(_ handle: moriya_comm, name: String, isOwned: Bool) throws(MPIError) {
        var rank: Int32 = 0
        var size: Int32 = 0
        try check(moriya_comm_rank(handle, &rank), "MPI_Comm_rank", on: name)
        try check(moriya_comm_size(handle, &size), "MPI_Comm_size", on: name)
        self.handle = handle
        self.rank = Int(rank)
        self.size = Int(size)
        self.name = name
        self.isOwned = isOwned
    }

    deinit {
        guard isOwned, MPIRuntime.isRunning else { return }
        tellIfFailed(moriya_comm_free(handle), "MPI_Comm_free", on: description)
    }

    var description: String { "\(name) (\(size) ranks)" }

    private init(unownedCopyOf other: borrowing Communicator) {
        (handle, rank, size, name, isOwned) = (other.handle, other.rank, other.size, other.name, false)
    }

    /// The same communicator for a holder that does not release it. Valid as long as this value lives.
    public borrowing func unowned() -> Communicator { Communicator(unownedCopyOf: self) }

    /// The ranks that pass the same colour (≥ 0) become one group, ordered by key, then by rank here.
    public borrowing func split(color: Int, key: Int = 0) throws(MPIError) -> Communicator {
        let object = description
        guard let color32 = Int32(exactly: color), color >= 0, let key32 = Int32(exactly: key) else {
            throw MPIError(
                call: "MPI_Comm_split", object: object, message: "colour \(color) with key \(key) is out of range")
        }
        var part = moriya_comm()
        try check(moriya_comm_split(handle, color32, key32, &part), "MPI_Comm_split", on: object)
        return try Communicator(part, name: "\(name)/\(color)", isOwned: true)
    }

    /// The ranks that share memory with this one: those on the same node.
    public borrowing func splitSharedMemory() throws(MPIError) -> Communicator {
        let object = description
        var part = moriya_comm()
        try check(moriya_comm_split_shared(handle, &part), "MPI_Comm_split_type", on: object)
        return try Communicator(part, name: "\(name)/node", isOwned: true)
    }

    /// The same ranks in a communicator of their own: no message of one is received by the other.
    public borrowing func duplicate() throws(MPIError) -> Communicator {
        var copy = moriya_comm()
        try check(moriya_comm_dup(handle, &copy), "MPI_Comm_dup", on: description)
        return try Communicator(copy, name: "\(name)/copy", isOwned: true)
    }

    /// As `duplicate`, for a library that ignores MPI's return codes: its errors end the job.
    public borrowing func duplicateWithFatalErrors() throws(MPIError) -> Communicator {
        let copy = try duplicate()
        try check(moriya_errors_are_fatal(copy.handle), "MPI_Comm_set_errhandler", on: description)
        return copy
    }

    /// Ends all ranks of the job at once; `mpirun` exits with `code`. Not collective.
    public borrowing func abort(code: Int32) -> Never {
        moriya_abort(handle, code)
        // MPICH comes back while its launcher ends the ranks.
        _exit(code)
    }
}
