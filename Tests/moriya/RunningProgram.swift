import Foundation
import TestSupport

/// A program started in the background.
final class RunningProgram {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    private let process = Process()
    private let output: URL
    private let errors: URL

    /// - Parameters:
    ///   - arguments: the program's name first.
    ///   - folder: the working folder; what the program writes goes into files there, which no reader can block.
    init(_ arguments: [String], in folder: String, environment: [String: String] = [:]) throws {
        let name = "\(folder)/.output-\(UInt64.random(in: 0 ... .max))"
        output = URL(fileURLWithPath: name)
        errors = URL(fileURLWithPath: name + "-errors")
        for file in [output, errors] { try Data().write(to: file) }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // A test that runs inside a Slurm job must not be taken for a task of it.
        var all = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SLURM_") }
        all.merge(launcherEnvironment) { $1 }
        process.environment = all.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    func wait() throws -> Outcome {
        process.waitUntilExit()
        return Outcome(
            // As a shell has it.
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: try text(output), errors: try text(errors))
    }

    /// Names of files in it may be any bytes.
    private func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }

    var isRunning: Bool { process.isRunning }

    /// Sends a signal to the programs of this name that it has started, directly or not; `mpirun` is whatever launcher runs.
    func signal(_ number: Int32, to name: String) {
        let names = name == "mpirun" ? launcherNames : [name]
        for id in descendants() where names.contains(commandName(of: id)) { kill(id, number) }
    }

    /// The processes that it has started, directly or not, of this name.
    func processes(named name: String) -> [pid_t] { descendants().filter { commandName(of: $0) == name } }

    private func descendants() -> [pid_t] {
        var family = [process.processIdentifier]
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
