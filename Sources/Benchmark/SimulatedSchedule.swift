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
        var random = SplitMix(state: 1)
        let order = Schedule(of: batches.indices) { operations[$0] }.order
        seconds = order.map { operations[$0] * ratios[Int(random.next() % UInt64(ratios.count))] }
    }
}

/// The time at which the last of so many ranks is done, if each takes the next batch when it has finished one.
func simulate(_ workload: Workload, ranks: Int) -> Double {
    /// Of taking a number from the counter of rank 0 over a network; it serves one rank at a time.
    let takeTime = 2e-6
    var counterIsFree = 0.0
    // When each rank is free, as a binary heap.
    var free = [Double](repeating: 0, count: ranks)
    for seconds in workload.seconds {
        let start = max(free[0], counterIsFree)
        counterIsFree = start + takeTime
        free[0] = start + takeTime + seconds
        sink(&free)
    }
    return free.max() ?? 0
}

/// Restores the order of a heap whose first element has grown.
func sink(_ heap: inout [Double]) {
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

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
