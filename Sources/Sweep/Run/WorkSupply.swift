import MPI

/// Where the teams of a run take their batches from, and where they count the points that are finished. One process without
/// MPI counts by itself.
///
/// Each team's leader has one. Over a network a number takes as long as many a batch: a leader takes several at once then,
/// as many as keep the waiting below a hundredth of the work, and few towards the end.
package struct WorkSupply: ~Copyable {
    private let source: Source
    /// Numbers that this leader has taken and not used.
    private var reserve = 0..<0
    private var untold = 0
    private var size = ChunkSize()

    /// The counter of the finished points; the phases have those behind it.
    private static let finished = 0

    private enum Source {
        case shared(SharedCounters)
        case own(OwnCounts)
    }

    private final class OwnCounts {
        var next: [Int]
        var finished = 0

        init(phases: Int) { next = [Int](repeating: 0, count: phases) }
    }

    /// Collective over the world.
    ///
    /// - Parameter sharesMemory: false to treat every rank as if it were on a node of its own.
    package init(phases: Int, on world: borrowing Team, sharesMemory: Bool) throws {
        source =
            world.hasMPI
            ? .shared(try world.withCommunicator { try SharedCounters(phases + 1, on: $0, sharesMemory: sharesMemory) })
            : .own(OwnCounts(phases: phases))
    }

    /// Who answers the ranks of other nodes.
    package var service: SharedCounters.Service {
        switch source {
        case .shared(let counters): counters.service
        case .own: .notNeeded
        }
    }

    /// The next number below `limit` that no team has had, nil if none is left. Not collective.
    package mutating func next(of phase: Int, below limit: Int, teams: Int) throws -> Int? {
        if reserve.isEmpty { reserve = try take(of: phase, below: limit, teams: teams) }
        return reserve.isEmpty ? nil : reserve.removeFirst()
    }

    private mutating func take(of phase: Int, below limit: Int, teams: Int) throws -> Range<Int> {
        try tellFinished()
        switch source {
        case .own(let counts):
            guard counts.next[phase] < limit else { return 0..<0 }
            defer { counts.next[phase] += 1 }
            return counts.next[phase]..<counts.next[phase] + 1
        case .shared(let counters):
            // In memory a number costs nothing.
            let wanted = counters.isDirect ? 1 : size.next(at: .now)
            let range = try counters.take(upTo: wanted, of: phase + 1, below: limit, sharers: teams)
            size.taken(range.count, at: .now)
            return range
        }
    }

    /// So many points more are finished. Others may hear of it a little later.
    package mutating func add(finished points: Int) throws {
        untold += points
        if reserve.isEmpty { try tellFinished() }
    }

    private mutating func tellFinished() throws {
        guard untold > 0 else { return }
        switch source {
        case .own(let counts): counts.finished += untold
        case .shared(let counters): try counters.add(untold, to: Self.finished)
        }
        untold = 0
    }

    /// How many points are finished, over all teams, as far as rank 0 knows; 0 on ranks that are far from it.
    package var finished: Int {
        switch source {
        case .own(let counts): counts.finished
        case .shared(let counters): counters.value(of: Self.finished) ?? 0
        }
    }

    /// A phase is over: collective, returns once every rank has called it. Numbers that were taken and not used are dropped.
    package mutating func endPhase() throws {
        try tellFinished()
        reserve = 0..<0
        size = ChunkSize()
        if case .shared(let counters) = source { try counters.synchronize() }
    }
}
