import Foundation
import Logging
import MPI

/// What the user chose for a run, besides the job.
public struct RunOptions: Sendable {
    public var directory: String
    public var ranksPerPoint = 1
    /// The part of the batches that this task of an array does.
    public var task = TaskSlice.whole
    public var publication = PublicationPolicy()
    public var deadline: Deadline?
    /// Whether points that failed before are tried again.
    public var retryFailed = false

    public init(directory: String) { self.directory = directory }
}

/// How a run ended. The same on all ranks.
public struct RunReport: Sendable {
    /// Points of this task.
    public let points: Int
    /// Of these, how many had a result before.
    public let doneBefore: Int
    /// Computed in this run, of which so many failed.
    public let computed: Int
    public let failed: Int
    public let seconds: Double
    /// Why the run ended early; nil if every point of the task was tried.
    public let stopped: String?

    public var remaining: Int { points - doneBefore - computed }
}

/// A run that could not start, or could not keep its results.
public enum RunError: Error, CustomStringConvertible {
    case groupTooLarge(ranksPerPoint: Int, ranks: Int)
    case outOfMemory(solver: String, needed: Double, available: Double, ranksOnNode: Int)
    case independentCopies(String)
    case store(StoreError)

    public var description: String {
        switch self {
        case .groupTooLarge(let ranksPerPoint, let ranks):
            "--ranks-per-point is \(ranksPerPoint) but there are only \(ranks) ranks; allowed: 1 to \(ranks)"
        case .outOfMemory(let solver, let needed, let available, let ranksOnNode):
            "solver \(solver) needs \(Memory.text(needed)) on each rank, but this node has "
                + "\(Memory.text(available / Double(ranksOnNode))) for each of its \(ranksOnNode) ranks: use more ranks per "
                + "point on more nodes, a smaller lattice, or solver low-rank where it applies"
        case .independentCopies(let sentence): sentence
        case .store(let error): error.sentence
        }
    }
}

/// Runs a job's sweep on the ranks of a communicator: each group of ranks takes the next batch until none is left.
public struct SweepRun {
    private let job: Job
    private let options: RunOptions
    private let provenance: Provenance
    private let logger: Logger

    /// - Parameter logger: silent on all ranks but one, so that each message appears once.
    public init(_ job: Job, options: RunOptions, provenance: Provenance, logger: Logger) {
        self.job = job
        self.options = options
        self.provenance = provenance
        self.logger = logger
    }

    /// Collective.
    ///
    /// - Throws: `RunError` on all ranks alike. Other errors are of one rank only, and end the job.
    public func run(on world: borrowing Communicator) throws -> RunReport {
        let start = ContinuousClock.now
        let batches = job.batches()
        let mine = Array(options.task.indices(ofBatches: batches.count))
        let model = job.model.init(solver: job.solver)
        let directory = try openDirectory(on: world)
        let pending = try pendingBatches(among: mine, of: batches, in: directory, on: world)
        let costs = Dictionary(uniqueKeysWithValues: pending.map { ($0, cost(of: batches[$0], model)) })
        let layout = try groupLayout(for: costs.values, on: world)
        let order = Schedule(of: pending) { costs[$0]?.operations ?? .infinity }.order

        let points = mine.reduce(0) { $0 + batches[$1].points.count }
        let open = pending.reduce(0) { $0 + batches[$1].points.count }
        logger.info(
            "\(points) points in \(mine.count) batches, \(points - open) done before; \(layout.groups) groups of \(layout.ranksPerPoint) ranks"
        )

        let group = try world.split(color: layout.group(of: world.rank))
        let next = try SharedCounter(on: world)
        let finished = try SharedCounter(on: world)
        var outcome = GroupOutcome()
        if !layout.idleRanks.contains(world.rank) {
            var worker = GroupWorker(
                job: job, model: model, retryFailed: options.retryFailed, deadline: options.deadline,
                writer: ShardWriter(directory, model: job.model, provenance: provenance, policy: options.publication),
                progress: world.rank == 0
                    ? ProgressReport(total: points, alreadyDone: points - open, logger: logger) : nil)
            outcome = try worker.work(through: order.map { batches[$0] }, next: next, finished: finished, in: group)
        }
        let report = try summary(
            of: outcome, points: points, doneBefore: points - open, seconds: (ContinuousClock.now - start) / .seconds(1),
            isLeader: group.rank == 0, on: world)
        try next.close()
        try finished.close()
        return report
    }

    private func cost(of batch: Batch, _ model: any Model) -> BatchCost {
        model.cost(of: batch.points.map { job.parameters(at: $0) }, ranks: options.ranksPerPoint)
    }

    // MARK: Before the first batch

    /// Rank 0 creates the folder.
    private func openDirectory(on world: borrowing Communicator) throws -> ResultDirectory {
        let (plan, source) = (job.canonicalText, job.source)
        try agreed(on: world) {
            _ = try ResultDirectory.create(
                options.directory, planText: plan, jobText: source.jobText, systemText: source.systemText)
        }
        return ResultDirectory(
            path: options.directory, planText: plan, jobText: source.jobText, systemText: source.systemText,
            planHash: job.hash)
    }

    /// The batches with points that have no result yet, as rank 0 finds them.
    private func pendingBatches(
        among mine: [Int], of batches: [Batch], in directory: ResultDirectory, on world: borrowing Communicator
    ) throws -> [Int] {
        var pending: [Int] = []
        try agreed(on: world) {
            let survey = try Survey(directory, pointCount: job.grid.count)
            for problem in survey.problems {
                if problem.isForeign { throw StoreError(kind: .badData, sentence: problem.description) }
                logger.warning("\(problem); its points are computed again")
            }
            pending = mine.filter { batch in
                batches[batch].points.contains { survey.isOpen($0, retryFailed: options.retryFailed) }
            }
        }
        var shared = [Int](repeating: 0, count: try world.broadcast(pending.count))
        if world.rank == 0 { shared = pending }
        try world.broadcast(&shared)
        return shared
    }

    /// Runs `body` on rank 0; what it throws of the store is thrown on all ranks.
    private func agreed(on world: borrowing Communicator, _ body: () throws -> Void) throws {
        var sentence: [UInt8] = []
        var kind = StoreError.Kind.inputOutput
        if world.rank == 0 {
            do {
                try body()
            } catch let error as StoreError {
                (sentence, kind) = (Array(error.sentence.utf8), error.kind)
            }
        }
        sentence = try world.broadcast(bytes: sentence)
        guard !sentence.isEmpty else { return }
        let isBadData = try world.allReduce(world.rank == 0 && kind == .badData ? 1 : 0, .sum) > 0
        throw RunError.store(
            StoreError(kind: isBadData ? .badData : .inputOutput, sentence: String(decoding: sentence, as: UTF8.self)))
    }

    private func groupLayout(
        for costs: some Collection<BatchCost>, on world: borrowing Communicator
    ) throws -> GroupLayout {
        guard options.ranksPerPoint <= world.size else {
            throw RunError.groupTooLarge(ranksPerPoint: options.ranksPerPoint, ranks: world.size)
        }
        let node = try world.splitSharedMemory()
        if let largest = costs.max(by: { $0.bytesPerRank < $1.bytesPerRank }), let available = Memory.available {
            // All nodes must agree to go on.
            let tooSmall = largest.bytesPerRank * Double(node.size) > available
            if try world.allReduce(tooSmall ? 1 : 0, .sum) > 0 {
                throw RunError.outOfMemory(
                    solver: largest.solver, needed: largest.bytesPerRank,
                    available: try world.allReduce(available, .minimum),
                    ranksOnNode: try world.allReduce(node.size, .maximum))
            }
        }
        var ranksPerPoint = options.ranksPerPoint
        if ranksPerPoint > 1 && !costs.contains(where: \.usesGroup) && !costs.isEmpty {
            logger.notice("the solver of this job uses one rank per point; --ranks-per-point \(ranksPerPoint) is not needed")
            ranksPerPoint = 1
        }
        let layout = GroupLayout(ranks: world.size, ranksPerPoint: ranksPerPoint)
        if !layout.idleRanks.isEmpty {
            logger.warning(
                "\(layout.idleRanks.count) of \(world.size) ranks stay idle: \(world.size) is not a multiple of \(ranksPerPoint) ranks per point"
            )
        }
        return layout
    }

    // MARK: After the last batch

    /// Adds up what the groups did; collective.
    private func summary(
        of outcome: GroupOutcome, points: Int, doneBefore: Int, seconds: Double, isLeader: Bool,
        on world: borrowing Communicator
    ) throws -> RunReport {
        let own = isLeader ? outcome : GroupOutcome()
        let computed = try world.allReduce(own.computed, .sum)
        let failed = try world.allReduce(own.failed, .sum)
        // The sentence of the first rank that has one.
        let broken = try world.allReduce(own.storeError == nil ? Int.max : world.rank, .minimum)
        if broken < Int.max {
            let sentence = try world.broadcast(bytes: Array((own.storeError?.sentence ?? "").utf8), root: broken)
            throw RunError.store(
                StoreError(kind: .inputOutput, sentence: String(decoding: sentence, as: UTF8.self)))
        }
        let stopper = try world.allReduce(own.stopped == nil ? Int.max : world.rank, .minimum)
        var stopped: String?
        if stopper < Int.max {
            stopped = String(
                decoding: try world.broadcast(bytes: Array((own.stopped ?? "").utf8), root: stopper), as: UTF8.self)
        }
        return RunReport(
            points: points, doneBefore: doneBefore, computed: computed, failed: failed, seconds: seconds,
            stopped: computed + doneBefore < points ? stopped : nil)
    }
}

extension Survey {
    /// Whether a point is still to be computed.
    func isOpen(_ point: Int, retryFailed: Bool) -> Bool {
        switch statuses[point] {
        case .absent: true
        case .done: false
        case .failed, .rejected: retryFailed
        }
    }
}
