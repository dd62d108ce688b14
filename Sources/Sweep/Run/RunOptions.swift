/// What the user chose for a run, besides the job.
public struct RunOptions: Sendable {
    public var directory: String
    public var ranksPerPoint = 1
    /// The part of the batches that this task of an array does.
    public var task = TaskSlice.whole
    public var publication = PublicationPolicy()
    public var deadline: Deadline?
    /// Whether points that failed before are tried again.
    public var retryFailed = false
    /// How often the log says how far the run is, where it is no terminal.
    public var logInterval = Duration.seconds(10)
    /// Whether the ranks of rank 0's node take work from its memory; they send messages, as those of other nodes do, if not.
    public var sharesMemory = true

    public init(directory: String) { self.directory = directory }
}

/// How a run ended. The same on all ranks.
public struct RunReport: Sendable {
    /// Points of this task.
    public let points: Int
    /// Of these, how many had a result before, or had failed and are not tried again.
    public let doneBefore: Int
    public let failedBefore: Int
    /// Points of the job that belong to other tasks.
    public let ofOthers: Int
    /// Computed in this run, of which so many failed.
    public let computed: Int
    public let failed: Int
    public let seconds: Double
    /// Why the run ended early; nil if every point of the task was tried.
    public let stopped: String?

    public var remaining: Int { points - doneBefore - failedBefore - computed }
}
