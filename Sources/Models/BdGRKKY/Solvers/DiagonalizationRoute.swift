import BogoliubovDeGennes
import Diagonalization
import DistributedDiagonalization
import LAPACK
import ScaLAPACK
import Sweep
import Synchronization

/// `solver: diagonalization`: all eigenvalues of the full matrix, distributed over the ranks of a team.
struct DiagonalizationRoute: BdGRKKYSolver {
    static let description = SolverDescription(
        DiagonalizationSolver.name, aliases: ["scalapack"], settings: DiagonalizationSettings.parameters,
        "all eigenvalues of the full matrix, distributed over the ranks of a group")

    private let settings: DiagonalizationSettings
    private let hosts = HostsByTeam()

    init(_ settings: ParameterSet, isNamed: Bool) throws(ParameterError) { self.settings = try DiagonalizationSettings(settings) }

    func applicability(to problem: ImpurityProblem) -> Applicability { .yes }

    /// One batch a point: hours of work are published as they come. What points share, the lattice without impurities, is
    /// remembered from one to the next.
    var parametersSharedByOneSolve: [Parameter] { [] }

    func cost(of problem: ImpurityProblem, ranks: Int) -> BatchCost {
        let cost = DiagonalizationSolver.cost(
            of: problem, ranks: ranks, blockSize: settings.blockSize, shape: settings.processGrid.shape(ranks: ranks),
            reductions: settings.reductions, backend: settings.backend)
        return BatchCost(
            operations: cost.operations, bytesPerRank: cost.bytesPerRank, solver: DiagonalizationSolver.name,
            ranks: .upTo(.max))
    }

    func solve(
        _ problem: ImpurityProblem, on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> ImpuritySolution {
        try withSolver(on: team, progress) { solver in
            do {
                let pairs = try solver.solve(problem).map { ImpuritySolution.Pair(energies: $0.energies, diagonalization: $0) }
                return ImpuritySolution(
                    pairs: pairs.map { .done($0) }, groups: try solver.solveGroups(of: problem).map { .done($0) })
            } catch let error where error.isMachineFailure {
                throw MachineFailure("\(error)")
            } catch {
                return .failed("\(error)", problem)
            }
        }
    }

    func selfTest(at problem: ImpurityProblem, on team: borrowing Team) throws -> SelfTest? {
        try withSolver(on: team, { _ in }) { problem.selfTest(of: $0) }
    }

    /// Rounding depends on the number of BLAS threads, so that it is the job's to say.
    private func withSolver<Result>(
        on team: borrowing Team, _ progress: @escaping (BatchProgress) -> Void,
        _ body: (borrowing DiagonalizationSolver) throws -> Result
    ) throws -> Result {
        OpenBLAS.setThreads(settings.threads)
        return try team.withCommunicator { communicator in
            let solver = try DiagonalizationSolver(
                on: communicator, blockSize: settings.blockSize,
                shape: settings.processGrid.shape(ranks: communicator.size), reductions: settings.reductions,
                backend: settings.backend, knownHosts: hosts.found(by: communicator.size)
            ) { progress(BatchProgress(phase: $0.phase, fraction: $0.fraction)) }
            return try body(solver)
        }
    }
}

/// The lattices without impurities that a process has diagonalised together with others: their number is part of the rounding.
private final class HostsByTeam: Sendable {
    private let known = Mutex<[Int: KnownHosts]>([:])

    func found(by ranks: Int) -> KnownHosts {
        known.withLock { known in
            if let hosts = known[ranks] { return hosts }
            let hosts = KnownHosts()
            known[ranks] = hosts
            return hosts
        }
    }
}
