import BogoliubovDeGennes
import LowRank
import Sweep

/// `solver: low-rank`: exact 8 × 8 determinants on a few Matsubara frequencies.
struct LowRankRoute: BdGRKKYSolver {
    private static let accuracy = AccuracySetting.parameter(default: 1e-12)
    private static let host = Parameter(
        "host", .choice(["true", "false"]), .defaultsTo(.text("true")), unit: "1",
        "whether the free energy of the lattice without impurities is computed too")

    static let description = SolverDescription(
        LowRankSolver.name, settings: [accuracy, host],
        "exact 8 x 8 determinants on a few Matsubara frequencies; needs a system uniform along y")

    private let solver: LowRankSolver
    private let accuracy: AccuracySetting

    init(_ settings: ParameterSet, isNamed: Bool) throws(ParameterError) {
        accuracy = try AccuracySetting(Self.accuracy, in: settings, isNamed: isNamed)
        solver = LowRankSolver(accuracy: accuracy.value, withHost: settings.text(Self.host) == "true")
    }

    func applicability(to problem: ImpurityProblem) -> Applicability {
        guard problem.groups.isEmpty else { return .no("it treats pairs of impurities, not more of them together") }
        let host = problem.superconductor
        guard !LowRankSolver.applies(to: host) else { return .yes }
        guard host.isUniform else { return .no("the host is not the same everywhere (disorder or regions)") }
        let periodic = "lattice.boundary [\(host.lattice.boundaryX.rawValue), periodic]"
        if host.lattice.kind == .triangular {
            return .no("a triangular lattice is not uniform along y, which is open; \(periodic) would let it")
        }
        if host[.spinOrbit] != 0 { return .no("rashba acts along y, which is open; \(periodic) would let it") }
        return .no("the d-vector pairs along y, which is open; \(periodic) or a d-vector without p_y would let it")
    }

    /// They change the impurities, not the superconductor.
    var parametersSharedByOneSolve: [Parameter] { ImpurityParameters.all }

    func cost(of problem: ImpurityProblem, ranks: Int) -> BatchCost {
        let cost = solver.cost(of: problem)
        return BatchCost(operations: cost.operations, bytesPerRank: cost.bytes, solver: LowRankSolver.name, ranks: .one)
    }

    /// One rank is enough, and the result must not depend on how many there are.
    func solve(
        _ problem: ImpurityProblem, on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> ImpuritySolution {
        guard team.rank == 0 else { return ImpuritySolution() }
        do {
            let pairs = try solver.freeEnergies(of: problem).map { energies -> ImpuritySolution.Outcome<ImpuritySolution.Pair> in
                let complaint = accuracy.complaint(
                    about: energies.errorEstimate, meetsAccuracy: energies.meetsAccuracy, solver: LowRankSolver.name)
                if let complaint { return .failed(complaint) }
                return .done(ImpuritySolution.Pair(energies: energies))
            }
            return ImpuritySolution(pairs: pairs)
        } catch {
            return .failed("\(error)", problem)
        }
    }

    func selfTest(at problem: ImpurityProblem, on team: borrowing Team) -> SelfTest? { nil }
}
