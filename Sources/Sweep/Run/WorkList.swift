import MPI

/// The batches of a run that have points without a result, in the order in which they are to be started.
///
/// Rank 0 makes it, since it takes the folder's shards and the model's estimates; the others are told.
struct WorkList: Sendable {
    /// Of this task, with and without results.
    private(set) var points = 0
    private(set) var batches = 0
    private(set) var doneBefore = 0
    private(set) var failedBefore = 0
    /// Of the batch that needs most memory, on the rank that needs most.
    private(set) var bytesPerRank = 0.0
    private(set) var hungriestSolver = ""
    /// Whether more than one rank of a group would take part in some batch.
    private(set) var usesGroup = false

    /// The points of the listed batches, batch after batch, and where each batch ends.
    private var members: [Int] = []
    private var ends: [Int] = []
    /// For each of `members`, 1 if its result is wanted; the others only complete their batch.
    private var isOpen: [UInt8] = []

    /// Of a rank that has not been told yet.
    init() {}

    init(_ job: Job, task: TaskSlice, survey: Survey, retryFailed: Bool, ranksPerPoint: Int) {
        let all = job.batches()
        let own = task.indices(ofBatches: all.count)
        let model = job.model.init(solver: job.solver)
        var cursor = PointCursor(fixed: job.fixed, grid: job.grid)
        var pending: [Int] = []
        var operations: [Int: Double] = [:]
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
            let cost = model.cost(of: batch.points.map { cursor.parameters(at: $0) }, ranks: ranksPerPoint)
            operations[index] = cost.operations
            usesGroup = usesGroup || cost.usesGroup
            if cost.bytesPerRank > bytesPerRank { (bytesPerRank, hungriestSolver) = (cost.bytesPerRank, cost.solver) }
        }
        for index in Schedule(of: pending, operations: { operations[$0] ?? .infinity }).order {
            members += all[index].points
            isOpen += all[index].points.map { survey.isOpen($0, retryFailed: retryFailed) ? 1 : 0 }
            ends.append(members.count)
        }
    }

    /// How many batches are listed.
    var count: Int { ends.count }

    /// The points of a batch, and for each whether its result is wanted.
    subscript(position: Int) -> (points: ArraySlice<Int>, isOpen: ArraySlice<UInt8>) {
        let range = (position == 0 ? 0 : ends[position - 1])..<ends[position]
        return (members[range], isOpen[range])
    }

    /// Makes every rank's list that of rank 0; collective.
    mutating func share(on world: borrowing Communicator) throws(MPIError) {
        var counts = [points, batches, doneBefore, failedBefore, usesGroup ? 1 : 0, members.count, ends.count]
        try world.broadcast(&counts)
        (points, batches, doneBefore, failedBefore) = (counts[0], counts[1], counts[2], counts[3])
        usesGroup = counts[4] == 1
        bytesPerRank = try world.broadcast(bytesPerRank)
        hungriestSolver = try world.broadcast(text: hungriestSolver)
        if world.rank != 0 {
            members = [Int](repeating: 0, count: counts[5])
            ends = [Int](repeating: 0, count: counts[6])
        }
        try world.broadcast(&members)
        try world.broadcast(&ends)
        isOpen = try world.broadcast(bytes: isOpen)
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
