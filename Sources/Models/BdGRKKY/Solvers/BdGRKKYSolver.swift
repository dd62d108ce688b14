import BogoliubovDeGennes
import Sweep

/// Every solver of the model `bdg-rkky`, in the order in which `auto` tries them.
let bdgRKKYSolvers: [any BdGRKKYSolver.Type] = [LowRankRoute.self, SparseRoute.self, DiagonalizationRoute.self]

/// A way to the free energies of impurity pairs, with the settings that a job gave it.
protocol BdGRKKYSolver: Sendable {
    /// Name, settings and summary, as a job file has them.
    static var description: SolverDescription { get }

    /// - Parameter isNamed: whether the job names the solver. Of one that it names it can expect the accuracy in the settings;
    ///   where the choice was left to the model, a result with a larger bound on its error is better than none.
    /// - Throws: `ParameterError` if a setting is out of range.
    init(_ settings: ParameterSet, isNamed: Bool) throws(ParameterError)

    /// Whether it can treat a problem at all, whatever it costs.
    func applicability(to problem: ImpurityProblem) -> Applicability
    /// The parameters whose values one solve covers together.
    var parametersSharedByOneSolve: [Parameter] { get }
    func cost(of problem: ImpurityProblem, ranks: Int) -> BatchCost

    /// One result for each pair and each group of the problem, in order, on rank 0 of the team; collective.
    ///
    /// - Throws: only errors of the machine.
    func solve(
        _ problem: ImpurityProblem, on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> ImpuritySolution

    /// Tries the solver on a small relative of a problem; collective. Nil if there is nothing to try.
    func selfTest(at problem: ImpurityProblem, on team: borrowing Team) throws -> SelfTest?
}

extension BdGRKKYSolver {
    /// Whether this solver, with its defaults, is none of those that failed and would take the problem.
    static func canReplace(_ others: [any BdGRKKYSolver], for problem: ImpurityProblem) -> Bool {
        guard !others.contains(where: { type(of: $0).description.name == description.name }),
            let solver = try? Self(description.defaults, isNamed: false)
        else { return false }
        if case .yes = solver.applicability(to: problem) { return true }
        return false
    }
}

/// Whether a solver can treat a problem.
enum Applicability: Sendable {
    case yes
    /// It cannot, for a reason such as "there is pairing along y, which is open".
    case no(String)
}
