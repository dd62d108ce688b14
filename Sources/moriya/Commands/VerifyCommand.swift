import ArgumentParser
import MPI
import Models
import Sweep

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compute a sample of a job's points with two solvers and compare.",
        discussion: "Prints the largest difference of each observable. Exit code 70 if one exceeds the tolerance.")

    @Argument(help: "The job file.") var job: String
    @Option(help: "How many points to take, spread evenly over the grid.") var sample = 3
    @Option(help: "The largest difference that is accepted, in the unit of the observables.") var tolerance = 1e-9
    @Option(help: "Leave out points that would take more operations than this.") var maxOperations = 1e14

    func validate() throws {
        guard sample >= 1 else { throw ValidationError("--sample is \(sample); allowed: 1 or more") }
    }

    func run() throws {
        let status = try MPIRuntime.withWorld { world in
            try reportingErrors(on: world) { try verify(on: world) ? 0 : ExitStatus.checkFailed }
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func verify(on world: borrowing Communicator) throws -> Bool {
        let job = try Job.read(from: job, models: allModels, for: world)
        let names = job.model.solvers.map(\.name)
        guard names.count >= 2 else {
            throw JobError(
                file: self.job, line: nil, problem: "model \(job.model.name) has one solver, so there is nothing to compare",
                allowed: nil)
        }
        let solvers = job.model.solvers.prefix(2).map { job.model.init(solver: $0.withDefaults) }
        let count = min(sample, job.grid.count)
        // NaN until an observable has been compared.
        var largest = job.model.observables.map { _ in Double.nan }
        var compared = 0
        for index in 0..<count {
            let point = count == 1 ? 0 : index * (job.grid.count - 1) / (count - 1)
            let parameters = job.parameters(at: point)
            guard let difference = try difference(of: solvers, at: parameters, named: job.label(of: point), on: world) else {
                continue
            }
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
        if world.rank == 0 { print("\(names[0]) against \(names[1]), \(compared) points:\n\(table.text)") }
        // The other ranks have seen no values.
        let passed = largest.contains { $0 <= tolerance } && !largest.contains { $0 > tolerance }
        return try world.broadcast(passed ? 1 : 0) == 1
    }

    /// The largest difference of each observable, on rank 0; nil on all ranks where a solver does not do this point.
    private func difference(
        of solvers: [any Model], at point: ParameterSet, named label: String, on world: borrowing Communicator
    ) throws -> [Double]? {
        var results: [[[Double]]] = []
        for solver in solvers {
            // Rank 0 decides for all: a rank that went on alone would wait for the others for ever.
            var values: [[Double]] = []
            var obstacle = obstacle(to: solver, at: point, ranks: world.size)
            if try world.broadcast(obstacle == nil ? 1 : 0) == 1 {
                switch try solver.evaluate([point], on: world).first {
                case .done(let found, let name, _):
                    values = found
                    if !found.joined().contains(where: \.isFinite) { obstacle = "solver \(name) gave no finite number" }
                case .failed(let reason): obstacle = reason
                case nil: if world.rank == 0 { obstacle = "it gave no result" }
                }
            }
            guard try world.broadcast(obstacle == nil ? 1 : 0) == 1 else {
                if world.rank == 0 { complain("\(label) left out: \(obstacle ?? "")") }
                return nil
            }
            results.append(values)
        }
        return zip(results[0], results[1]).map(largestDifference)
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
