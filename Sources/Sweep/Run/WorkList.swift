import MPI

/// The batches of a run that have points without a result, in the order in which they are to be started.
///
/// Rank 0 makes it, since it takes the folder's shards and the model's estimates; the others are told.
public struct WorkList: Sendable {
    /// Batches that teams of one size work through side by side. The phases follow one another, the largest teams first:
    /// so one batch that takes many ranks does not bind them to batches that take one.
    struct Phase: Equatable {
        /// Positions in the list.
        let batches: Range<Int>
        let ranksPerTeam: Int
        /// Whether the batches are solved on a communicator, even if it is one of a single rank.
        let usesCommunicator: Bool
    }

    /// Of this task, with and without results.
    private(set) var points = 0
    private(set) var batches = 0
    private(set) var doneBefore = 0
    private(set) var failedBefore = 0
    /// Of the batch that needs most memory, on the rank that needs most.
    private(set) var bytesPerRank = 0.0
    private(set) var hungriestSolver = ""

    /// The points of the listed batches, batch after batch, and where each batch ends.
    private var members: [Int] = []
    private var ends: [Int] = []
    /// For each of `members`, 1 if its result is wanted; the others only complete their batch.
    private var isOpen: [UInt8] = []
    /// For each batch, the ranks of its team; negative where it needs no communicator.
    private var teams: [Int] = []

    /// Of a rank that has not been told yet.
    init() {}

    init(_ job: Job, task: TaskSlice, survey: Survey, retryFailed: Bool, ranksPerPoint: Int) {
        let all = job.batches()
        let own = task.indices(ofBatches: all.count)
        var cursor = PointCursor(fixed: job.fixed, grid: job.grid)
        var pending: [Int] = []
        var operations: [Int: Double] = [:]
        var team: [Int: Int] = [:]
        for index in own {
            let batch = all[index]
            batches += 1
            points += batch.points.count
            var open = 0
            for point in batch.points {
                if survey.isOpen(point, retryFailed: retryFailed) {
                    open += 1
                } else if survey.statuses[point] == .done {
                    doneBefore += 1
                } else {
                    failedBefore += 1
                }
            }
            guard open > 0 else { continue }
            pending.append(index)
            // What the model refuses costs nothing, and fails when its turn comes.
            guard let cost = (try? job.model.parse(batch.points.map { cursor.parameters(at: $0) }))?.cost(ranks: ranksPerPoint)
            else { continue }
            operations[index] = cost.operations
            team[index] = cost.ranks == .one ? -1 : cost.ranks.team(of: ranksPerPoint)
            if cost.bytesPerRank > bytesPerRank { (bytesPerRank, hungriestSolver) = (cost.bytesPerRank, cost.solver) }
        }
        let order = Schedule(of: pending, operations: { operations[$0] ?? .infinity }).order
        // Stable, so that the most expensive batch of each phase comes first.
        for size in Set(team.values).union([-1]).sorted(by: >) {
            for index in order where team[index, default: -1] == size {
                members += all[index].points
                isOpen += all[index].points.map { survey.isOpen($0, retryFailed: retryFailed) ? 1 : 0 }
                ends.append(members.count)
                teams.append(size)
            }
        }
    }

    /// How many batches are listed.
    var count: Int { ends.count }

    /// Whether some batch is solved on a communicator: this process must have started MPI then.
    public var usesCommunicator: Bool { teams.contains { $0 > 0 } }

    var phases: [Phase] {
        var phases: [Phase] = []
        for position in teams.indices where position == 0 || teams[position] != teams[position - 1] {
            let end = teams[position...].firstIndex { $0 != teams[position] } ?? teams.count
            phases.append(
                Phase(batches: position..<end, ranksPerTeam: abs(teams[position]), usesCommunicator: teams[position] > 0))
        }
        return phases
    }

    /// The points of a batch, and for each whether its result is wanted.
    subscript(position: Int) -> (points: ArraySlice<Int>, isOpen: ArraySlice<UInt8>) {
        let range = (position == 0 ? 0 : ends[position - 1])..<ends[position]
        return (members[range], isOpen[range])
    }

    /// Makes every rank's list that of rank 0; collective.
    mutating func share(on world: borrowing Team) throws {
        guard world.size > 1 else { return }
        let rank = world.rank
        var list = self
        try world.withCommunicator { world in
            var counts = [list.points, list.batches, list.doneBefore, list.failedBefore, list.members.count, list.ends.count]
            try world.broadcast(&counts)
            (list.points, list.batches, list.doneBefore, list.failedBefore) = (counts[0], counts[1], counts[2], counts[3])
            list.bytesPerRank = try world.broadcast(list.bytesPerRank)
            if rank != 0 {
                list.members = [Int](repeating: 0, count: counts[4])
                list.ends = [Int](repeating: 0, count: counts[5])
                list.teams = list.ends
            }
            try world.broadcast(&list.members)
            try world.broadcast(&list.ends)
            try world.broadcast(&list.teams)
            list.isOpen = try world.broadcast(bytes: list.isOpen)
        }
        list.hungriestSolver = try world.broadcast(text: hungriestSolver)
        self = list
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
