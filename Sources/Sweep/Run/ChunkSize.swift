/// How many numbers a leader asks for at once, from how long it waited for the last ones and worked with them.
package struct ChunkSize {
    /// The part of its time that a leader may wait.
    static let waitingPart = 0.01

    private var asked: ContinuousClock.Instant?
    private var given: ContinuousClock.Instant?
    private var count = 0

    package init() {}

    /// At most twice as many as the last time: batches are ordered by what they are thought to cost, and the first are the
    /// most expensive.
    mutating func next(at now: ContinuousClock.Instant) -> Int {
        defer { self.asked = now }
        guard let asked, let given else { return 1 }
        return Self.next(after: count, waited: (given - asked) / .seconds(1), worked: (now - given) / .seconds(1))
    }

    /// - Parameters:
    ///   - count: of the numbers taken the last time; 0 if there were none.
    ///   - waited: seconds until they arrived.
    ///   - worked: seconds until all were used.
    package static func next(after count: Int, waited: Double, worked: Double) -> Int {
        guard count > 0 else { return 1 }
        let wanted = waited * Double(count) / max(waitingPart * worked, 1e-9)
        return max(1, Int(min(wanted.rounded(.up), Double(2 * count))))
    }

    /// The numbers have arrived.
    mutating func taken(_ count: Int, at now: ContinuousClock.Instant) {
        self.count = count
        given = now
    }
}
