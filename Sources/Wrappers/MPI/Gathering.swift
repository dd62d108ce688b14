import CMPI

extension Communicator {
    /// Collects the ranks' arrays, whose lengths may differ, on the root.
    ///
    /// - Returns: one array for each rank on the root, nil on the others.
    /// - Throws: `MPIError` on every rank if the arrays together hold more elements than MPI can count.
    public borrowing func gather<Element: MPIElement>(
        _ values: [Element], root: Int = 0
    ) throws(MPIError) -> [[Element]]? {
        let parts = try Parts(counts: allGatherCounts(of: values), "MPI_Gatherv", on: description)
        guard rank == root else {
            let status = values.withUnsafeBytes {
                moriya_gatherv(
                    $0.baseAddress, parts.counts[rank], nil, nil, nil, Element.mpiType.code, Int32(root), handle)
            }
            try check(status, "MPI_Gatherv", on: description)
            return nil
        }
        var status = MPI_SUCCESS
        let gathered = [Element](unsafeUninitializedCapacity: parts.total) { buffer, initialized in
            status = values.withUnsafeBytes {
                moriya_gatherv(
                    $0.baseAddress, parts.counts[rank], buffer.baseAddress, parts.counts, parts.offsets,
                    Element.mpiType.code, Int32(root), handle)
            }
            initialized = status == MPI_SUCCESS ? parts.total : 0
        }
        try check(status, "MPI_Gatherv", on: description)
        return parts.split(gathered)
    }

    /// Collects the ranks' arrays, whose lengths may differ, on every rank: one array for each rank.
    ///
    /// - Throws: `MPIError` on every rank if the arrays together hold more elements than MPI can count.
    public borrowing func allGather<Element: MPIElement>(_ values: [Element]) throws(MPIError) -> [[Element]] {
        let parts = try Parts(counts: allGatherCounts(of: values), "MPI_Allgatherv", on: description)
        var status = MPI_SUCCESS
        let gathered = [Element](unsafeUninitializedCapacity: parts.total) { buffer, initialized in
            status = values.withUnsafeBytes {
                moriya_allgatherv(
                    $0.baseAddress, parts.counts[rank], buffer.baseAddress, parts.counts, parts.offsets,
                    Element.mpiType.code, handle)
            }
            initialized = status == MPI_SUCCESS ? parts.total : 0
        }
        try check(status, "MPI_Allgatherv", on: description)
        return parts.split(gathered)
    }

    /// Every rank learns all lengths, so that all refuse together what MPI cannot count.
    private borrowing func allGatherCounts<Element>(of values: [Element]) throws(MPIError) -> [Int] {
        var counts = [Int](repeating: 0, count: size)
        counts[rank] = values.count
        let status = counts.withUnsafeMutableBytes {
            moriya_allgather($0.baseAddress, 1, Int.mpiType.code, handle)
        }
        try check(status, "MPI_Allgather", on: description)
        return counts
    }
}

/// Where each rank's elements lie in one gathered array.
private struct Parts {
    let counts: [Int32]
    let offsets: [Int32]
    let total: Int

    init(counts: [Int], _ call: String, on object: String) throws(MPIError) {
        total = counts.reduce(0, +)
        _ = try count32(total, call, on: object)
        self.counts = counts.map { Int32($0) }
        var offset: Int32 = 0
        offsets = self.counts.map { count in
            defer { offset += count }
            return offset
        }
    }

    func split<Element>(_ gathered: [Element]) -> [[Element]] {
        zip(counts, offsets).map { count, offset in Array(gathered[Int(offset)..<Int(offset + count)]) }
    }
}
