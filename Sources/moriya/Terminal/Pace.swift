import Synchronization

/// Keeps lines that tell of progress apart, so that what is quick says nothing.
final class Pace: Sendable {
    private let interval: Duration
    private let last = Mutex(ContinuousClock.now)

    init(_ interval: Duration) { self.interval = interval }

    /// Whether so much time has passed since this was last the case, or since the beginning.
    func isDue() -> Bool {
        last.withLock { last in
            let now = ContinuousClock.now
            guard now - last >= interval else { return false }
            last = now
            return true
        }
    }
}
