import Dispatch
import Foundation
import Logging
import Synchronization

/// Tells how far a run is, and that it is alive: a bar on a terminal, a plain line now and then elsewhere. Each group's
/// leader has one.
final class ProgressReport: Sendable {
    /// Whether this one tells about all groups.
    let speaksForAll: Bool
    private let total: Int
    private let alreadyDone: Int
    private let start = ContinuousClock.now
    private let onTerminal: Bool
    private let logger: Logger
    /// Between two lines of one kind of this group.
    private let interval: Duration
    /// Between two lines about all groups.
    private let overallInterval: Duration
    /// A batch that has been silent for so long says that it is alive: all groups together, about once a minute.
    private let patience: Duration
    private let state = Mutex(State())

    private struct State {
        var lastBegin: ContinuousClock.Instant?
        var lastUpdate: ContinuousClock.Instant? = .now
        /// How many points are finished, as this group last heard.
        var computed = 0
        var batch: RunningBatch?
    }

    private struct RunningBatch {
        let label: @Sendable () -> String
        let start = ContinuousClock.now
        var lastLine = ContinuousClock.now
        var phaseStart = ContinuousClock.now
        var progress: BatchProgress?
    }

    /// - Parameter interval: all groups together write about one line of a kind in so much time.
    init(total: Int, alreadyDone: Int, groups: Int, interval: Duration, speaksForAll: Bool, logger: Logger) {
        self.speaksForAll = speaksForAll
        self.total = total
        self.alreadyDone = alreadyDone
        self.logger = logger
        onTerminal = isatty(STDERR_FILENO) == 1
        self.interval = interval * groups
        overallInterval = onTerminal ? .milliseconds(100) : interval
        patience = .seconds(60) * groups
    }

    /// Watches the batches from another thread, until the timer is cancelled: a solver may be inside one library call for
    /// an hour.
    func watch() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + 1, repeating: 1)
        timer.setEventHandler { [self] in sayThatItIsAlive() }
        timer.resume()
        return timer
    }

    /// A batch begins. Should it take long, or kill its process, the log says which it was.
    func begin(_ label: @escaping @Sendable () -> String) {
        let isDue = state.withLock { state in
            state.batch = RunningBatch(label: label)
            return Self.isDue(&state.lastBegin, after: interval)
        }
        if isDue && !onTerminal { logger.info("begins \(label())") }
    }

    /// The running batch has come so far. Each phase after a long one is named, whenever the last line was.
    func update(phase progress: BatchProgress) {
        let batch: RunningBatch? = state.withLock { state in
            guard var batch = state.batch else { return nil }
            let now = ContinuousClock.now
            let isDue = now - min(batch.lastLine, batch.phaseStart) >= interval
            batch.progress = progress
            batch.phaseStart = now
            if isDue { batch.lastLine = now }
            state.batch = batch
            return isDue ? batch : nil
        }
        if let batch, !onTerminal { logger.info("\(text(of: batch))") }
    }

    private func sayThatItIsAlive() {
        let (batch, computed): (RunningBatch?, Int) = state.withLock { state in
            guard let batch = state.batch, ContinuousClock.now - batch.lastLine >= (onTerminal ? .seconds(1) : patience)
            else { return (nil, 0) }
            state.batch?.lastLine = .now
            return (batch, state.computed)
        }
        guard let batch else { return }
        if !onTerminal {
            logger.info("\(text(of: batch))")
        } else if speaksForAll {
            writeBar(computed, text(of: batch))
        }
    }

    private func text(of batch: RunningBatch) -> String {
        let progress = batch.progress.map { ": \($0.phase), \(Int(100 * $0.fraction)) % done" } ?? ""
        return "\(batch.label())\(progress); \(durationText((ContinuousClock.now - batch.start) / .seconds(1))) so far"
    }

    /// The batch is over.
    ///
    /// - Parameter computed: asked for the points finished in this run, by all groups, if there is something to say.
    func end(_ computed: () throws -> Int) rethrows {
        let (batch, isDue) = state.withLock { state in
            defer { state.batch = nil }
            return (state.batch, Self.isDue(&state.lastUpdate, after: overallInterval))
        }
        guard speaksForAll, isDue, let batch else { return }
        let count = try computed()
        state.withLock { $0.computed = count }
        if onTerminal {
            writeBar(count, numbers(count))
        } else {
            // For programs, as fields of their own.
            logger.info(
                "\(numbers(count)); last: \(batch.label())",
                metadata: ["done": "\(alreadyDone + count)", "points": "\(total)"])
        }
    }

    private func numbers(_ computed: Int) -> String {
        let done = alreadyDone + computed
        let rate = Double(computed) / max((ContinuousClock.now - start) / .seconds(1), 1e-9)
        let left = rate > 0 ? Double(total - done) / rate : .infinity
        return "\(done)/\(total) points, \(rateText(rate)), \(durationText(left)) left"
    }

    private func writeBar(_ computed: Int, _ text: String) {
        let width = 30
        let filled = total > 0 ? width * (alreadyDone + computed) / total : width
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        write("\r\u{1B}[2K\(bar) \(text)")
    }

    /// Leaves the terminal's line as if the bar had not been there.
    func finish() {
        if speaksForAll && onTerminal { write("\r\u{1B}[2K") }
    }

    private static func isDue(_ last: inout ContinuousClock.Instant?, after interval: Duration) -> Bool {
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
