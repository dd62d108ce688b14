import FileNames
import Foundation

/// Another program, started by this one. It stays in this one's process group, so that an interrupt from the terminal ends
/// both, and inherits nothing that is open but the three standard streams.
///
/// The only driver of processes here, tests and benchmarks included. (swift-subprocess 1.0 has asynchronous functions only, and
/// threads that wait for programs and move their output: a rank of MPI shall have no threads but its own, a process whose
/// memory is limited to what a file may need cannot spare theirs, and tests kill and look at programs while they run.)
public struct ChildProcess: ~Copyable {
    /// How a program ended.
    public enum Ending: Sendable, Equatable {
        case exited(code: Int32)
        case killed(signal: Int32)

        /// As a shell has it: the exit code, or 128 and the number of the signal.
        public var status: Int32 {
            switch self {
            case .exited(let code): code
            case .killed(let signal): 128 + signal
            }
        }
    }

    /// What a program reads.
    public enum Input: Sendable {
        case inherited
        case nothing
    }

    /// Where a program's output goes.
    public enum Output: Sendable {
        case inherited
        case nowhere
        /// Whoever calls keeps it, and closes it.
        case descriptor(Int32)
        /// Into a file, which is created or replaced.
        case file(String)
        /// Errors only: to where the output goes.
        case withOutput
    }

    public let id: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: a path, or a name to be found in PATH.
    ///   - environment: its whole environment; this process's own unless given.
    /// - Throws: `ChildProcessError` if there is no such program or the system has no room for it.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil,
        input: Input = .inherited, output: Output = .inherited, errors: Output = .inherited
    ) throws(ChildProcessError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if input == .nothing { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) }
        for (stream, output) in [(STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
            switch output {
            case .inherited: break
            case .nowhere: posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
            case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, stream)
            case .file(let path):
                posix_spawn_file_actions_addopen(&actions, stream, path.cFileName, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
            case .withOutput: posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, stream)
            }
        }
        let environment = (environment ?? ProcessInfo.processInfo.environment).map { "\($0.key)=\($0.value)" }
        var id: pid_t = 0
        let code = withCStrings([program] + arguments) { arguments in
            withCStrings(environment) { posix_spawnp(&id, program, &actions, nil, arguments, $0) }
        }
        guard code == 0 else { throw ChildProcessError(program: program, code: code) }
        self.id = id
    }

    /// Waits until the program has ended.
    public consuming func wait() -> Ending {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7F == 0 ? .exited(code: status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
    }

    /// Whether the program has not ended yet.
    public var isRunning: Bool {
        var info = siginfo_t()
        // Looks without taking: whoever waits still gets the ending. A program that runs leaves `info` as it was.
        guard waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else { return false }
        return info.si_signo == 0
    }

    /// Kills the program, if it still runs, and waits for its end.
    public consuming func end() {
        kill(id, SIGKILL)
        _ = wait()
    }
}

/// Why a program could not be started.
public struct ChildProcessError: Error, Sendable, CustomStringConvertible {
    public let program: String
    public let code: Int32

    public var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
}

/// Lends texts to C as an array of pointers that ends with a null pointer.
private func withCStrings<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = texts.map { strdup($0.cFileName) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
