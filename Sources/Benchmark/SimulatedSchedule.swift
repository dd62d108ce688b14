import MPI
import RandomNumbers
import Sweep

/// Batches in the order in which they are started, and how long each takes.
struct Workload {
    let seconds: [Double]
    var total: Double { seconds.reduce(0, +) }

    init(_ batches: [Batch], of job: Job) throws {
        let operations = try batches.map { try job.cost(of: $0, ranks: 1).operations }
        // Seconds per operation of batches spread over the job.
        var ratios: [Double] = []
        for sample in 0..<min(40, batches.count) {
            let index = sample * (batches.count - 1) / max(1, min(40, batches.count) - 1)
            let batch = try job.model.parse(batches[index].points.map { job.parameters(at: $0) })
            let start = ContinuousClock.now
            _ = try batch.evaluate(on: .alone) { _ in }
            ratios.append((ContinuousClock.now - start) / .seconds(1) / operations[index])
        }
        // The first one also pays for what later ones find ready.
        if ratios.count > 1 { ratios.removeFirst() }
        var random = SplitMix64(seed: 1)
        let order = Schedule(of: batches.indices) { operations[$0] }.order
        seconds = order.map { operations[$0] * ratios[Int(random.next() % UInt64(ratios.count))] }
    }
}

/// What taking numbers from rank 0 over a network costs; `moriya-bench hosts` measures it.
struct CounterCost {
    /// Seconds until the answer arrives, if nobody else asks.
    var latency: Double
    /// Seconds that rank 0 takes to answer; it answers one rank at a time.
    var answer: Double
}

/// The time at which the last of so many ranks is done, if each takes the next numbers when it has used its own, as many as
/// in a run in which all ranks but the first are far from rank 0.
func simulate(_ workload: Workload, ranks: Int, cost: CounterCost) -> Double {
    let limit = workload.seconds.count
    var first = 0
    var counterIsFree = 0.0
    var queue = [SimulatedRank](repeating: SimulatedRank(), count: ranks)
    var end = 0.0
    queue[0].isDirect = true
    while first < limit {
        var rank = queue[0]
        var wanted = 1
        if !rank.isDirect {
            wanted = ChunkSize.next(after: rank.count, waited: rank.waited, worked: rank.worked)
            let answered = max(rank.free + cost.latency / 2, counterIsFree) + cost.answer
            counterIsFree = answered
            rank.waited = answered + cost.latency / 2 - rank.free
        }
        rank.count = CounterShare(counter: 0, wanted: wanted, limit: limit, sharers: ranks).size(of: first)
        rank.worked = workload.seconds[first..<first + rank.count].reduce(0, +)
        rank.free += rank.waited + rank.worked
        first += rank.count
        end = max(end, rank.free)
        queue[0] = rank
        sink(&queue)
    }
    return end
}

/// When a rank has used its numbers, and how it got the last ones.
private struct SimulatedRank: Comparable {
    var free = 0.0
    var count = 0
    var waited = 0.0
    var worked = 0.0
    var isDirect = false

    static func < (a: SimulatedRank, b: SimulatedRank) -> Bool { a.free < b.free }
}

/// Restores the order of a binary heap whose first element has grown.
func sink<Element: Comparable>(_ heap: inout [Element]) {
    var parent = 0
    while true {
        var smallest = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[smallest] {
            smallest = child
        }
        guard smallest != parent else { return }
        heap.swapAt(parent, smallest)
        parent = smallest
    }
}
