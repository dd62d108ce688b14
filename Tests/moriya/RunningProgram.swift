import Foundation
import Processes
import TestSupport

/// A program started in the background.
final class RunningProgram {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Nil once it has been waited for.
    private var process: ChildProcess?
    private let id: pid_t
    private let output: String
    private let errors: String

    /// - Parameters:
    ///   - arguments: the program's name first.
    ///   - folder: the working folder; what the program writes goes into files there, which no reader can block.
    init(_ arguments: [String], in folder: String, environment: [String: String] = [:]) throws {
        output = "\(folder)/.output-\(UInt64.random(in: 0 ... .max))"
        errors = output + "-errors"
        // A test that runs inside a Slurm job must not be taken for a task of it.
        var all = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SLURM_") }
        all.merge(launcherEnvironment) { $1 }
        all.merge(environment) { $1 }
        // `env` ends with a status of its own where there is no such program.
        let process = try ChildProcess(
            "/usr/bin/env", ["-C", folder] + arguments, environment: all, input: .nothing, output: .file(output),
            errors: .file(errors))
        id = process.id
        self.process = consume process
    }

    func wait() throws -> Outcome {
        guard let process = process.take() else { preconditionFailure("has been waited for") }
        let status = process.wait().status
        return Outcome(status: status, output: try text(output), errors: try text(errors))
    }

    /// Names of files in it may be any bytes.
    private func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    }

    var isRunning: Bool { process?.isRunning ?? false }

    /// Sends a signal to the programs of this name that it has started, directly or not; `mpirun` is whatever launcher runs.
    func signal(_ number: Int32, to name: String) {
        let names = name == "mpirun" ? launcherNames : [name]
        for id in descendants() where names.contains(commandName(of: id)) { kill(id, number) }
    }

    /// The processes that it has started, directly or not, of this name.
    func processes(named name: String) -> [pid_t] { descendants().filter { commandName(of: $0) == name } }

    private func descendants() -> [pid_t] {
        var family = [id]
        var checked = 0
        while checked < family.count {
            let children =
                (try? String(
                    contentsOfFile: "/proc/\(family[checked])/task/\(family[checked])/children", encoding: .utf8)) ?? ""
            family += children.split(separator: " ").compactMap { pid_t($0) }
            checked += 1
        }
        return family
    }

    private func commandName(of id: pid_t) -> String {
        ((try? String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8)) ?? "").trimmingCharacters(in: .newlines)
    }
}
