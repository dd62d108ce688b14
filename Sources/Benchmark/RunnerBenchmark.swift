import ArgumentParser
import Foundation

/// What the runner itself costs: a job whose points are formulas.
struct RunnerBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runner", abstract: "Microseconds of the runner for each point, one process and two ranks.")

    @Option(help: "How many points.") var points = 100_000

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("moriya-bench-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let job = """
            model: rashba-dmi
            system: { splitting: 1.0, mu: 0.0, temperature: 0 }
            grid:
              alpha: { from: 0.1, to: 2, count: \(points) }
            """
        try job.write(toFile: folder + "/job.yaml", atomically: true, encoding: .utf8)
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("moriya").path
        print(heading(["ranks", "us a point"]))
        for ranks in [1, 2] {
            let launcher = ranks > 1 ? ["mpirun", "-n", "\(ranks)"] : []
            let text = try output(of: launcher + [program, "run", folder + "/job.yaml", "-o", folder + "/\(ranks)"])
            // "100000 points computed in 1.2 s, …": of the sweep, without the start of MPI.
            let seconds = text.firstMatch(of: /computed in ([0-9.]+) s,/).flatMap { Double($0.1) } ?? .nan
            print(cell(Double(ranks), "%.0f") + cell(seconds / Double(points) * 1e6, "%.2f"))
        }
    }

    private func output(of command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
