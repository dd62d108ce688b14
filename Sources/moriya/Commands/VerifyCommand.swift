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
        let passed = try MPIRuntime.withWorld { world in
            var passed = true
            try reportingErrors { passed = try verify(on: world) }
            return passed
        }
        if !passed { throw ExitCode(ExitStatus.checkFailed) }
    }

    private func verify(on world: borrowing Communicator) throws -> Bool {
        let job = try Job(readingFrom: job, models: allModels)
        let names = job.model.solvers.map(\.name)
        guard names.count >= 2 else {
            throw JobError(
                file: self.job, line: nil, problem: "model \(job.model.name) has one solver, so there is nothing to compare",
                allowed: nil)
        }
        let solvers = job.model.solvers.prefix(2).map { job.model.init(solver: $0.withDefaults) }
        let count = min(sample, job.grid.count)
        var largest = job.model.observables.map { _ in 0.0 }
        var compared = 0
        for index in 0..<count {
            let point = count == 1 ? 0 : index * (job.grid.count - 1) / (count - 1)
            let parameters = job.parameters(at: point)
            guard let difference = try difference(of: solvers, at: parameters, named: job.label(of: point), on: world) else {
                continue
            }
            compared += 1
            for (observable, value) in difference.enumerated() { largest[observable] = max(largest[observable], value) }
        }
        guard compared > 0 else {
            complain("no point of the sample could be compared; take a job with smaller systems, such as jobs/validate.yaml")
            return false
        }
        var table = TextTable(headings: ["observable", "unit", "largest difference"], numeric: [false, false, true])
        for (observable, value) in zip(job.model.observables, largest) {
            table.append([observable.name, observable.unit, roughText(value)])
        }
        if world.rank == 0 { print("\(names[0]) against \(names[1]), \(compared) points:\n\(table.text)") }
        return largest.allSatisfy { $0 <= tolerance }
    }

    /// The largest difference of each observable; nil where a solver does not do this point.
    private func difference(
        of solvers: [any Model], at point: ParameterSet, named label: String, on world: borrowing Communicator
    ) throws -> [Double]? {
        var results: [[[Double]]] = []
        for solver in solvers {
            do throws(ParameterError) {
                try solver.check(point)
            } catch {
                complain("\(label) left out: \(error.problem)")
                return nil
            }
            let cost = solver.cost(of: [point], ranks: world.size)
            guard cost.operations <= maxOperations, cost.bytesPerRank <= Memory.available ?? .infinity else {
                complain(
                    "\(label) left out: solver \(cost.solver) needs \(roughText(cost.operations)) operations and "
                        + "\(Memory.text(cost.bytesPerRank)) per rank")
                return nil
            }
            guard let result = try solver.evaluate([point], on: world).first else { return nil }
            switch result {
            case .done(let values, _, _): results.append(values)
            case .failed(let reason):
                complain("\(label) left out: \(reason)")
                return nil
            }
        }
        return zip(results[0], results[1]).map { a, b in zip(a, b).map { abs($0 - $1) }.max() ?? 0 }
    }
}
