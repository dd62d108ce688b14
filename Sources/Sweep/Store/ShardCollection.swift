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
        _ read: (_ shard: borrowing ShardReader, _ path: String) throws(StoreError) -> ShardDamage?
    ) throws(StoreError) -> [ShardProblem] {
        var problems: [ShardProblem] = []
        var seen: Set<String> = []
        var vanished = false
        repeat {
            vanished = false
            for name in try directory.shardNames() where seen.insert(name).inserted {
                let path = "\(directory.shardFolder)/\(name)"
                switch open(path) {
                case .intact(let shard):
                    if shard.planHash != directory.planHash {
                        problems.append(
                            .foreign(path: path, planHash: shard.planHash, expected: directory.planHash))
                    } else if let damage = try read(shard, path) {
                        problems.append(.damaged(path: path, cause: damage.cause))
                    }
                case .damaged(let cause): problems.append(.damaged(path: path, cause: cause))
                case .vanished: vanished = true
                }
            }
        } while vanished
        return problems
    }

    /// Writers begin a new shard at 32 MiB, but one point may be large.
    private static let sizeLimit = 1 << 30

    private enum Opened: ~Copyable {
        case intact(ShardReader)
        case damaged(String)
        case vanished
    }

    private func open(_ path: String) -> Opened {
        let bytes: [UInt8]?
        do throws(StoreError) {
            bytes = try readFile(path, limit: Self.sizeLimit)
        } catch {
            return .damaged("cannot be read: \(error.cause)")
        }
        guard let bytes else { return .vanished }
        do throws(ShardDamage) {
            return .intact(try ShardReader(bytes, name: path))
        } catch {
            return .damaged(error.cause)
        }
    }
}
