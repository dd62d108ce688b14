import BogoliubovDeGennes
import LAPACK
import MUMPS
import Machine
import SparseSolver
import Sweep

/// `solver: sparse`: one sparse factorisation for each Matsubara frequency, for hosts in which nothing separates.
struct SparseRoute: BdGRKKYSolver {
    private static let accuracy = AccuracySetting.parameter(default: 1e-11)

    static let description = SolverDescription(
        SparseSolver.name, settings: [accuracy],
        "one sparse factorisation for each of a few Matsubara frequencies, by MUMPS; for any system")

    private let solver: SparseSolver
    private let accuracy: AccuracySetting

    init(_ settings: ParameterSet, isNamed: Bool) throws(ParameterError) {
        accuracy = try AccuracySetting(Self.accuracy, in: settings, isNamed: isNamed)
        solver = SparseSolver(accuracy: accuracy.value)
    }

    func applicability(to problem: ImpurityProblem) -> Applicability {
        MUMPS.missing.map(Applicability.no) ?? .yes
    }

    /// They change the impurities, not the host.
    var parametersSharedByOneSolve: [Parameter] { ImpurityParameters.all }

    func cost(of problem: ImpurityProblem, ranks: Int) -> BatchCost {
        let sites = Set(
            problem.pairs.flatMap { [$0.first.site, $0.second.site] } + problem.groups.flatMap { $0.impurities.map(\.site) }
        ).count
        var cost = solver.cost(of: problem.superconductor, sites: sites, temperature: problem.temperature)
        // A determinant for each configuration and frequency.
        cost.operations += problem.groups.reduce(0) { sum, group in
            let order = 4 * Double(group.impurities.count)
            return sum + 40 * Double(group.configurations.count) * order * order * order
        }
        // Frequencies are few: more ranks than there are would wait.
        return BatchCost(
            operations: cost.operations, bytesPerRank: cost.bytes, solver: SparseSolver.name,
            ranks: ranks == 1 ? .one : .upTo(40))
    }

    /// The frequencies are shared out over the ranks of the team.
    func solve(
        _ problem: ImpurityProblem, on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> ImpuritySolution {
        // The factors are those of one thread, whoever computes them.
        OpenBLAS.setThreads(1)
        do {
            let energies = try energies(
                of: problem.pairs.map { ImpurityGroup($0) } + problem.groups, problem, on: team, progress
            ).map { outcome($0) }
            return ImpuritySolution(
                pairs: energies.prefix(problem.pairs.count).map { found in
                    switch found {
                    case .done(let energies): .done(ImpuritySolution.Pair(energies: ImpurityFreeEnergies(energies)))
                    case .failed(let reason): .failed(reason)
                    }
                }, groups: Array(energies.dropFirst(problem.pairs.count)))
        } catch let error as SparseSolverError where !error.isMachineFailure {
            return .failed("\(error)", problem)
        } catch let error as SparseSolverError {
            throw MachineFailure("\(error)")
        }
    }

    private func energies(
        of groups: [ImpurityGroup], _ problem: ImpurityProblem, on team: borrowing Team,
        _ progress: (BatchProgress) -> Void
    ) throws -> [GroupFreeEnergies] {
        let prepared = try team.alike {
            try SparseProblem(
                problem.superconductor, groups: groups, temperature: problem.temperature, accuracy: solver.accuracy)
        }
        guard var shared = prepared else {
            return groups.map { .withoutEnergies($0, in: problem.superconductor, temperature: problem.temperature) }
        }
        try checkMemory(needed: shared.bytes * (try team.ranksOnThisNode()), on: team)
        let count = shared.frequencyCount
        let sum = try team.sum(over: 0..<count, chunk: 1, width: shared.width) { frequencies, sum in
            progress(
                BatchProgress(
                    phase: "frequency \(frequencies.lowerBound + 1) of \(count)",
                    fraction: Double(frequencies.lowerBound) / Double(count)))
            do {
                try shared.addContributions(of: frequencies, to: &sum)
            } catch  where !error.isMachineFailure {
                // Of the numbers and not of the machine: all ranks shall find that there are none.
                for index in sum.indices { sum[index] = .nan }
            }
        }
        return try shared.results(from: sum)
    }

    /// Refuses what would not fit before it is allocated, since systems grant memory that they do not have.
    private func checkMemory(needed: Int, on team: borrowing Team) throws {
        let available = availableMemory() ?? .max
        guard try team.allReduce(needed <= available ? 1 : 0, .minimum) == 1 else {
            throw MachineFailure(
                "a node lacks memory: its ranks need \(needed >> 20) MiB for the sparse factors, \(available >> 20) MiB are free on "
                    + "this one; use more nodes, or fewer ranks on each")
        }
    }

    private func outcome(_ found: GroupFreeEnergies) -> ImpuritySolution.Outcome<GroupFreeEnergies> {
        let complaint = accuracy.complaint(
            about: found.errorEstimate, meetsAccuracy: found.meetsAccuracy, solver: SparseSolver.name)
        if let complaint { return .failed(complaint) }
        return .done(found)
    }

    func selfTest(at problem: ImpurityProblem, on team: borrowing Team) throws -> SelfTest? { nil }
}
