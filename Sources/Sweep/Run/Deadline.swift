import Foundation

/// The moment by which a run must have ended.
public struct Deadline: Sendable, Equatable {
    public let end: Date

    public init(end: Date) { self.end = end }

    /// The earlier of a limit on the running time and the end of the Slurm job (SLURM_JOB_END_TIME, seconds since 1970),
    /// less a minute (a quarter of what is left, if that is less) for publishing; nil if there is neither.
    public init?(secondsFromNow: Double?, environment: [String: String], now: Date = Date()) {
        let limit = secondsFromNow.map { now.addingTimeInterval($0) }
        let slurm = environment["SLURM_JOB_END_TIME"].flatMap { Self.end(ofSlurmJob: $0, now: now) }.map {
            let left = $0 - now.timeIntervalSince1970
            return Date(timeIntervalSince1970: $0 - max(0, min(60, left / 4)))
        }
        guard let end = [limit, slurm].compactMap({ $0 }).min() else { return nil }
        self.init(end: end)
    }

    /// The end of a Slurm job in seconds since 1970; nil unless it is a time to come: some versions of Slurm say `nan` or 0.
    public static func end(ofSlurmJob text: String, now: Date) -> Double? {
        Double(text).flatMap { $0.isFinite && $0 > now.timeIntervalSince1970 ? $0 : nil }
    }

    /// Whether a batch as long as the longest so far would still end in time.
    public func leavesTime(for longestBatch: Double, now: Date = Date()) -> Bool {
        now.addingTimeInterval(longestBatch) < end
    }
}
