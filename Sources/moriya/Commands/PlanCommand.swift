import ArgumentParser
import Foundation
import LAPACK
import Sweep

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Check a job and say what it takes, without computing anything.")

    @OptionGroup var source: JobOptions
    @Option(help: "Ranks that will work on one point.") var ranksPerPoint = 1
    @Option(help: "Tasks the job will be split into.") var tasks = 1
    @Flag(help: "One JSON object, with every value of every axis.") var json = false

    func validate() throws {
        guard ranksPerPoint >= 1 else { throw ValidationError("--ranks-per-point is \(ranksPerPoint); allowed: 1 or more") }
        guard (1...1_000_000).contains(tasks) else { throw ValidationError("--tasks is \(tasks); allowed: 1 to 1000000") }
    }

    func run() throws {
        try reportingErrors {
            let job = try source.read()
            let waiting = WaitingLine("looks at batches")
            let report = try PlanReport(
                of: job, tasks: tasks, ranksPerPoint: ranksPerPoint, secondsPerOperation: secondsPerOperation,
                progress: waiting.update)
            waiting.clear()
            print(json ? try report.json : report.text)
            try finishOutput()
        }
    }

    /// Measured on a small Hermitian matrix: 16/3 n³ operations.
    private func secondsPerOperation() -> Double {
        let order = 300
        OpenBLAS.setThreads(1)
        var best = Double.infinity
        for _ in 0..<2 {
            var matrix = HermitianMatrix(order: order)
            for row in 0..<order { matrix[row, row] = (Double(row % 17), 0) }
            for row in 1..<order { matrix[row, row - 1] = (0.5, 0.25) }
            let start = ContinuousClock.now
            _ = try? eigenvalues(of: matrix)
            best = min(best, (ContinuousClock.now - start) / .seconds(1))
        }
        return best / (16.0 / 3 * Double(order * order * order))
    }
}
