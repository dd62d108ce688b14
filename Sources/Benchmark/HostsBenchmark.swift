import ArgumentParser
import Foundation
import MPI
import Sweep

/// How well ranks on several hosts share work that rank 0 hands out while it computes.
struct HostsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts", abstract: "What the counter of rank 0 costs ranks on other hosts; under mpirun.",
        discussion: """
            Start it on one rank of each host. Batches are waits, so that hosts that share the cores of one machine do not
            disturb each other; while numbers are timed, rank 0 keeps its core busy. The best speed-up is that of a schedule
            in which numbers cost nothing.
            """)

    @Option(help: "multiple, or funneled: without a thread of rank 0.") var threads = "multiple"
    @Flag(help: "Treat every rank as if it were on a host of its own.") var apart = false

    func run() throws {
        try MPIRuntime.withWorld(threads: threads == "funneled" ? .funneled : .multiple) { communicator in
            let world = Team(world: communicator)
            try timeNumbers(on: communicator, count: 200)
            if world.rank == 0 { print(heading(["batches", "of s", "first of s", "seconds", "speed-up", "best"])) }
            for workload in [
                WaitingWork(count: 3000, seconds: 0.001), WaitingWork(count: 600, seconds: 0.01),
                WaitingWork(count: 60, seconds: 0.1),
                WaitingWork(count: 300, seconds: 0.01, first: 1),
            ] {
                let (seconds, worked) = try time(workload, on: world)
                guard world.rank == 0 else { continue }
                print(
                    [
                        cell(Double(workload.count), "%.0f"), cell(workload.seconds, "%.3f"), cell(workload.first, "%.3f"),
                        cell(seconds, "%.3f"), cell(worked / seconds, "%.2f"),
                        cell(workload.total / workload.bestTime(ranks: world.size), "%.2f"),
                    ].joined())
            }
        }
    }

    /// How long the other ranks wait for one number while rank 0 computes.
    private func timeNumbers(on world: borrowing Communicator, count: Int) throws {
        let counters = try SharedCounters(2, on: world, sharesMemory: !apart)
        try counters.synchronize()
        var own: [Double] = []
        if world.rank == 0 {
            // Busy until the others are done, but for what a solve does: a call now and then where there is no thread.
            while counters.value(of: 1) ?? 0 < world.size - 1 {
                let start = ContinuousClock.now
                while ContinuousClock.now - start < .milliseconds(100) {}
                _ = try counters.take(of: 0, below: 0, sharers: 1)
            }
        } else {
            for _ in 0..<count {
                let start = ContinuousClock.now
                _ = try counters.take(of: 0, below: .max, sharers: 1)
                own.append((ContinuousClock.now - start) / .seconds(1))
                usleep(2000)
            }
            try counters.add(1, to: 1)
        }
        try counters.synchronize()
        let rate = try rateOfAnswers(counters, on: world)
        let all = try world.allGather(own).flatMap { $0 }.sorted()
        guard world.rank == 0, !all.isEmpty else { return }
        let mean = all.reduce(0, +) / Double(all.count)
        print("\(world.size) ranks; numbers of other hosts: \(counters.service)")
        print(
            String(
                format: "a number while rank 0 is busy: %.3f ms on average, half within %.3f ms, the slowest %.3f ms",
                mean * 1e3, all[all.count / 2] * 1e3, (all.last ?? 0) * 1e3))
        print(String(format: "all ask as fast as they can: %.0f answers a second", rate))
    }

    private func rateOfAnswers(_ counters: SharedCounters, on world: borrowing Communicator) throws -> Double {
        let count = 2000
        let start = ContinuousClock.now
        if world.rank > 0 { for _ in 0..<count { _ = try counters.take(of: 0, below: .max, sharers: 1) } }
        try counters.synchronize()
        return Double(count * (world.size - 1)) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// - Returns: the seconds that it took, and those that all ranks worked: a wait may be longer than was asked for.
    private func time(_ workload: WaitingWork, on world: borrowing Team) throws -> (elapsed: Double, worked: Double) {
        var worked = 0.0
        var supply = try WorkSupply(phases: 1, on: world, sharesMemory: !apart)
        try supply.endPhase()
        let start = ContinuousClock.now
        // As in a run, rank 0 takes the first batch.
        if world.rank != 0 && workload.first > workload.seconds { usleep(20_000) }
        while let number = try supply.next(of: 0, below: workload.count, teams: world.size) {
            let begin = ContinuousClock.now
            usleep(UInt32(workload.duration(of: number) * 1e6))
            worked += (ContinuousClock.now - begin) / .seconds(1)
            try supply.add(finished: 1)
        }
        try supply.endPhase()
        return ((ContinuousClock.now - start) / .seconds(1), try world.allReduce(worked, .sum))
    }
}

/// Batches that take so long, the first of them longer.
private struct WaitingWork {
    let count: Int
    let seconds: Double
    let first: Double

    init(count: Int, seconds: Double, first: Double? = nil) {
        (self.count, self.seconds, self.first) = (count, seconds, first ?? seconds)
    }

    func duration(of number: Int) -> Double { number == 0 ? first : seconds }

    var total: Double { first + seconds * Double(count - 1) }

    /// If each rank takes the next batch at once.
    func bestTime(ranks: Int) -> Double {
        var free = [Double](repeating: 0, count: ranks)
        for number in 0..<count {
            free[0] += duration(of: number)
            sink(&free)
        }
        return free.max() ?? 0
    }
}
