/// Who wrote a shard, and when.
public struct ShardOrigin: Sendable, Hashable {
    /// The part of the job, as `k/n`.
    public let task: String
    /// ISO 8601, UTC.
    public let date: String
    public let host: String
    /// Program, version and commit.
    public let program: String
    /// Name and version of each library; empty in shards of layout 1.
    public let libraries: String
    /// As `squeue` shows it: `123`, or `123_4` in an array; nil outside Slurm.
    public let slurmJob: String?
}
