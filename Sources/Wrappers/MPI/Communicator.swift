import COpenMPI

/// A group of ranks that talk to each other: the world, lent by `MPIRuntime.withWorld`, or a part of it, owned.
///
/// All methods but `abort` are collective: every rank of the group must call them, in the same order. They throw
/// `MPIError`; after one, the communicator is broken and the job should end.
public struct Communicator: ~Copyable {
    /// For libraries that take a communicator themselves. Valid as long as this value lives.
    public let rawHandle: OpaquePointer
    /// As `rawHandle`, for libraries written in Fortran.
    package var fortranHandle: Int32 { MPI_Comm_c2f(rawHandle) }
    /// From 0 to `size` − 1.
    public let rank: Int
    public let size: Int
    let name: String
    let isOwned: Bool

    init(world: OpaquePointer) throws(MPIError) {
        // Communicators split from it inherit the handler.
        try check(MPI_Comm_set_errhandler(world, moriya_mpi_errors_return()), "MPI_Comm_set_errhandler", on: "world")
        try self.init(world, name: "world", isOwned: false)
    }

    private init(_ handle: OpaquePointer, name: String, isOwned: Bool) throws(MPIError) {
        var rank: Int32 = 0
        var size: Int32 = 0
        try check(MPI_Comm_rank(handle, &rank), "MPI_Comm_rank", on: name)
        try check(MPI_Comm_size(handle, &size), "MPI_Comm_size", on: name)
        self.rawHandle = handle
        self.rank = Int(rank)
        self.size = Int(size)
        self.name = name
        self.isOwned = isOwned
    }

    deinit {
        guard isOwned, MPIRuntime.isRunning else { return }
        var handle: OpaquePointer? = rawHandle
        MPI_Comm_free(&handle)
    }

    var description: String { "\(name) (\(size) ranks)" }

    private init(unownedCopyOf other: borrowing Communicator) {
        (rawHandle, rank, size, name, isOwned) = (other.rawHandle, other.rank, other.size, other.name, false)
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
        var handle: OpaquePointer?
        try check(MPI_Comm_split(rawHandle, color32, key32, &handle), "MPI_Comm_split", on: object)
        return try Communicator(owning: handle, "MPI_Comm_split", on: object, name: "\(name)/\(color)")
    }

    /// The ranks that share memory with this one: those on the same node.
    public borrowing func splitSharedMemory() throws(MPIError) -> Communicator {
        let object = description
        var handle: OpaquePointer?
        try check(
            MPI_Comm_split_type(rawHandle, Int32(MPI_COMM_TYPE_SHARED), 0, moriya_mpi_info_null(), &handle),
            "MPI_Comm_split_type", on: object)
        return try Communicator(owning: handle, "MPI_Comm_split_type", on: object, name: "\(name)/node")
    }

    /// The same ranks in a communicator of their own, for a library that ignores MPI's return codes: its errors end the
    /// job.
    public borrowing func duplicateWithFatalErrors() throws(MPIError) -> Communicator {
        let object = description
        var handle: OpaquePointer?
        try check(MPI_Comm_dup(rawHandle, &handle), "MPI_Comm_dup", on: object)
        let copy = try Communicator(owning: handle, "MPI_Comm_dup", on: object, name: "\(name)/copy")
        try check(
            MPI_Comm_set_errhandler(copy.rawHandle, moriya_mpi_errors_are_fatal()), "MPI_Comm_set_errhandler",
            on: object)
        return copy
    }

    private init(owning handle: OpaquePointer?, _ call: String, on object: String, name: String) throws(MPIError) {
        guard let handle else { throw MPIError(call: call, object: object, message: "gave no communicator") }
        try self.init(handle, name: name, isOwned: true)
    }

    /// Ends all ranks of the job at once; `mpirun` exits with `code`. Not collective.
    public borrowing func abort(code: Int32) -> Never {
        MPI_Abort(rawHandle, code)
        fatalError("MPI_Abort returned")
    }
}
