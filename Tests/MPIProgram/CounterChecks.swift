import MPI

func checkCounter(_ world: borrowing Communicator) throws {
    let tasks = 2000
    let counter = try SharedCounter(on: world)
    var own: [Int] = []
    // All ranks at once, as fast as they can.
    try world.barrier()
    while true {
        let number = try counter.next()
        guard number < tasks else { break }
        own.append(number)
    }
    try expect(zip(own, own.dropFirst()).allSatisfy { $0 < $1 }, "numbers on a rank do not ascend")
    let all = try world.allGather(own).flatMap { $0 }
    try expect(all.sorted() == Array(0..<tasks), "\(all.count) numbers, \(Set(all).count) different")

    // Each rank took one number too many; the count goes on from there.
    let next = try counter.next()
    try expect(next >= tasks + world.size && next < tasks + 2 * world.size, "the counter went on with \(next)")
    try counter.close()

    // A second counter starts anew, in a group too, and may be left open.
    let group = try world.split(color: world.rank % 2)
    let second = try SharedCounter(on: group)
    let numbers = try group.allGather([second.next()]).flatMap { $0 }
    try expect(numbers.sorted() == Array(0..<group.size), "the group's counter gave \(numbers)")
}
