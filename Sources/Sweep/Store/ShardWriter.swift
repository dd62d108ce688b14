import FileNames
import Foundation
import HDF5

/// Writes the results of one group of ranks, a few points to a file.
///
/// The number of files stays small: of each eight shards written one after another the writer makes one, of eight such
/// again one, and so on, up to 32 MiB. A crash in between leaves the same records twice, which readers expect.
public struct ShardWriter: ~Copyable {
    /// Eight shards of one level make one of the next.
    private static let shardsPerLevel = 8
    /// Larger shards are left alone, which bounds the memory of writers and readers.
    private static let byteLimit = 32 << 20

    private struct Published {
        let name: String
        let byteCount: Int
    }

    private let directory: ResultDirectory
    private let observables: [Observable]
    private let modelName: String
    private let provenance: Provenance
    private let policy: PublicationPolicy
    private var pending: PointTable
    private var levels: [[Published]] = []
    private var lastPublication = ContinuousClock.now
    private var lastCost = Duration.zero

    public init(
        _ directory: ResultDirectory, observables: [Observable], modelName: String, provenance: Provenance,
        policy: PublicationPolicy = PublicationPolicy()
    ) {
        self.directory = directory
        self.observables = observables
        self.modelName = modelName
        self.provenance = provenance
        self.policy = policy
        pending = PointTable(observables: observables)
    }

    /// Takes records into memory; `publishIfDue` writes them. What would outgrow a shard is written at once.
    public mutating func append(_ records: [PointRecord]) throws(StoreError) {
        for record in records {
            pending.append(record)
            if pending.byteCount >= ShardWriter.byteLimit { try publish() }
        }
    }

    /// Writes what is in memory if the policy says so.
    ///
    /// - Returns: whether anything was written.
    @discardableResult
    public mutating func publishIfDue() throws(StoreError) -> Bool {
        let elapsed = ContinuousClock.now - lastPublication
        guard pending.count > 0, policy.isDue(elapsed: elapsed, cost: lastCost) else { return false }
        try publish()
        return true
    }

    /// Writes what is in memory and unites this writer's small shards.
    public mutating func finish() throws(StoreError) {
        if pending.count > 0 { try publish() }
        let all = levels.flatMap { $0 }
        levels = []
        _ = try unite(all)
    }

    private mutating func publish() throws(StoreError) {
        let start = ContinuousClock.now
        let published = try write(pending)
        pending = PointTable(observables: observables)
        try insert(published, level: 0)
        // The cost of uniting shards counts, too: a longer wait follows.
        lastPublication = ContinuousClock.now
        lastCost = lastPublication - start
    }

    private mutating func insert(_ shard: Published, level: Int) throws(StoreError) {
        if levels.count == level { levels.append([]) }
        levels[level].append(shard)
        guard levels[level].count == ShardWriter.shardsPerLevel else { return }
        let full = levels[level]
        levels[level] = []
        if let union = try unite(full) { try insert(union, level: level + 1) }
    }

    /// Makes one shard of several and removes them.
    ///
    /// - Returns: nil if they stay as they are.
    private func unite(_ shards: [Published]) throws(StoreError) -> Published? {
        guard shards.count > 1, shards.reduce(0, { $0 + $1.byteCount }) <= ShardWriter.byteLimit else { return nil }
        var table = PointTable(observables: observables)
        for shard in shards {
            // A shard that is gone or damaged keeps the others from being united; readers will name it.
            guard let bytes = try readFile("\(directory.shardFolder)/\(shard.name)"),
                let part = try? ShardReader(bytes, name: shard.name).table(observables)
            else { return nil }
            table.append(part)
        }
        let union = try write(table)
        for shard in shards where shard.name != union.name { unlink("\(directory.shardFolder)/\(shard.name)".cFileName) }
        return union
    }

    private func write(_ table: PointTable) throws(StoreError) -> Published {
        let shard = Shard(planHash: directory.planHash, modelName: modelName, table: table)
        let path = "\(directory.shardFolder)/\(shard.fileName)"
        let bytes: [UInt8]
        do throws(HDF5Error) {
            bytes = try shard.encoded(by: provenance)
        } catch {
            throw .io("write", path, "\(error)")
        }
        try writeAtomically(bytes, to: path)
        return Published(name: shard.fileName, byteCount: bytes.count)
    }
}
