import COpenMPI

/// A counter in the memory of rank 0 from which every rank takes numbers: 0, 1, 2, …, each once over all ranks.
///
/// It hands out work without a rank that only coordinates. Ranks take numbers without rank 0 answering where the
/// library has atomics across ranks (shared memory, most interconnects); elsewhere a call returns once rank 0 next
/// enters MPI, so it may wait for a piece of work that rank 0 is computing.
public struct SharedCounter: ~Copyable {
    private let window: OpaquePointer
    private let object: String

    /// Collective over all ranks; any of them may then take numbers.
    ///
    /// - Parameter world: the communicator lent by `MPIRuntime.withWorld`. Parts of it are refused: where groups on one
    ///   node allocate at the same time, Open MPI 4.1 gives both the same file of shared memory (its issue 7393).
    public init(on world: borrowing Communicator) throws(MPIError) {
        let object = "counter of \(world.description)"
        guard !world.isOwned else {
            throw MPIError(call: "MPI_Win_allocate", object: object, message: "counters belong to the whole world")
        }
        var handle: OpaquePointer?
        var memory: UnsafeMutablePointer<Int64>?
        let bytes = world.rank == 0 ? MemoryLayout<Int64>.size : 0
        try check(
            MPI_Win_allocate(
                bytes, Int32(MemoryLayout<Int64>.size), moriya_mpi_info_null(), world.rawHandle, &memory,
                &handle), "MPI_Win_allocate", on: object)
        guard let window = handle else {
            throw MPIError(call: "MPI_Win_allocate", object: object, message: "gave no window")
        }
        // Windows do not inherit the communicator's error handler.
        try check(
            MPI_Win_set_errhandler(window, moriya_mpi_errors_return()), "MPI_Win_set_errhandler", on: object)
        // One passive epoch for the counter's life. Nobody takes a number before the zero is visible to all.
        try check(MPI_Win_lock_all(MPI_MODE_NOCHECK, window), "MPI_Win_lock_all", on: object)
        if world.rank == 0 {
            guard let memory else {
                throw MPIError(call: "MPI_Win_allocate", object: object, message: "gave no memory")
            }
            memory.pointee = 0
        }
        try check(MPI_Win_sync(window), "MPI_Win_sync", on: object)
        try world.barrier()
        self.window = window
        self.object = object
    }

    /// The next number that no rank has had. Not collective.
    public borrowing func next() throws(MPIError) -> Int { try add(1) }

    /// Adds to the counter, or reads it by adding nothing. Not collective.
    ///
    /// - Returns: its value before.
    @discardableResult
    public borrowing func add(_ amount: Int) throws(MPIError) -> Int {
        var addend = Int64(amount)
        var taken: Int64 = 0
        try check(
            MPI_Fetch_and_op(&addend, &taken, Int64.mpiDatatype, 0, 0, moriya_mpi_sum(), window), "MPI_Fetch_and_op",
            on: object)
        // `taken` is filled in by now only because of the flush.
        try check(MPI_Win_flush(0, window), "MPI_Win_flush", on: object)
        return Int(taken)
    }

    /// Collective: returns once every rank has closed it.
    ///
    /// There is no `deinit` that does this: a rank on which an error unwinds must not wait for the others. A counter
    /// that is not closed keeps its window until MPI ends.
    public consuming func close() throws(MPIError) {
        try check(MPI_Win_unlock_all(window), "MPI_Win_unlock_all", on: object)
        var handle: OpaquePointer? = window
        try check(MPI_Win_free(&handle), "MPI_Win_free", on: object)
    }
}
