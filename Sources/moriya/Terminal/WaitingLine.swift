import Foundation
import Synchronization

/// A line on the terminal that says how far something is while a person waits for it, and that leaves no trace. Silent
/// within the first second, and where standard error is no terminal.
final class WaitingLine: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var isShown = false
    }

    private let what: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter what: is being done, as in `checks points`.
    init(_ what: String) { self.what = what }

    /// So much of all is done.
    func update(_ done: Int, of all: Int) {
        guard isTerminal else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            guard now - start > .seconds(1), state.last.map({ now - $0 > .milliseconds(200) }) ?? true else { return }
            (state.last, state.isShown) = (now, true)
            write("\r\u{1B}[2K\(what): \(done) of \(all), \(100 * done / max(1, all)) %")
        }
    }

    /// Leaves the line as if nothing had been there.
    func clear() {
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[2K") }
            state.isShown = false
        }
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
