import ArgumentParser
import Foundation
import MPI
import Models
import Sweep

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the solvers on a sample of a job's points.",
        discussion: """
            Of a job file, every solver that applies computes the sample; of a merged file, only those that did not compute
            it: what took hours to diagonalise is checked by the low-rank route in no time. Prints the largest difference of
            each observable beside what is allowed: the two error bounds, and --tolerance times the largest value of the
            observable. Exit code 70 if a difference exceeds it.
            """)

    @Argument(help: "The job file, or a merged file such as DIR/result.h5.") var job: String
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Change the job that the file holds, as `moriya run` does.", valueName: "key=value"))
    var settings: [String] = []
    @Option(help: "How many points to take, spread evenly over the grid.") var sample = 3
    @Option(help: "The accepted difference relative to the largest value of an observable.") var tolerance = 1e-9
    @Option(help: "Leave out points that would take more operations than this.") var maxOperations = 1e14
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard sample >= 1 else { throw ValidationError("--sample is \(sample); allowed: 1 or more") }
        guard tolerance >= 0 else { throw ValidationError("--tolerance is \(tolerance); allowed: 0 or more") }
    }

    func run() throws {
        // Under a launcher each rank is a process that others wait for.
        guard isResult, !LaunchCheck.isLaunched(ProcessInfo.processInfo.environment) else { return try verify() }
        try reportingErrors(reading: job) { try verify() }
    }

    private var isResult: Bool { job.hasSuffix(".h5") }

    private func verify() throws {
        let status = try MPIRuntime.withWorld { world in
            let team = Team(world: world)
            return try reportingErrors(on: team) { try verify(on: team) ? 0 : ExitStatus.checkFailed }
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func verify(on world: borrowing Team) throws -> Bool {
        let stored = isResult ? try StoredPoints(job) : nil
        guard stored == nil || settings.isEmpty else {
            throw JobError(file: job, line: nil, problem: "results that exist cannot be changed with --set", allowed: nil)
        }
        let changes = try settings.map { try JobChange(parsing: $0) }
        let job = try stored?.job ?? Job.read(from: job, models: allModels, changes: changes, for: world)
        guard job.modelType.solvers.count >= 2 else {
            throw JobError(
                file: self.job, line: nil,
                problem: "model \(job.modelType.name) has one solver, so there is nothing to compare", allowed: nil)
        }
        let solvers = try job.modelType.solvers.map { description in
            // The job's own settings for its own solver.
            let choice = SolverChoice(name: description.name, settings: job.solver.settings(for: description))
            return (name: description.name, model: try job.model(with: choice))
        }
        var comparison = SolverComparison(observables: job.observables, tolerance: tolerance)
        let candidates = affordable(of: job, stored, solvers, ranks: world.size)
        if world.rank == 0 { for obstacle in candidates.obstacles { complain(obstacle) } }
        let pace = Pace(.seconds(1))
        for (number, (point, names)) in candidates.points.enumerated() {
            var results: [(solver: String, values: PointValues)] = []
            for solver in solvers where names.contains(solver.name) {
                if let values = try stored?.values(at: point, by: solver.name) {
                    results.append((solver.name, values))
                    continue
                }
                guard let batch = try? solver.model.parse([job.parameters(at: point)]) else { continue }
                let label = "point \(number + 1) of \(candidates.points.count), \(job.label(of: point)): \(solver.name)"
                if world.rank == 0 { complain("\(label), \(roughText(batch.cost(ranks: world.size).operations)) operations") }
                let found = try batch.evaluate(on: world) { [rank = world.rank] in
                    if rank == 0 && pace.isDue() { complain("\(label): \($0.phase), \(Int(100 * $0.fraction)) % done") }
                }
                switch found.first {
                case .done(let values): results.append((solver.name, values))
                case .failed(let reason): complain("\(label) failed: \(reason)")
                case nil: break
                }
            }
            comparison.add(results)
        }
        if world.rank == 0 {
            if json {
                print(try comparison.json)
            } else if comparison.isEmpty {
                complain("no point could be compared; take a job with smaller systems, such as jobs/bdg-rkky/validate.yaml")
            } else {
                print(comparison.text)
            }
            try finishOutput()
        }
        // The other ranks have seen no values.
        return try world.broadcast(comparison.passed ? 1 : 0) == 1
    }

    /// Points spread evenly over those that two solvers or more can treat with the operations and the memory at hand;
    /// the same on all ranks, since nothing but the job decides.
    private func affordable(
        of job: Job, _ stored: StoredPoints?, _ solvers: [(name: String, model: any Model)], ranks: Int
    ) -> (points: [(point: Int, solvers: Set<String>)], obstacles: [String]) {
        let points = stored?.done ?? Array(0..<job.grid.count)
        var found: [(point: Int, solvers: Set<String>)] = []
        var obstacles: [String] = []
        // Away from the ends of the grid, where a gap or a distance is often zero; more candidates than needed.
        let tries = min(8 * sample, points.count)
        for index in 0..<tries {
            let point = points[(2 * index + 1) * points.count / (2 * tries)]
            // What a file holds costs nothing.
            var names = Set(solvers.map(\.name).filter { $0 == stored?.solver(at: point) })
            var tooMuch: BatchCost?
            for solver in solvers where !names.contains(solver.name) {
                guard let cost = (try? solver.model.parse([job.parameters(at: point)]))?.cost(ranks: ranks) else { continue }
                if cost.operations <= maxOperations {
                    names.insert(solver.name)
                } else if cost.operations < tooMuch?.operations ?? .infinity {
                    tooMuch = cost
                }
            }
            if names.count >= 2 {
                found.append((point, names))
            } else if let cost = tooMuch {
                obstacles.append(
                    "\(job.label(of: point)) left out: solver \(cost.solver) needs \(roughText(cost.operations)) operations and "
                        + "\(Memory.text(cost.bytesPerRank)) per rank (--max-operations)")
            } else {
                obstacles.append("\(job.label(of: point)) left out: one solver only applies")
            }
        }
        let count = min(sample, found.count)
        let chosen = (0..<count).map { found[(2 * $0 + 1) * found.count / (2 * count)] }
        return (chosen, chosen.count < sample ? Array(obstacles.prefix(sample)) : [])
    }
}

/// The points of a merged file that have a result.
private final class StoredPoints {
    let job: Job
    let done: [Int]
    private let file: ResultFile
    private let solvers: [String]

    init(_ path: String) throws {
        let file = try ResultFile(path)
        job = try moriya.job(of: file, at: path)
        done = file.statuses.enumerated().filter { $0.element == .done }.map(\.offset)
        solvers = try file.solvers()
        self.file = file
    }

    /// Who computed a point.
    func solver(at point: Int) -> String { solvers[point] }

    /// All observables of a point; nil if another solver computed it.
    func values(at point: Int, by solver: String) throws(StoreError) -> PointValues? {
        guard solvers[point] == solver else { return nil }
        return try file.values(at: point, observables: job.observables, solver: solver)
    }
}
