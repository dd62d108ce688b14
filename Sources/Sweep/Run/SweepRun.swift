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

    /// Finds what is to be done; on one rank.
    public func workList() throws(StoreError) -> WorkList {
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
        let others = survey.programs.subtracting([provenance.program]).sorted()
        if !others.isEmpty {
            logger.notice(
                "\(options.directory) holds results of \(others.joined(separator: ", ")); this is \(provenance.program), and the merged file will name all of them"
            )
        }
        return WorkList(
            job, task: options.task, survey: survey, retryFailed: options.retryFailed,
            ranksPerPoint: options.ranksPerPoint)
    }

    /// Collective.
    ///
    /// - Parameter known: the work list, where it has been made already.
    /// - Throws: `RunError` on all ranks alike. Other errors are of one rank only, and end the job.
    public func run(_ known: WorkList? = nil, on world: borrowing Team) throws -> RunReport {
        let start = ContinuousClock.now
        guard options.ranksPerPoint <= world.size else {
            throw RunError.groupTooLarge(ranksPerPoint: options.ranksPerPoint, ranks: world.size)
        }
        var work = known ?? WorkList()
        if known == nil { try world.onRankZero { work = try workList() } }
        try work.share(on: world)
        // A job that cannot run leaves no trace.
        try requireMemory(for: work, on: world)
        try world.onRankZero {
            _ = try ResultDirectory.create(
                options.directory, planText: job.canonicalText, jobText: job.source.jobText,
                systemText: job.source.systemText, inputs: job.inputs)
        }
        let phases = work.phases
        if world.rank == 0 { announce(work, phases, ranks: world.size) }
        if let problem = try SharedCores.problem(on: world), world.rank == 0 { logger.warning("\(problem)") }
        var supply = try WorkSupply(phases: phases.count, on: world, sharesMemory: options.sharesMemory)
        if world.rank == 0 && !phases.isEmpty { announce(supply.service) }
        var worker = GroupWorker(
            job: job, deadline: options.deadline,
            writer: ShardWriter(
                ResultDirectory(of: job, path: options.directory), observables: job.observables, modelName: job.modelType.name,
                provenance: provenance, policy: options.publication),
            progress: ProgressReport(
                total: work.points, alreadyDone: work.doneBefore + work.failedBefore,
                groups: phases.map { world.size / $0.ranksPerTeam }.max() ?? 1,
                interval: options.logInterval, speaksForAll: world.rank == 0, logger: logger),
            logger: logger)
        var refusal: String?
        for (number, phase) in phases.enumerated() {
            let layout = GroupLayout(ranks: world.size, ranksPerPoint: phase.ranksPerTeam)
            let team = try world.split(color: layout.group(of: world.rank))
            let takesPart = !layout.idleRanks.contains(world.rank)
            if phase.usesCommunicator { refusal = try failureOfSelfTest(work, phase, in: team, takesPart: takesPart, on: world) }
            if refusal != nil { break }
            if takesPart {
                try worker.work(through: phase, number: number, of: work, teams: layout.groups, from: &supply, in: team)
            }
            try supply.endPhase()
        }
        worker.finish()
        if let refusal {
            throw RunError(
                .failedCheck,
                "the self-test of the solver failed (\(refusal)): a library does not compute what it should here; "
                    + "nothing was computed with it")
        }
        return try summary(of: worker.outcome, work, seconds: (ContinuousClock.now - start) / .seconds(1), on: world)
    }

    // MARK: Before the first batch

    /// All nodes must agree to go on.
    private func requireMemory(for work: WorkList, on world: borrowing Team) throws {
        let ranksOnNode = try world.ranksOnThisNode()
        let available = Memory.available ?? .infinity
        let tooSmall = work.bytesPerRank * Double(ranksOnNode) > available
        guard try world.allReduce(tooSmall ? 1 : 0, .sum) > 0 else { return }
        throw RunError.outOfMemory(
            solver: work.hungriestSolver, needed: work.bytesPerRank,
            available: try world.allReduce(available, .minimum), ranksOnNode: try world.allReduce(ranksOnNode, .maximum))
    }

    /// Every group tries its solver on something small before it is trusted with hours; collective over `world`.
    ///
    /// - Returns: what went wrong, on all ranks.
    private func failureOfSelfTest(
        _ work: WorkList, _ phase: WorkList.Phase, in team: borrowing Team, takesPart: Bool, on world: borrowing Team
    ) throws -> String? {
        var failure: String?
        if takesPart, let first = work[phase.batches.lowerBound].points.first,
            let test = try (try? job.model.parse([job.parameters(at: first)]))?.selfTest(on: team)
        {
            if test.passed && world.rank == 0 { logger.info("self-test passed: \(test.finding)") }
            if !test.passed { failure = test.finding }
        }
        return try world.firstText(failure)
    }

    private func announce(_ work: WorkList, _ phases: [WorkList.Phase], ranks: Int) {
        if options.ranksPerPoint > 1 && !phases.isEmpty && phases.allSatisfy({ $0.ranksPerTeam == 1 }) {
            logger.notice("the solver of this job uses one rank per point; --ranks-per-point is not needed")
        }
        for phase in phases {
            let layout = GroupLayout(ranks: ranks, ranksPerPoint: phase.ranksPerTeam)
            guard !layout.idleRanks.isEmpty else { continue }
            logger.warning(
                "\(layout.idleRanks.count) of \(ranks) ranks stay idle: \(ranks) is not a multiple of \(phase.ranksPerTeam) ranks per point"
            )
        }
        let failed = work.failedBefore > 0 ? ", \(work.failedBefore) failed before (--retry-failed tries them again)" : ""
        let teams = phases.map { phase in
            "\(GroupLayout(ranks: ranks, ranksPerPoint: phase.ranksPerTeam).groups) groups of \(phase.ranksPerTeam) ranks"
        }
        logger.info(
            "\(work.points) points in \(work.batches) batches, \(work.doneBefore) done before\(failed); \(teams.isEmpty ? "nothing to do" : teams.joined(separator: ", then "))",
            metadata: ["done": "\(work.doneBefore + work.failedBefore)", "points": "\(work.points)"])
    }

    private func announce(_ service: SharedCounters.Service) {
        switch service {
        case .notNeeded: break
        case .thread: logger.info("ranks of other nodes take their work from a thread of rank 0")
        case .betweenCalls:
            logger.warning(
                "this MPI allows one thread only (MPI_THREAD_FUNNELED): ranks of other nodes wait for work until rank 0 ends a batch"
            )
        }
    }

    // MARK: After the last batch

    /// Adds up what the groups did; collective.
    private func summary(
        of own: GroupOutcome, _ work: WorkList, seconds: Double, on world: borrowing Team
    ) throws -> RunReport {
        let computed = try world.allReduce(own.computed, .sum)
        let failed = try world.allReduce(own.failed, .sum)
        if let sentence = try world.firstText(own.storeError?.sentence) { throw RunError(.inputOutput, sentence) }
        let machineFailure = try world.firstText(own.machineFailure.map { "a failure of \(hostName()): \($0)" })
        let signal = try world.firstText(own.stopped)
        let tried = work.doneBefore + work.failedBefore + computed
        return RunReport(
            points: work.points, doneBefore: work.doneBefore, failedBefore: work.failedBefore,
            ofOthers: job.grid.count - work.points, computed: computed,
            failed: failed, seconds: seconds, stopped: tried < work.points ? machineFailure ?? signal : nil)
    }
}
