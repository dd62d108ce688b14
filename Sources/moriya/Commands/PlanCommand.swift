import ArgumentParser
import Foundation
import LAPACK
import Models
import Sweep

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Check a job and say what it takes, without computing anything.")

    @Argument(help: "The job file.") var job: String
    @Option(help: "Ranks that will work on one point.") var ranksPerPoint = 1
    @Option(help: "Tasks the job will be split into.") var tasks = 1

    func validate() throws {
        guard ranksPerPoint >= 1 else { throw ValidationError("--ranks-per-point is \(ranksPerPoint); allowed: 1 or more") }
        guard (1...1_000_000).contains(tasks) else { throw ValidationError("--tasks is \(tasks); allowed: 1 to 1000000") }
    }

    func run() throws {
        try reportingErrors {
            let job = try Job(readingFrom: job, models: allModels)
            let batches = job.batches()
            let costs = try batches.map { try job.cost(of: $0, ranks: ranksPerPoint) }
            print("model       \(job.modelType.name): \(job.modelType.title)")
            print("plan        \(job.hash.prefix(12))")
            for axis in job.grid.axes { print("axis        \(axis.name): \(summary(of: axis))") }
            print("fixed       \(job.fixedText)")
            print("points      \(job.grid.count)")
            print("batches     \(batches.count) (points of a batch share one solve)")
            if tasks > 1 {
                let sizes = (1...tasks).map { task in
                    TaskSlice(task, of: tasks).indices(ofBatches: batches.count).reduce(0) { $0 + batches[$1].points.count }
                }
                print("tasks       \(tasks), of \(sizes.min() ?? 0) to \(sizes.max() ?? 0) points")
            }
            for solver in Set(costs.map(\.solver)).sorted() {
                let own = costs.filter { $0.solver == solver }
                let operations = own.reduce(0) { $0 + $1.operations }
                print("solver      \(solver): \(own.count) batches, \(roughText(operations)) operations in all")
            }
            for advice in Set(costs.compactMap(\.advice)).sorted() { print("advice      \(advice)") }
            let dense = costs.filter { $0.ranks != .one }.reduce(0) { $0 + $1.operations }
            if dense > 0 {
                let rate = secondsOfDiagonalization()
                print(
                    "time        about \(durationText(dense * rate)) of diagonalisation on one core of this machine "
                        + "(\(String(format: "%.0f", 1e-9 / rate)) GFLOP/s in a small one, measured just now)")
            }
            let memory = costs.map(\.bytesPerRank).max() ?? 0
            print("memory      \(Memory.text(memory)) per rank, with \(ranksPerPoint) per point")
            try finishOutput()
        }
    }

    /// Seconds for each operation, measured on a small Hermitian matrix: 16/3 n³ operations.
    private func secondsOfDiagonalization() -> Double {
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

    private func summary(of axis: Axis) -> String {
        let members = axis.members.map { member in
            let values = member.values.map(\.label)
            let shown = values.count <= 6 ? values : Array(values.prefix(3)) + ["…"] + Array(values.suffix(1))
            return (axis.isZipped ? "\(member.key) " : "") + shown.joined(separator: ", ")
        }
        return "\(axis.count) values: " + members.joined(separator: "; ")
    }
}
