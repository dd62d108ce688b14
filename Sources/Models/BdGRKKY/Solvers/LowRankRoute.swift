import BogoliubovDeGennes
import LowRank
import Sweep

/// `solver: low-rank`: exact 8 × 8 determinants on a few Matsubara frequencies.
struct LowRankRoute: BdGRKKYSolver {
    private static let accuracy = Parameter(
        "accuracy", .real, .defaultsTo(.real(1e-12)), unit: "t",
        "wanted bound on the error of free energies, in units of the hopping")
    private static let host = Parameter(
        "host", .choice(["true", "false"]), .defaultsTo(.text("true")), unit: "1",
        "whether the free energy of the lattice without impurities is computed too")

    static let description = SolverDescription(
        LowRankSolver.name, settings: [accuracy, host],
        "exact 8 x 8 determinants on a few Matsubara frequencies; needs a system uniform along y")

    private let solver: LowRankSolver
    private let isNamed: Bool

    init(_ settings: ParameterSet, isNamed: Bool) throws(ParameterError) {
        self.isNamed = isNamed
        let accuracy = settings.real(Self.accuracy)
        guard accuracy > 0 && accuracy < 1 else {
            throw ParameterError(setting: Self.accuracy, problem: "accuracy is \(accuracy)", allowed: "above 0 and below 1")
        }
        solver = LowRankSolver(accuracy: accuracy, withHost: settings.text(Self.host) == "true")
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
                guard energies.meetsAccuracy || !isNamed else {
                    return .failed(
                        "the bound on the error of the free energies is \(energies.errorEstimate) t, above the accuracy of "
                            + "\(solver.accuracy) that solver low-rank was asked for; give it a larger accuracy, or use diagonalization"
                    )
                }
                return .done(ImpuritySolution.Pair(energies: energies))
            }
            return ImpuritySolution(pairs: pairs)
        } catch {
            return .failed("\(error)", problem)
        }
    }

    func selfTest(at problem: ImpurityProblem, on team: borrowing Team) -> SelfTest? { nil }
}
