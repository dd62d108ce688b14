import Foundation
import Processes
import Synchronization

/// A request from outside to stop softly: no new batch begins, what is finished is published.
///
/// Schedulers announce time limits and preemption with different signals; all of them mean this.
public enum StopRequest {
    /// The signal that asked, or 0.
    private static let received = Atomic<Int32>(0)

    /// From now on USR1, USR2, TERM, HUP and INT ask for a soft stop; a second INT ends the process as usual.
    ///
    /// A signal that is ignored from the start stays so: `nohup` means it. Nobody at the other end of a pipe is no reason to
    /// lose work: SIGPIPE is ignored.
    public static func listen() {
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGUSR1, SIGUSR2, SIGTERM, SIGHUP, SIGINT] {
            guard !wasIgnoredAtStart(number) else {
                signal(number, SIG_IGN)
                continue
            }
            signal(number) { number in
                StopRequest.received.store(number, ordering: .relaxed)
                if number == SIGINT { signal(SIGINT, SIG_DFL) }
            }
        }
    }

    /// The name of the signal that asked to stop, nil if none did.
    public static var reason: String? {
        switch received.load(ordering: .relaxed) {
        case 0: nil
        case SIGUSR1: "USR1"
        case SIGUSR2: "USR2"
        case SIGTERM: "TERM"
        case SIGHUP: "HUP"
        case SIGINT: "INT"
        case let other: "signal \(other)"
        }
    }
}
