import Foundation
import Logging

/// Tells how far a run is: a bar on a terminal, a plain line now and then elsewhere. Each group's leader has one.
struct ProgressReport {
    /// Whether this one tells about all groups.
    let speaksForAll: Bool
    private let total: Int
    private let alreadyDone: Int
    private let start = ContinuousClock.now
    private let onTerminal: Bool
    private let logger: Logger
    /// Between two lines of one kind: all groups together write about one each ten seconds.
    private let interval: Duration
    private var lastBegin: ContinuousClock.Instant?
    private var lastUpdate: ContinuousClock.Instant? = .now

    init(total: Int, alreadyDone: Int, groups: Int, speaksForAll: Bool, logger: Logger) {
        self.speaksForAll = speaksForAll
        self.total = total
        self.alreadyDone = alreadyDone
        self.logger = logger
        onTerminal = isatty(STDERR_FILENO) == 1
        interval = .seconds(10) * groups
    }

    /// A batch begins. Should it take long, or kill its process, the log says which it was.
    mutating func begin(_ label: () -> String) {
        guard !onTerminal, isDue(&lastBegin, after: interval) else { return }
        logger.info("begins \(label())")
    }

    /// - Parameters:
    ///   - computed: points finished in this run, by all groups.
    ///   - label: the batch last finished here.
    mutating func update(computed: Int, _ label: () -> String) {
        guard isDue(&lastUpdate, after: onTerminal ? .milliseconds(100) : .seconds(10)) else { return }
        let done = alreadyDone + computed
        let rate = Double(computed) / max((ContinuousClock.now - start) / .seconds(1), 1e-9)
        let left = rate > 0 ? Double(total - done) / rate : .infinity
        let numbers = "\(done)/\(total) points, \(rateText(rate)), \(durationText(left)) left"
        if onTerminal {
            let width = 30
            let filled = total > 0 ? width * done / total : width
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
            write("\r\u{1B}[2K\(bar) \(numbers)")
        } else {
            logger.info("\(numbers); last: \(label())")
        }
    }

    /// Leaves the terminal's line as if the bar had not been there.
    func finish() {
        if speaksForAll && onTerminal { write("\r\u{1B}[2K") }
    }

    private func isDue(_ last: inout ContinuousClock.Instant?, after interval: Duration) -> Bool {
        let now = ContinuousClock.now
        if let last, now - last < interval { return false }
        last = now
        return true
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    private func rateText(_ perSecond: Double) -> String {
        perSecond >= 1 ? String(format: "%.1f/s", perSecond) : String(format: "%.1f/h", perSecond * 3600)
    }
}

/// `2 h 05 min`, `3 min 10 s`, `4.2 s`.
public func durationText(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "unknown time" }
    if seconds < 60 { return String(format: "%.1f s", seconds) }
    let whole = Int(min(seconds, 1e15).rounded())
    if whole < 3600 { return "\(whole / 60) min \(String(format: "%02d", whole % 60)) s" }
    return "\(whole / 3600) h \(String(format: "%02d", whole % 3600 / 60)) min"
}
