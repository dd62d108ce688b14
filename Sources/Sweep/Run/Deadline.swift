import Foundation

/// The moment by which a run must have ended.
public struct Deadline: Sendable, Equatable {
    public let end: Date

    public init(end: Date) { self.end = end }

    /// The earlier of a limit on the running time and the end of the Slurm job (SLURM_JOB_END_TIME, seconds since 1970),
    /// less a minute (a quarter of what is left, if that is less) for publishing; nil if there is neither.
    public init?(secondsFromNow: Double?, environment: [String: String], now: Date = Date()) {
        let limit = secondsFromNow.map { now.addingTimeInterval($0) }
        let slurm = Self.slurmEnd(environment).map {
            let left = $0 - now.timeIntervalSince1970
            return Date(timeIntervalSince1970: $0 - max(0, min(60, left / 4)))
        }
        guard let end = [limit, slurm].compactMap({ $0 }).min() else { return nil }
        self.init(end: end)
    }

    /// The end of the Slurm job, where it is a time: some sites and containers pass on 0 or less.
    private static func slurmEnd(_ environment: [String: String]) -> Double? {
        environment["SLURM_JOB_END_TIME"].flatMap(Double.init).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }

    /// What to say of an end of the Slurm job that is no time and is ignored; nil if there is nothing to say.
    public static func complaint(about environment: [String: String]) -> String? {
        guard let text = environment["SLURM_JOB_END_TIME"], slurmEnd(environment) == nil else { return nil }
        return "SLURM_JOB_END_TIME is \(quoted(text)), which is no time, and is ignored; allowed: seconds since 1970"
    }

    /// Whether a batch as long as the longest so far would still end in time.
    public func leavesTime(for longestBatch: Double, now: Date = Date()) -> Bool {
        now.addingTimeInterval(longestBatch) < end
    }
}
