import Foundation
import MPI
import TestSupport

/// Each number is given once, whoever asks and by whichever way.
func checkCounters(_ world: borrowing Communicator) throws {
    let node = try world.splitSharedMemory()
    let isNear = try node.allReduce(world.rank, .minimum) == 0
    let isOneNode = node.size == world.size
    for sharesMemory in [true, false] {
        let counters = try SharedCounters(3, on: world, sharesMemory: sharesMemory)
        try expect(
            counters.isDirect == (sharesMemory && isNear || world.rank == 0),
            "rank \(world.rank) is direct: \(counters.isDirect)")
        let service = MPIRuntime.grantedThreads == .multiple ? SharedCounters.Service.thread : .betweenCalls
        try expect(
            counters.service == (sharesMemory && isOneNode || world.size == 1 ? .notNeeded : service),
            "the service is \(counters.service)")
        // The second counter must not notice the others.
        for (counter, wanted) in [(1, 1), (2, 7)] { try takeAll(of: counter, wanted: wanted, counters, world) }
        try expect(
            counters.value(of: 0).map { $0 == 2 * 2000 } ?? !counters.isDirect, "\(counters.value(of: 0) ?? -1) were added")
        // An empty phase, and one in which nobody asks, end too.
        try counters.synchronize()
        try counters.synchronize()
    }
}

/// All ranks at once, as fast as they can.
private func takeAll(
    of counter: Int, wanted: Int, _ counters: borrowing SharedCounters, _ world: borrowing Communicator
) throws {
    let tasks = 2000
    var own: [Int] = []
    try counters.synchronize()
    while true {
        let range = try counters.take(upTo: wanted, of: counter, below: tasks, sharers: world.size)
        if range.isEmpty { break }
        try expect(range.count <= wanted && range.upperBound <= tasks, "\(range) was given")
        // A quarter of a part of what is left.
        let part = (tasks - range.lowerBound) / (4 * world.size)
        try expect(range.count <= max(1, part), "\(range) was given, but a fair part was \(part)")
        own += range
        try counters.add(range.count, to: 0)
    }
    try expect(zip(own, own.dropFirst()).allSatisfy { $0 < $1 }, "numbers on a rank do not ascend")
    let nothing = try counters.take(of: counter, below: tasks, sharers: world.size)
    try expect(nothing.isEmpty, "\(nothing) was given after the end")
    try counters.synchronize()
    let all = try world.allGather(own).flatMap { $0 }
    try expect(all.sorted() == Array(0..<tasks), "\(all.count) numbers, \(Set(all).count) different")
}

/// The others take numbers while rank 0, to which the counters belong, is busy: in memory, and by messages if MPI allows
/// threads. It is told by their order, not by time: rank 0 sees that all are taken before it calls anything.
func checkThatNobodyWaitsForRankZero(_ world: borrowing Communicator) throws {
    for sharesMemory in [true, false] {
        let counters = try SharedCounters(1, on: world, sharesMemory: sharesMemory)
        let others = 10 * (world.size - 1)
        try counters.synchronize()
        if world.rank == 0 {
            var rounds = 0
            while counters.value(of: 0) ?? 0 < others && rounds < 6000 {
                usleep(10_000)
                rounds += 1
            }
            try expect(counters.value(of: 0) == others, "only \(counters.value(of: 0) ?? -1) of \(others) numbers were taken")
        } else {
            for _ in 0..<10 { _ = try counters.take(of: 0, below: others, sharers: world.size) }
        }
        try counters.synchronize()
    }
}

/// Where MPI allows no thread, rank 0 answers between its pieces of work and at the end.
func checkAnswersBetweenCalls(_ world: borrowing Communicator) throws {
    let counters = try SharedCounters(2, on: world, sharesMemory: false)
    if world.size > 1 { try expect(counters.service == .betweenCalls, "the service is \(counters.service)") }
    try counters.synchronize()
    // Rank 0 ends its part after three numbers; the others need it still.
    var own: [Int] = []
    while world.rank > 0 || own.count < 3 {
        guard let number = try counters.take(of: 1, below: 500, sharers: world.size).first else { break }
        own.append(number)
        if world.rank == 0 { usleep(20_000) }
    }
    try counters.synchronize()
    let all = try world.allGather(own).flatMap { $0 }
    try expect(world.size == 1 || all.sorted() == Array(0..<500), "\(all.count) numbers, \(Set(all).count) different")
}

/// Counters that are dropped without a word, as an error does: MPI must end nevertheless.
func checkDroppedCounters(_ world: borrowing Communicator) throws {
    for _ in 0..<20 {
        let counters = try SharedCounters(1, on: world, sharesMemory: false)
        _ = try counters.take(of: 0, below: 100, sharers: world.size)
        try world.barrier()
    }
}

/// An error of the last rank while rank 0's thread is at work.
func throwWhileCounting(_ world: borrowing Communicator) throws {
    let counters = try SharedCounters(1, on: world, sharesMemory: false)
    for _ in 0..<50 { _ = try counters.take(of: 0, below: 10_000, sharers: world.size) }
    if world.rank == world.size - 1 { throw CheckFailure(description: "as it should") }
    try counters.synchronize()
}

/// The same of rank 0, whose thread must not keep it from ending the job.
func throwWhileServing(_ world: borrowing Communicator) throws {
    let counters = try SharedCounters(1, on: world, sharesMemory: false)
    if world.rank == 0 { throw CheckFailure(description: "as it should") }
    while true { _ = try counters.take(of: 0, below: 1 << 40, sharers: world.size) }
}
