import ArgumentParser
import Foundation
import Models
import Processes
import Sweep

/// What the runner itself costs: a job whose points are formulas.
struct RunnerBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runner",
        abstract: "Microseconds of the runner for each point, one process and two ranks; seconds to prepare a million points.")

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
            let text = try outputOfProgram(
                "/usr/bin/env", launcher + [program, "run", folder + "/job.yaml", "-o", folder + "/\(ranks)"]
            ).text
            // "100000 points computed in 1.2 s, …": of the sweep, without the start of MPI.
            let seconds = text.firstMatch(of: /computed in ([0-9.]+) s,/).flatMap { Double($0.1) } ?? .nan
            print(cell(Double(ranks), "%.0f") + cell(seconds / Double(points) * 1e6, "%.2f"))
        }
        try printPreparation()
    }

    /// What is done to a job before its first point, and what holds a million points.
    private func printPreparation() throws {
        let text = """
            model: rashba-dmi
            system: { splitting: 1.0, temperature: 0 }
            grid: { alpha: { from: 0.1, to: 2, count: 1000 }, mu: { from: 0, to: 1, count: 1000 } }
            """
        var job = try Job(reading: text, path: "job.yaml", models: allModels)
        let reading = try leastProcessorTime(of: 3) { job = try Job(reading: text, path: "job.yaml", models: allModels) }
        var batches: [Batch] = []
        let cutting = leastProcessorTime(of: 3) { batches = job.batches() }
        print(heading(["points", "reading", "batches", "cutting"]) + "  (seconds)")
        print(
            cell(Double(job.grid.count), "%.0f") + cell(reading, "%.2f") + cell(Double(batches.count), "%.0f")
                + cell(cutting, "%.2f"))
    }
}
