import Dispatch
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
    private let job: Job
    private let model: any Model
    private let deadline: Deadline?
    private var writer: ShardWriter
    private let progress: ProgressReport
    private let logger: Logger

    private var cursor: PointCursor
    private var outcome = GroupOutcome()
    private var longestBatch = 0.0

    init(
        job: Job, deadline: Deadline?, writer: consuming ShardWriter, progress: ProgressReport, logger: Logger
    ) {
        self.job = job
        model = job.model.init(solver: job.solver)
        self.deadline = deadline
        self.writer = writer
        self.progress = progress
        self.logger = logger
        cursor = PointCursor(fixed: job.fixed, grid: job.grid)
    }

    /// Collective over the group; its rank 0 decides and keeps the results.
    ///
    /// - Parameters:
    ///   - work: the same on all ranks.
    ///   - next: hands out positions in `work` among all groups.
    ///   - finished: counts the points that are finished, over all groups.
    mutating func work(
        through work: WorkList, next: borrowing SharedCounter, finished: borrowing SharedCounter,
        in group: borrowing Communicator
    ) throws -> GroupOutcome {
        let isLeader = group.rank == 0
        let watch = isLeader ? progress.watch() : nil
        defer { watch?.cancel() }
        while true {
            var position = -1
            if isLeader && mayGoOn() {
                let taken = try next.next()
                if taken < work.count { position = taken }
            }
            position = try group.broadcast(position)
            guard position >= 0 else { break }
            let (points, isOpen) = work[position]
            if isLeader { progress.begin(label(of: points)) }
            let start = ContinuousClock.now
            let results = try model.evaluate(points.map { cursor.parameters(at: $0) }, on: group) { [progress] in
                if isLeader { progress.update(phase: $0) }
            }
            guard isLeader else { continue }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            longestBatch = max(longestBatch, seconds)
            precondition(results.count == points.count, "a model returns a result for each point of a batch")
            // The cost of points that had a result already is borne by those that had none.
            let open = isOpen.reduce(0) { $0 + Int($1) }
            let share = seconds * Double(group.size) / Double(open)
            keep(
                zip(zip(points, isOpen), results).filter { $0.0.1 == 1 }.map { PointRecord(point: $0.0, $1, seconds: share) })
            try finished.add(open)
            try progress.end { try finished.add(0) }
        }
        if isLeader {
            progress.finish()
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
    private mutating func keep(_ records: [PointRecord]) {
        outcome.computed += records.count
        for record in records where record.status != .done {
            outcome.failed += 1
            // A broken job would otherwise fill the log; `moriya status` names every failed point.
            if outcome.failed <= 20 { logger.error("failed: \(job.label(of: record.point)): \(record.message)") }
        }
        do throws(StoreError) {
            try writer.append(records)
            try writer.publishIfDue()
        } catch {
            outcome.storeError = error
        }
    }

    private func label(of points: ArraySlice<Int>) -> @Sendable () -> String {
        let (first, count, job) = (points[points.startIndex], points.count, job)
        return { job.label(of: first) + (count > 1 ? " and \(count - 1) more of one solve" : "") }
    }
}
