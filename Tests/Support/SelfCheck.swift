import Foundation
import Processes

/// One of the programs that are built beside the tests and check what takes several ranks.
public struct SelfCheck {
    public let program: String

    /// - Parameter name: such as `mpi-selfcheck`.
    public init(_ name: String) { program = builtProgram(name) }

    /// Runs one of its checks.
    ///
    /// - Parameter ranks: nil for one process without a launcher.
    /// - Returns: what was printed, errors included, and how it ended: with status 124 if it hung.
    public func run(_ check: String, ranks: Int?) throws -> (output: String, status: Int32) {
        let launcher = ranks.map { ["mpirun", "-n", "\($0)"] } ?? []
        let environment = ProcessInfo.processInfo.environment.merging(launcherEnvironment) { $1 }
            .merging(["OPENBLAS_NUM_THREADS": "1"]) { $1 }
        let (text, ending) = try outputOfProgram(
            "timeout", ["--kill-after=5", "300"] + launcher + [program, check], environment: environment, input: .nothing,
            errors: .withOutput)
        return (text, ending.status)
    }
}

/// The path of a program of this package, which is built beside the tests.
public func builtProgram(_ name: String) -> String {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent(name).path
}
