import CMPI

extension Communicator {
    /// Returns once every rank has called it.
    public borrowing func barrier() throws(MPIError) {
        try check(moriya_barrier(handle), "MPI_Barrier", on: description)
    }

    /// Gives every rank the root's values.
    ///
    /// - Parameter values: of the same length on every rank; see `broadcast(bytes:)` where only the root knows it.
    public borrowing func broadcast<Element: MPIElement>(
        _ values: inout [Element], root: Int = 0
    ) throws(MPIError) {
        let object = description
        let count = try count32(values.count, "MPI_Bcast", on: object)
        let status = values.withUnsafeMutableBytes {
            moriya_bcast($0.baseAddress, count, Element.mpiType.code, Int32(root), handle)
        }
        try check(status, "MPI_Bcast", on: object)
    }

    /// Gives every rank the root's value.
    public borrowing func broadcast<Element: MPIElement>(_ value: Element, root: Int = 0) throws(MPIError) -> Element {
        // No array of one: Swift 6.3 gave free() a constant one where it inlined this.
        var value = value
        let status = withUnsafeMutableBytes(of: &value) {
            moriya_bcast($0.baseAddress, 1, Element.mpiType.code, Int32(root), handle)
        }
        try check(status, "MPI_Bcast", on: description)
        return value
    }

    /// Returns the root's bytes on every rank. What the others pass, its length included, is ignored.
    public borrowing func broadcast(bytes: [UInt8], root: Int = 0) throws(MPIError) -> [UInt8] {
        let count = try broadcast(bytes.count, root: root)
        var result = rank == root ? bytes : [UInt8](repeating: 0, count: count)
        // A length beyond 32 bits is refused here by all ranks alike.
        try broadcast(&result, root: root)
        return result
    }

    /// Combines the ranks' values element by element and gives every rank the outcome.
    ///
    /// - Parameter values: of the same length on every rank.
    public borrowing func allReduce<Element: MPIElement>(
        _ values: [Element], _ reduction: Reduction
    ) throws(MPIError) -> [Element] {
        let object = description
        let count = try count32(values.count, "MPI_Allreduce", on: object)
        var result = values
        let status = result.withUnsafeMutableBytes {
            moriya_allreduce($0.baseAddress, count, Element.mpiType.code, reduction.code, handle)
        }
        try check(status, "MPI_Allreduce", on: object)
        return result
    }

    public borrowing func allReduce<Element: MPIElement>(
        _ value: Element, _ reduction: Reduction
    ) throws(MPIError) -> Element {
        var value = value
        let status = withUnsafeMutableBytes(of: &value) {
            moriya_allreduce($0.baseAddress, 1, Element.mpiType.code, reduction.code, handle)
        }
        try check(status, "MPI_Allreduce", on: description)
        return value
    }
}
