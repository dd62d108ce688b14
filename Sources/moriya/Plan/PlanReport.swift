import Foundation
import Sweep

/// What `moriya plan` tells of a job, as text or as JSON with these names.
struct PlanReport: Encodable {
    struct Member: Encodable {
        let parameter: String
        let unit: String
        let values: [JSONValue]
    }

    struct Axis: Encodable {
        let name: String
        let count: Int
        /// Several where parameters advance together.
        let members: [Member]
    }

    struct Tasks: Encodable {
        let count: Int
        let fewestPoints: Int
        let mostPoints: Int
    }

    struct Solver: Encodable {
        let name: String
        let batches: Int
        let operations: Double
    }

    let model: String
    let title: String
    let plan: String
    let axes: [Axis]
    let fixed: [String: JSONValue]
    let points: Int
    let batches: Int
    let tasks: Tasks?
    let solvers: [Solver]
    let advice: [String]
    /// Of what is diagonalised in full; 0 where nothing is.
    let denseOperations: Double
    /// On one core of this machine; nil where nothing is diagonalised.
    let secondsOfDiagonalization: Double?
    let bytesPerRank: Double
    let ranksPerPoint: Int
    private let fixedText: String

    private enum CodingKeys: CodingKey {
        case model, title, plan, axes, fixed, points, batches, tasks, solvers, advice, denseOperations,
            secondsOfDiagonalization, bytesPerRank, ranksPerPoint
    }

    /// - Parameters:
    ///   - secondsPerOperation: measures this machine; asked only where something is diagonalised.
    ///   - progress: told how many batches have been looked at, and of how many.
    init(
        of job: Job, tasks: Int, ranksPerPoint: Int, secondsPerOperation: () -> Double, progress: (Int, Int) -> Void
    ) throws {
        let batches = job.batches()
        var costs: [BatchCost] = []
        costs.reserveCapacity(batches.count)
        for (index, batch) in batches.enumerated() {
            if index % 256 == 0 { progress(index, batches.count) }
            costs.append(try job.cost(of: batch, ranks: ranksPerPoint))
        }
        model = job.modelType.name
        title = job.modelType.title
        plan = job.hash
        axes = job.grid.axes.map { axis in
            Axis(
                name: axis.name, count: axis.count,
                members: axis.members.map { member in
                    let unit = job.modelType.parameters.first { $0.key == member.key }?.unit
                    return Member(parameter: member.key, unit: unit ?? "1", values: member.values.map(JSONValue.init))
                })
        }
        fixed = job.fixed.values.mapValues(JSONValue.init)
        fixedText = job.fixedText
        points = job.grid.count
        self.batches = batches.count
        if tasks > 1 {
            let sizes = (1...tasks).map { task in
                TaskSlice(task, of: tasks).indices(ofBatches: batches.count).reduce(0) { $0 + batches[$1].points.count }
            }
            self.tasks = Tasks(count: tasks, fewestPoints: sizes.min() ?? 0, mostPoints: sizes.max() ?? 0)
        } else {
            self.tasks = nil
        }
        solvers = Dictionary(grouping: costs, by: \.solver).sorted { $0.key < $1.key }.map { name, own in
            Solver(name: name, batches: own.count, operations: own.reduce(0) { $0 + $1.operations })
        }
        advice = Set(costs.compactMap(\.advice)).sorted()
        denseOperations = costs.filter { $0.ranks != .one }.reduce(0) { $0 + $1.operations }
        secondsOfDiagonalization = denseOperations > 0 ? denseOperations * secondsPerOperation() : nil
        bytesPerRank = costs.map(\.bytesPerRank).max() ?? 0
        self.ranksPerPoint = ranksPerPoint
    }

    var text: String {
        var lines = ["model       \(model): \(title)", "plan        \(plan.prefix(12))"]
        for axis in axes { lines.append("axis        \(axis.name): \(axis.summary)") }
        lines += [
            "fixed       \(fixedText)", "points      \(points)", "batches     \(batches) (points of a batch share one solve)",
        ]
        if let tasks { lines.append("tasks       \(tasks.count), of \(tasks.fewestPoints) to \(tasks.mostPoints) points") }
        for solver in solvers {
            lines.append(
                "solver      \(solver.name): \(solver.batches) batches, \(roughText(solver.operations)) operations in all")
        }
        for advice in advice { lines.append("advice      \(advice)") }
        if let seconds = secondsOfDiagonalization, denseOperations > 0 {
            let rate = String(format: "%.0f", 1e-9 * denseOperations / seconds)
            lines.append(
                "time        about \(durationText(seconds)) of diagonalisation on one core of this machine "
                    + "(\(rate) GFLOP/s in a small one, measured just now)")
        }
        lines.append("memory      \(Memory.text(bytesPerRank)) per rank, with \(ranksPerPoint) per point")
        return lines.joined(separator: "\n")
    }
}

extension PlanReport.Axis {
    fileprivate var summary: String {
        let texts = members.map { member in
            let values = member.values.map(\.value.label)
            let shown = values.count <= 6 ? values : Array(values.prefix(3)) + ["…"] + Array(values.suffix(1))
            return (members.count > 1 ? "\(member.parameter) " : "") + shown.joined(separator: ", ")
        }
        return "\(count) values: " + texts.joined(separator: "; ")
    }
}
