/// All shards of a result directory, read one at a time.
public struct ShardCollection: Sendable {
    public let directory: ResultDirectory

    public init(_ directory: ResultDirectory) { self.directory = directory }

    /// Hands every intact shard of the directory's job to `read`, together with its path; in the order of their names
    /// as long as no run is adding to them.
    ///
    /// A run at work may unite shards meanwhile: those that vanish are found again in the union.
    ///
    /// - Returns: the shards that are not intact, or that `read` found damaged.
    public func read(
        _ part: ShardContent.Part,
        _ read: (_ shard: ShardContent, _ path: String) throws(StoreError) -> ShardDamage?
    ) throws(StoreError) -> [ShardProblem] {
        var problems: [ShardProblem] = []
        var seen: Set<String> = []
        var vanished = false
        repeat {
            vanished = false
            let paths = try directory.shardNames().filter { seen.insert($0).inserted }.map { "\(directory.shardFolder)/\($0)" }
            try ShardReading.read(part, paths) { file, path throws(StoreError) in
                switch file {
                case .intact(let shard):
                    if shard.planHash != directory.planHash {
                        problems.append(
                            .foreign(path: path, planHash: shard.planHash, expected: directory.planHash))
                    } else if let damage = try read(shard, path) {
                        problems.append(.damaged(path: path, cause: damage.cause))
                    }
                case .damaged(let damage): problems.append(.damaged(path: path, cause: damage.cause))
                case .vanished: vanished = true
                }
            }
        } while vanished
        return problems
    }
}
