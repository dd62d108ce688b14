import Foundation
import MPI
import TestSupport

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

    try checkThatNobodyWaitsForRankZero(world)

    let group = try world.split(color: 0)
    do {
        _ = try SharedCounter(on: group)
        throw CheckFailure(description: "a part of the world was accepted")
    } catch let error as MPIError {
        try expect(error.message.contains("whole world"), "\(error)")
    }
}

/// On one node the others take numbers while rank 0, which holds the counter, is busy elsewhere. The counter starts
/// anew, and is left open: MPI must end nevertheless.
private func checkThatNobodyWaitsForRankZero(_ world: borrowing Communicator) throws {
    let counter = try SharedCounter(on: world)
    try world.barrier()
    let start = ContinuousClock.now
    if world.rank == 0 {
        usleep(2_000_000)
    } else {
        for _ in 0..<10 { _ = try counter.next() }
        let elapsed = ContinuousClock.now - start
        try expect(elapsed < .seconds(1), "ten numbers took \(elapsed)")
    }
    try world.barrier()
    let next = try world.allGather([counter.next()]).flatMap { $0 }
    let first = 10 * (world.size - 1)
    try expect(next.sorted() == Array(first..<first + world.size), "the second counter gave \(next)")
}
