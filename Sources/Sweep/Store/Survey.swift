import Foundation

/// How far a job has come, from its shards; cheap, since no values are read.
public struct Survey: Sendable {
    /// For each point of the grid.
    public private(set) var statuses: [PointStatus]
    /// What the points computed so far have cost: wall-clock seconds times ranks.
    public var secondsSpent: Double { seconds.reduce(0, +) }
    /// Why points have no result.
    public let messages: [Int: String]
    /// What each task published last, ordered by task.
    public let lastSeen: [ShardOrigin]
    public let problems: [ShardProblem]
    /// The programs, with version and commit, that computed the shards.
    public let programs: Set<String>

    private let seconds: [Double]

    /// Of a job that has not been started.
    public init(unstarted pointCount: Int) {
        statuses = [PointStatus](repeating: .absent, count: pointCount)
        (messages, lastSeen, problems, programs, seconds) = ([:], [], [], [], [])
    }

    /// - Parameter pointCount: of the job's grid.
    public init(_ directory: ResultDirectory, pointCount: Int) throws(StoreError) {
        var statuses = [PointStatus](repeating: .absent, count: pointCount)
        var seconds = [Double](repeating: 0, count: pointCount)
        var messages: [Int: String] = [:]
        var lastSeen: [String: ShardOrigin] = [:]
        var programs: Set<String> = []
        problems = try ShardCollection(directory).read(.progress) { shard, _ throws(StoreError) in
            let table = shard.table
            guard table.points.allSatisfy(statuses.indices.contains) else { return .outsideGrid }
            for (row, point) in table.points.enumerated() {
                if table.statuses[row].outranks(statuses[point]) {
                    statuses[point] = table.statuses[row]
                    seconds[point] = table.seconds[row]
                }
                if table.statuses[row] != .done, messages[point] == nil { messages[point] = table.messages[row] }
            }
            let origin = shard.origin
            if !origin.program.isEmpty { programs.insert(origin.program) }
            if origin.date >= lastSeen[origin.task]?.date ?? "" { lastSeen[origin.task] = origin }
            return nil
        }
        self.programs = programs
        self.messages = messages.filter { statuses[$0.key] != .done }
        self.lastSeen = lastSeen.values.sorted {
            $0.task.compare($1.task, options: .numeric) == .orderedAscending
        }
        self.statuses = statuses
        self.seconds = seconds
    }

    public func count(_ status: PointStatus) -> Int { statuses.count { $0 == status } }

    /// The points with a status, in ascending order.
    public func points(_ status: PointStatus) -> [Int] { statuses.indices.filter { statuses[$0] == status } }
}

extension PointStatus {
    /// Of two records of a point, the better one counts: done before failed before rejected.
    func outranks(_ other: PointStatus) -> Bool {
        other == .absent ? self != .absent : self != .absent && rawValue < other.rawValue
    }
}

extension ShardDamage {
    static let outsideGrid = ShardDamage("has points outside the grid")
}
