/// What became of opening a file among the shards.
public enum ShardFile: Sendable {
    case intact(ShardContent)
    case damaged(ShardDamage)
    /// Another process has removed it: a run at work unites shards.
    case vanished

    /// Writers begin a new shard at 32 MiB, but one point may be large.
    static let sizeLimit = 1 << 30

    /// Reads a file in this process.
    public init(_ part: ShardContent.Part, at path: String) {
        do throws(StoreError) {
            guard let bytes = try readFile(path, limit: Self.sizeLimit) else {
                self = .vanished
                return
            }
            do throws(ShardDamage) {
                self = .intact(try ShardContent(part, of: bytes, name: path))
            } catch {
                self = .damaged(error)
            }
        } catch {
            self = .damaged(ShardDamage("cannot be read: \(error.cause)"))
        }
    }
}
