/// When results in memory are written out: soon, so that little is lost if the process is killed, but so that writing
/// takes no more than a fiftieth of the time.
public struct PublicationPolicy: Sendable {
    /// The longest wait while there is something to write.
    public let interval: Duration

    public init(interval: Duration = .seconds(30)) { self.interval = interval }

    /// - Parameters:
    ///   - elapsed: since the last publication.
    ///   - cost: of the last publication.
    public func isDue(elapsed: Duration, cost: Duration) -> Bool { elapsed >= min(interval, cost * 50) }
}
