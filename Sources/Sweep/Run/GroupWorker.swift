import Dispatch
import Logging

/// What one group of ranks did.
struct GroupOutcome {
    var computed = 0
    var failed = 0
    var stopped: String?
    var storeError: StoreError?
    /// Why this machine cannot go on; the batch in hand stays without a result.
    var machineFailure: String?
}

/// The loop of one group: take the next batch, evaluate it, keep its results.
struct GroupWorker: ~Copyable {
    private let job: Job
    private let deadline: Deadline?
    private var writer: ShardWriter
    private let progress: ProgressReport
    private let logger: Logger

    private var cursor: PointCursor
    private(set) var outcome = GroupOutcome()
    private var longestBatch = 0.0
    private var remarks = 0

    init(
        job: Job, deadline: Deadline?, writer: consuming ShardWriter, progress: ProgressReport, logger: Logger
    ) {
        self.job = job
        self.deadline = deadline
        self.writer = writer
        self.progress = progress
        self.logger = logger
        cursor = PointCursor(fixed: job.fixed, grid: job.grid)
    }

    /// Works through the batches of one phase; collective over the team, whose rank 0 decides and keeps the results.
    ///
    /// - Parameters:
    ///   - work: the same on all ranks.
    ///   - number: of the phase, for the supply.
    ///   - teams: how many take batches of it.
    ///   - supply: hands out the positions of the phase among all teams, counted from its first.
    mutating func work(
        through phase: WorkList.Phase, number: Int, of work: WorkList, teams: Int, from supply: inout WorkSupply,
        in team: borrowing Team
    ) throws {
        let isLeader = team.rank == 0
        let watch = isLeader ? progress.watch() : nil
        defer { watch?.cancel() }
        while true {
            var position = -1
            if isLeader && mayGoOn(), let taken = try supply.next(of: number, below: phase.batches.count, teams: teams) {
                position = phase.batches.lowerBound + taken
            }
            position = try team.broadcast(position)
            guard position >= 0 else { break }
            let (points, isOpen) = work[position]
            if isLeader { progress.begin(label(of: points)) }
            let start = ContinuousClock.now
            guard let results = try evaluate(points, on: team) else { break }
            guard isLeader else { continue }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            longestBatch = max(longestBatch, seconds)
            precondition(results.count == points.count, "a model returns a result for each point of a batch")
            // The cost of points that had a result already is borne by those that had none.
            let open = isOpen.reduce(0) { $0 + Int($1) }
            let share = seconds * Double(team.size) / Double(open)
            tell(remarksOf: zip(zip(points, isOpen), results).filter { $0.0.1 == 1 }.map { ($0.0.0, $0.1) })
            keep(
                zip(zip(points, isOpen), results).filter { $0.0.1 == 1 }.map {
                    PointRecord(point: $0.0, $1, observables: job.observables, seconds: share)
                })
            try supply.add(finished: open)
            progress.end { supply.finished }
        }
        if isLeader { progress.finish() }
    }

    /// Writes what is in memory; after the last phase.
    mutating func finish() {
        do throws(StoreError) {
            try writer.finish()
        } catch {
            outcome.storeError = outcome.storeError ?? error
        }
    }

    /// The results, on rank 0 of the team; nil on all ranks if the machine failed.
    ///
    /// - Throws: errors that only this rank may have met: the others could wait for it for ever.
    private mutating func evaluate(_ points: ArraySlice<Int>, on team: borrowing Team) throws -> [PointResult]? {
        let batch: any ParsedBatch
        do throws(ParameterError) {
            batch = try job.model.parse(points.map { cursor.parameters(at: $0) })
        } catch {
            return points.map { _ in .failed("\(error.problem); allowed: \(error.allowed)") }
        }
        do {
            return try batch.evaluate(on: team) { [progress, rank = team.rank] in
                if rank == 0 { progress.update(phase: $0) }
            }
        } catch let error where error is MachineFailure || team.size == 1 {
            outcome.machineFailure = "\(error)"
            if team.rank == 0 {
                logger.error("\(hostName()) cannot go on, at \(label(of: points)()): \(error); its points stay without a result")
            }
            return nil
        }
    }

    private mutating func mayGoOn() -> Bool {
        if outcome.storeError != nil || outcome.machineFailure != nil { return false }
        if let signal = StopRequest.reason {
            outcome.stopped = "signal \(signal)"
        } else if let deadline, !deadline.leavesTime(for: longestBatch) {
            outcome.stopped = "the time limit"
        }
        return outcome.stopped == nil
    }

    /// Passes on what the model has to say of its results, of the first few.
    private mutating func tell(remarksOf results: [(point: Int, result: PointResult)]) {
        for case (let point, .done(let values)) in results {
            guard let remark = values.remark else { continue }
            remarks += 1
            if remarks <= 5 { logger.notice("\(job.label(of: point)): \(remark)") }
            if remarks == 6 { logger.notice("more points with remarks follow; their values say the same in the result file") }
        }
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
