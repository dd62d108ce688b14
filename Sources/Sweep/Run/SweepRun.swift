import Logging
import MPI

/// Runs a job's sweep on the ranks of a communicator: each group of ranks takes the next batch until none is left.
public struct SweepRun {
    private let job: Job
    private let options: RunOptions
    private var provenance: Provenance
    private let logger: Logger

    /// - Parameter logger: of this rank. What concerns all of them is said on rank 0 only.
    public init(_ job: Job, options: RunOptions, provenance: Provenance, logger: Logger) {
        self.job = job
        self.options = options
        self.provenance = provenance
        self.provenance.task = options.task
        self.logger = logger
    }

    /// Collective.
    ///
    /// - Throws: `RunError` on all ranks alike. Other errors are of one rank only, and end the job.
    public func run(on world: borrowing Communicator) throws -> RunReport {
        let start = ContinuousClock.now
        guard options.ranksPerPoint <= world.size else {
            throw RunError.groupTooLarge(ranksPerPoint: options.ranksPerPoint, ranks: world.size)
        }
        var work = WorkList()
        try world.onRankZero { work = try workList() }
        try work.share(on: world)
        // A job that cannot run leaves no trace.
        try requireMemory(for: work, on: world)
        try world.onRankZero {
            _ = try ResultDirectory.create(
                options.directory, planText: job.canonicalText, jobText: job.source.jobText,
                systemText: job.source.systemText)
        }
        let layout = GroupLayout(
            ranks: world.size, ranksPerPoint: work.usesGroup || work.count == 0 ? options.ranksPerPoint : 1)
        if world.rank == 0 { announce(work, layout) }

        let group = try world.split(color: layout.group(of: world.rank))
        try requireSelfTest(work, in: group, takesPart: !layout.idleRanks.contains(world.rank), on: world)
        let next = try SharedCounter(on: world)
        let finished = try SharedCounter(on: world)
        var outcome = GroupOutcome()
        if !layout.idleRanks.contains(world.rank) {
            var worker = GroupWorker(
                job: job, deadline: options.deadline,
                writer: ShardWriter(
                    ResultDirectory(of: job, path: options.directory), model: job.model, provenance: provenance, policy: options.publication),
                progress: ProgressReport(
                    total: work.points, alreadyDone: work.doneBefore + work.failedBefore, groups: layout.groups,
                    speaksForAll: world.rank == 0, logger: logger),
                logger: logger)
            outcome = try worker.work(through: work, next: next, finished: finished, in: group)
        }
        let report = try summary(
            of: outcome, work, seconds: (ContinuousClock.now - start) / .seconds(1), isLeader: group.rank == 0, on: world)
        try next.close()
        try finished.close()
        return report
    }

    // MARK: Before the first batch

    /// Finds what is to be done; rank 0 only.
    private func workList() throws(StoreError) -> WorkList {
        var survey = Survey(unstarted: job.grid.count)
        if try ResultDirectory.isStarted(options.directory) {
            let directory = try ResultDirectory.open(options.directory)
            try directory.requirePlan(job.hash)
            survey = try Survey(directory, pointCount: job.grid.count)
        }
        for problem in survey.problems {
            if problem.isForeign { throw StoreError(kind: .badData, sentence: problem.description) }
            logger.warning("\(problem); its points are computed again")
        }
        return WorkList(
            job, task: options.task, survey: survey, retryFailed: options.retryFailed,
            ranksPerPoint: options.ranksPerPoint)
    }

    /// All nodes must agree to go on.
    private func requireMemory(for work: WorkList, on world: borrowing Communicator) throws {
        let node = try world.splitSharedMemory()
        let available = Memory.available ?? .infinity
        let tooSmall = work.bytesPerRank * Double(node.size) > available
        guard try world.allReduce(tooSmall ? 1 : 0, .sum) > 0 else { return }
        throw RunError.outOfMemory(
            solver: work.hungriestSolver, needed: work.bytesPerRank,
            available: try world.allReduce(available, .minimum), ranksOnNode: try world.allReduce(node.size, .maximum))
    }

    /// Every group tries its solver on something small before it is trusted with hours; collective over `world`.
    private func requireSelfTest(
        _ work: WorkList, in group: borrowing Communicator, takesPart: Bool, on world: borrowing Communicator
    ) throws {
        guard work.usesGroup else { return }
        var failure: String?
        if takesPart, let first = work[0].points.first {
            let test = try job.model.init(solver: job.solver).selfTest(at: job.parameters(at: first), on: group)
            if let test, test.passed, world.rank == 0 { logger.info("self-test passed: \(test.finding)") }
            if let test, !test.passed { failure = test.finding }
        }
        if let failure = try firstText(failure, on: world) {
            throw RunError(
                .failedCheck,
                "the self-test of the solver failed (\(failure)): a library does not compute what it should here; "
                    + "nothing was computed")
        }
    }

    private func announce(_ work: WorkList, _ layout: GroupLayout) {
        if layout.ranksPerPoint < options.ranksPerPoint {
            logger.notice("the solver of this job uses one rank per point; --ranks-per-point is not needed")
        }
        if !layout.idleRanks.isEmpty {
            logger.warning(
                "\(layout.idleRanks.count) of \(layout.ranks) ranks stay idle: \(layout.ranks) is not a multiple of \(layout.ranksPerPoint) ranks per point"
            )
        }
        let failed = work.failedBefore > 0 ? ", \(work.failedBefore) failed before (--retry-failed tries them again)" : ""
        logger.info(
            "\(work.points) points in \(work.batches) batches, \(work.doneBefore) done before\(failed); \(layout.groups) groups of \(layout.ranksPerPoint) ranks"
        )
    }

    // MARK: After the last batch

    /// Adds up what the groups did; collective.
    private func summary(
        of outcome: GroupOutcome, _ work: WorkList, seconds: Double, isLeader: Bool, on world: borrowing Communicator
    ) throws -> RunReport {
        let own = isLeader ? outcome : GroupOutcome()
        let computed = try world.allReduce(own.computed, .sum)
        let failed = try world.allReduce(own.failed, .sum)
        if let sentence = try firstText(own.storeError?.sentence, on: world) { throw RunError(.inputOutput, sentence) }
        let stopped = try firstText(own.stopped, on: world)
        let tried = work.doneBefore + work.failedBefore + computed
        return RunReport(
            points: work.points, doneBefore: work.doneBefore, failedBefore: work.failedBefore, computed: computed,
            failed: failed, seconds: seconds, stopped: tried < work.points ? stopped : nil)
    }

    /// The text of the first rank that has one; collective.
    private func firstText(_ text: String?, on world: borrowing Communicator) throws -> String? {
        let first = try world.allReduce(text == nil ? Int.max : world.rank, .minimum)
        return first < Int.max ? try world.broadcast(text: text ?? "", root: first) : nil
    }
}
