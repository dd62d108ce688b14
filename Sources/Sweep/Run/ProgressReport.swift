import Foundation
import Logging

/// Tells how far a run is: a bar on a terminal, a plain line now and then elsewhere. Of rank 0 only.
struct ProgressReport {
    private let total: Int
    private let alreadyDone: Int
    private let start = ContinuousClock.now
    private let onTerminal: Bool
    private let logger: Logger
    private var last: ContinuousClock.Instant?

    init(total: Int, alreadyDone: Int, logger: Logger) {
        self.total = total
        self.alreadyDone = alreadyDone
        self.logger = logger
        onTerminal = isatty(STDERR_FILENO) == 1
    }

    /// - Parameters:
    ///   - computed: points finished in this run, by all groups.
    ///   - label: the point last finished here.
    mutating func update(computed: Int, label: @autoclosure () -> String) {
        let now = ContinuousClock.now
        guard last.map({ now - $0 >= (onTerminal ? .milliseconds(100) : .seconds(10)) }) ?? !onTerminal else {
            if last == nil { last = now }
            return
        }
        last = now
        let done = alreadyDone + computed
        let seconds = (now - start) / .seconds(1)
        let rate = Double(computed) / max(seconds, 1e-9)
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
        if onTerminal && last != nil { write("\r\u{1B}[2K") }
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
