import ArgumentParser
import MPI
import Models
import Sweep

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare two solvers on a sample of a job's points.",
        discussion: """
            Of a job file, both solvers compute the sample; of a merged file, only the solver that did not compute it: what took
            hours to diagonalise is checked by the low-rank route in no time. Prints the largest difference of each observable.
            Exit code 70 if one exceeds the tolerance.
            """)

    @Argument(help: "The job file, or a merged file such as DIR/result.h5.") var job: String
    @Option(help: "How many points to take, spread evenly over the grid.") var sample = 3
    @Option(help: "The largest difference that is accepted, in the unit of the observables.") var tolerance = 1e-9
    @Option(help: "Leave out points that would take more operations than this.") var maxOperations = 1e14

    func validate() throws {
        guard sample >= 1 else { throw ValidationError("--sample is \(sample); allowed: 1 or more") }
    }

    func run() throws {
        let status = try MPIRuntime.withWorld { world in
            try reportingErrors(on: world) {
                try fillCoresWithThreads(world)
                return try verify(on: world) ? 0 : ExitStatus.checkFailed
            }
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func verify(on world: borrowing Communicator) throws -> Bool {
        let stored = job.hasSuffix(".h5") ? try StoredPoints(job) : nil
        let job = try stored?.job ?? Job.read(from: job, models: allModels, for: world)
        guard job.model.solvers.count >= 2 else {
            throw JobError(
                file: self.job, line: nil, problem: "model \(job.model.name) has one solver, so there is nothing to compare",
                allowed: nil)
        }
        // What there is to compare, spread evenly.
        let points = stored?.done ?? Array(0..<job.grid.count)
        let count = min(sample, points.count)
        // NaN until an observable has been compared.
        var largest = job.model.observables.map { _ in Double.nan }
        var compared = 0
        for index in 0..<count {
            let point = points[count == 1 ? 0 : index * (points.count - 1) / (count - 1)]
            guard let difference = try difference(at: point, of: job, stored, on: world) else { continue }
            compared += 1
            guard world.rank == 0 else { continue }
            for (observable, value) in difference.enumerated() where !(value <= largest[observable]) && !value.isNaN {
                largest[observable] = value
            }
        }
        guard compared > 0 else {
            if world.rank == 0 {
                complain(
                    "no point of the sample could be compared; take a job with smaller systems, such as jobs/validate.yaml")
            }
            return false
        }
        var table = TextTable(headings: ["observable", "unit", "largest difference"], numeric: [false, false, true])
        for (observable, value) in zip(job.model.observables, largest) {
            table.append([observable.name, observable.unit, value.isNaN ? "-" : roughText(value)])
        }
        if world.rank == 0 {
            let names = job.model.solvers.prefix(2).map(\.name)
            print("\(names[0]) against \(names[1]), \(compared) points:\n\(table.text)")
        }
        // The other ranks have seen no values.
        let passed = largest.contains { $0 <= tolerance } && !largest.contains { $0 > tolerance }
        return try world.broadcast(passed ? 1 : 0) == 1
    }

    /// The largest difference of each observable, on rank 0; nil on all ranks where a solver does not do this point.
    private func difference(
        at point: Int, of job: Job, _ stored: StoredPoints?, on world: borrowing Communicator
    ) throws -> [Double]? {
        var results: [[[Double]]] = []
        for description in job.model.solvers.prefix(2) {
            if let values = try stored?.values(at: point, by: description.name) {
                results.append(values)
                continue
            }
            // The job's own settings for its own solver.
            let choice = job.solver.name == description.name ? job.solver : description.withDefaults
            let (values, obstacle) = try evaluate(
                job.parameters(at: point), of: job.model.init(solver: choice), on: world)
            guard try world.broadcast(obstacle == nil ? 1 : 0) == 1 else {
                if world.rank == 0 { complain("\(job.label(of: point)) left out: \(obstacle ?? "")") }
                return nil
            }
            results.append(values)
        }
        return zip(results[0], results[1]).map(largestDifference)
    }

    /// The values, or why there are none: both on rank 0 only.
    private func evaluate(
        _ point: ParameterSet, of model: any Model, on world: borrowing Communicator
    ) throws -> (values: [[Double]], obstacle: String?) {
        // Rank 0 decides for all: a rank that went on alone would wait for the others for ever.
        let obstacle = obstacle(to: model, at: point, ranks: world.size)
        guard try world.broadcast(obstacle == nil ? 1 : 0) == 1 else { return ([], obstacle) }
        switch try model.evaluate([point], on: world, progress: { _ in }).first {
        case .done(let values, let solver, _):
            let isFinite = values.joined().contains(where: \.isFinite)
            return (values, isFinite ? nil : "solver \(solver) gave no finite number")
        case .failed(let reason): return ([], reason)
        case nil: return ([], world.rank == 0 ? "it gave no result" : nil)
        }
    }

    /// NaN if one of the solvers does not give the observable; infinite where only one gives a number.
    private func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
        if a.allSatisfy(\.isNaN) || b.allSatisfy(\.isNaN) { return .nan }
        return zip(a, b).map { abs($0 - $1) }.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
    }

    /// Why a solver does not do a point, found without computing anything.
    private func obstacle(to solver: any Model, at point: ParameterSet, ranks: Int) -> String? {
        do throws(ParameterError) {
            try solver.check(point)
        } catch {
            return error.problem
        }
        let cost = solver.cost(of: [point], ranks: ranks)
        guard cost.operations > maxOperations || cost.bytesPerRank > Memory.available ?? .infinity else { return nil }
        return "solver \(cost.solver) needs \(roughText(cost.operations)) operations and "
            + "\(Memory.text(cost.bytesPerRank)) per rank"
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
        job = try Job(plan: file.attribute("plan_text"), path: path, models: allModels)
        done = file.statuses.enumerated().filter { $0.element == .done }.map(\.offset)
        solvers = try file.solvers()
        self.file = file
    }

    /// All observables of a point; nil if another solver computed it.
    func values(at point: Int, by solver: String) throws(StoreError) -> [[Double]]? {
        guard solvers[point] == solver else { return nil }
        var values: [[Double]] = []
        for observable in job.model.observables {
            let all = try file.array(observable.name).values
            values.append(Array(all[point * observable.count..<(point + 1) * observable.count]))
        }
        return values
    }
}
