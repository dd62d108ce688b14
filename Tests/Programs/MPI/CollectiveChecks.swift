import MPI
import TestSupport

func checkCollectives(_ world: borrowing Communicator) throws {
    let (rank, size) = (world.rank, world.size)
    for root in 0..<size {
        var values = rank == root ? [1.5, -2.5, Double(root)] : [0, 0, 0]
        try world.broadcast(&values, root: root)
        try expect(values == [1.5, -2.5, Double(root)], "broadcast from \(root) gave \(values)")

        let word = try world.broadcast(rank == root ? Int32(root) - 7 : 99, root: root)
        try expect(word == Int32(root) - 7, "broadcast from \(root) gave \(word)")

        // Only the root knows the length; another rank's longer array must not matter.
        let text = Array("root \(root) says so".utf8)
        let other = [UInt8](repeating: 1, count: 100)
        let bytes = try world.broadcast(bytes: rank == root ? text : other, root: root)
        try expect(bytes == text, "broadcast(bytes:) from \(root) gave \(bytes)")
        try expect(
            try world.broadcast(bytes: rank == root ? [] : other, root: root).isEmpty, "an empty broadcast was not")

        // Ragged, and empty on rank 0.
        let own = [Int](repeating: rank, count: rank * 2)
        let expected = (0..<size).map { [Int](repeating: $0, count: $0 * 2) }
        let gathered = try world.gather(own, root: root)
        try expect(rank == root ? gathered == expected : gathered == nil, "gather gave \(gathered as Any)")
        let everywhere = try world.allGather(own.map { Double($0) })
        try expect(everywhere == expected.map { $0.map { Double($0) } }, "allGather gave \(everywhere)")
    }
    try expect(try world.allGather([UInt8]()).allSatisfy(\.isEmpty), "allGather of nothing gave something")
    try checkReductions(world)
    try checkThatTooManyAreRefused(world)
    let version = MPIRuntime.libraryVersion
    try expect(["Open MPI", "MPICH"].contains { version.hasPrefix($0) } && !version.contains("\n"), version)
}

/// 2³¹ bytes, of which none is touched, on rank 0: one more than MPI counts. All ranks refuse together.
private func checkThatTooManyAreRefused(_ world: borrowing Communicator) throws {
    let count = world.rank == 0 ? 1 << 31 : 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { $1 = count }
    var refusals: [String] = []
    do throws(MPIError) { _ = try world.gather(bytes) } catch { refusals.append(error.call) }
    do throws(MPIError) { _ = try world.allGather(bytes) } catch { refusals.append(error.call) }
    try expect(refusals == ["MPI_Gatherv", "MPI_Allgatherv"], "only \(refusals) refused 2³¹ elements")
    guard world.size == 1 else { return }
    do throws(MPIError) { _ = try world.broadcast(bytes: bytes) } catch { refusals.append(error.call) }
    do throws(MPIError) { _ = try world.allReduce(bytes, .sum) } catch { refusals.append(error.call) }
    try expect(refusals.suffix(2) == ["MPI_Bcast", "MPI_Allreduce"], "only \(refusals) refused 2³¹ elements")
}

private func checkReductions(_ world: borrowing Communicator) throws {
    let (rank, size) = (world.rank, world.size)
    let sums = try world.allReduce([Double(rank), 1], .sum)
    try expect(sums == [Double(size * (size - 1) / 2), Double(size)], "sums are \(sums)")
    // Beyond 32 and beyond 53 bits: neither halved nor through a Double.
    let large = (1 << 60) + 1
    try expect(try world.allReduce(rank == 0 ? large : 0, .sum) == large, "the sum of integers is not exact")
    try expect(try world.allReduce(rank - 5, .minimum) == -5, "minimum")
    try expect(try world.allReduce(-Double(rank), .maximum) == 0, "maximum")
    try expect(try world.allReduce(Double(rank), .maximum) == Double(size - 1), "maximum")
    try expect(try world.allReduce([Int](), .sum).isEmpty, "the sum of nothing is something")
}

func checkSplit(_ world: borrowing Communicator) throws {
    let (rank, size) = (world.rank, world.size)
    // Two groups, with ranks in reverse order.
    let group = try world.split(color: rank % 2, key: -rank)
    let members = (0..<size).filter { $0 % 2 == rank % 2 }.reversed()
    try expect(group.size == members.count, "\(group.size) ranks in the group")
    let order = try group.allGather([rank]).flatMap { $0 }
    try expect(order == Array(members), "the order in the group is \(order)")
    try expect(order[group.rank] == rank, "rank \(group.rank) in the group")

    let node = try world.splitSharedMemory()
    try expect(node.size == size, "\(node.size) of \(size) ranks share this node")

    do {
        _ = try world.split(color: -1)
        throw CheckFailure(description: "split took a negative colour")
    } catch let error as MPIError {
        try expect(error.call == "MPI_Comm_split", "\(error)")
    }
    // Open MPI has 65 536 communicators at a time, so these must be freed. One rank is enough, and fast.
    for _ in 0..<70_000 where size == 1 { _ = try world.split(color: 0) }
}
