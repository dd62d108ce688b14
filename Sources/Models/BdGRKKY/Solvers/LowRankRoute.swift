import BogoliubovDeGennes
import ChainClusters
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
    /// Of more than two impurities together, to a tenth of the accuracy, as rounding allows.
    private let clusters: ChainClusterSolver
    private let accuracy: AccuracySetting

    init(_ settings: ParameterSet, isNamed: Bool) throws(ParameterError) {
        accuracy = try AccuracySetting(Self.accuracy, in: settings, isNamed: isNamed)
        solver = LowRankSolver(accuracy: accuracy.value, withHost: settings.text(Self.host) == "true")
        clusters = ChainClusterSolver(accuracy: 10 * accuracy.value)
    }

    func applicability(to problem: ImpurityProblem) -> Applicability {
        let host = problem.superconductor
        guard !LowRankSolver.applies(to: host) else {
            guard problem.groups.isEmpty || ChainClusterSolver.applies(to: host) else {
                return .no("it treats more than pairs of impurities together where x is open and has no winding phase")
            }
            return .yes
        }
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
        var cost = problem.pairs.isEmpty ? (operations: 0, bytes: 0) : solver.cost(of: problem)
        if !problem.groups.isEmpty {
            let more = clusters.cost(
                of: problem.superconductor, groups: problem.groups, temperature: problem.temperature)
            cost = (cost.operations + more.operations, max(cost.bytes, more.bytes))
        }
        return BatchCost(operations: cost.operations, bytesPerRank: cost.bytes, solver: LowRankSolver.name, ranks: .one)
    }

    /// One rank is enough, and the result must not depend on how many there are.
    func solve(
        _ problem: ImpurityProblem, on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> ImpuritySolution {
        guard team.rank == 0 else { return ImpuritySolution() }
        do {
            let found = try solver.freeEnergies(of: problem)
            let pairs = found.map { energies -> ImpuritySolution.Outcome<ImpuritySolution.Pair> in
                complaint(energies.errorEstimate, energies.meetsAccuracy).map { .failed($0) }
                    ?? .done(ImpuritySolution.Pair(energies: energies))
            }
            let groups = try groups(of: problem, host: found.first).map {
                energies -> ImpuritySolution.Outcome<GroupFreeEnergies> in
                complaint(energies.errorEstimate, energies.meetsAccuracy).map { .failed($0) } ?? .done(energies)
            }
            return ImpuritySolution(pairs: pairs, groups: groups)
        } catch {
            return .failed("\(error)", problem)
        }
    }

    private func complaint(_ error: Double, _ meetsAccuracy: Bool) -> String? {
        accuracy.complaint(about: error, meetsAccuracy: meetsAccuracy, solver: LowRankSolver.name)
    }

    /// - Parameter host: with the free energy of the host; nil where there are no pairs that it is known from.
    private func groups(of problem: ImpurityProblem, host: ImpurityFreeEnergies?) throws -> [GroupFreeEnergies] {
        guard !problem.groups.isEmpty else { return [] }
        var known = host
        if known == nil {
            // Of any pair, and a neutral one: the host is what is there without impurities.
            let sites = problem.groups[0].impurities.map(\.site)
            let pairs = sites.count < 2 ? [] : [ImpurityPair(first: sites[0], second: sites[1], exchange: 0)]
            known = try solver.freeEnergies(
                of: ImpurityProblem(
                    superconductor: problem.superconductor, pairs: pairs, temperature: problem.temperature)
            ).first
        }
        let value = known?.host.map { (value: $0, error: known?.hostErrorEstimate ?? .nan) }
        return try clusters.freeEnergies(
            of: problem.groups, in: problem.superconductor, temperature: problem.temperature, host: value)
    }

    func selfTest(at problem: ImpurityProblem, on team: borrowing Team) -> SelfTest? { nil }
}
