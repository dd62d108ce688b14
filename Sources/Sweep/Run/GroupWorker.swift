import Logging
import MPI

/// What one group of ranks did.
struct GroupOutcome {
    var computed = 0
    var failed = 0
    var stopped: String?
    var storeError: StoreError?
}

/// The loop of one group: take the next batch, evaluate it, keep its results.
struct GroupWorker: ~Copyable {
    let job: Job
    let model: any Model
    let retryFailed: Bool
    let deadline: Deadline?
    var writer: ShardWriter
    /// On rank 0 of the run only.
    var progress: ProgressReport?

    private var outcome = GroupOutcome()
    private var longestBatch = 0.0

    init(
        job: Job, model: any Model, retryFailed: Bool, deadline: Deadline?, writer: consuming ShardWriter,
        progress: ProgressReport?
    ) {
        self.job = job
        self.model = model
        self.retryFailed = retryFailed
        self.deadline = deadline
        self.writer = writer
        self.progress = progress
    }

    /// Collective over the group; its rank 0 decides and keeps the results.
    ///
    /// - Parameters:
    ///   - batches: in the order in which they are to be started.
    ///   - next: hands out positions in `batches` among all groups.
    ///   - finished: counts the points that are finished, over all groups.
    mutating func work(
        through batches: [Batch], next: borrowing SharedCounter, finished: borrowing SharedCounter,
        in group: borrowing Communicator
    ) throws -> GroupOutcome {
        while true {
            var position = -1
            if group.rank == 0 && mayGoOn() {
                let taken = try next.next()
                if taken < batches.count { position = taken }
            }
            position = try group.broadcast(position)
            guard position >= 0 else { break }
            let batch = batches[position]
            let start = ContinuousClock.now
            let results = try model.evaluate(batch.points.map { job.parameters(at: $0) }, on: group)
            guard group.rank == 0 else { continue }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            longestBatch = max(longestBatch, seconds)
            keep(results, of: batch, rankSeconds: seconds * Double(group.size))
            try finished.add(batch.points.count)
            if progress != nil {
                let computed = try finished.add(0)
                progress?.update(computed: computed, label: job.label(of: batch.points[0]))
            }
        }
        progress?.finish()
        if group.rank == 0 {
            do throws(StoreError) {
                try writer.finish()
            } catch {
                outcome.storeError = outcome.storeError ?? error
            }
        }
        return outcome
    }

    private mutating func mayGoOn() -> Bool {
        if outcome.storeError != nil { return false }
        if let signal = StopRequest.reason {
            outcome.stopped = "signal \(signal)"
        } else if let deadline, !deadline.leavesTime(for: longestBatch) {
            outcome.stopped = "the time limit"
        }
        return outcome.stopped == nil
    }

    /// Results that cannot be written stop this group: whatever it computed from now on would be lost too.
    private mutating func keep(_ results: [PointResult], of batch: Batch, rankSeconds: Double) {
        precondition(results.count == batch.points.count, "a model returns a result for each point of a batch")
        let records = zip(batch.points, results).map { point, result in
            PointRecord(point: point, result, seconds: rankSeconds / Double(batch.points.count))
        }
        outcome.computed += records.count
        outcome.failed += records.count { $0.status != .done }
        do throws(StoreError) {
            try writer.append(records)
            try writer.publishIfDue()
        } catch {
            outcome.storeError = error
        }
    }
}
