/// Who wrote a shard, and when.
public struct ShardOrigin: Sendable, Equatable {
    /// The part of the job, as `k/n`.
    public let task: String
    /// ISO 8601, UTC.
    public let date: String
    public let host: String
    /// As `squeue` shows it: `123`, or `123_4` in an array; nil outside Slurm.
    public let slurmJob: String?
}
