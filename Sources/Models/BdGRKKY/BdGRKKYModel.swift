import BogoliubovDeGennes
import Sweep

/// Magnetic impurities on a superconductor: J, D and the free energies behind them (arXiv:2407.07144), by any of its solvers.
public struct BdGRKKYModel: Model {
    /// Impurities on a superconductor, and the solver that is to treat them.
    public struct Point: Sendable {
        let problem: ImpurityProblem
        let solver: any BdGRKKYSolver
        /// Why cheaper solvers were passed over; empty if none was.
        let passedOver: String
    }

    public static let name = "bdg-rkky"
    public static let title = "Exchange and Dzyaloshinskii-Moriya interaction of impurities on a superconductor"
    public static var parameters: [Parameter] { BdGRKKYParameters.all }
    public static var solvers: [SolverDescription] { bdgRKKYSolvers.map { $0.description } }
    public static var conventions: [(name: String, text: String)] { BdGRKKYConventions.texts }

    public var observables: [Observable] { asked.all }
    public var table: [TableColumn] { asked.table }

    private let asked: BdGRKKYObservables
    /// The solvers that the job allows, the most wanted first: the first that applies to a point takes it.
    private let solvers: [any BdGRKKYSolver]

    public init(_ job: JobHeader) throws(ParameterError) {
        asked = BdGRKKYObservables(job.fixed)
        var solvers: [any BdGRKKYSolver] = []
        for type in bdgRKKYSolvers where job.solver.name == nil || job.solver.name == type.description.name {
            solvers.append(try type.init(job.solver.settings(for: type.description), isNamed: job.solver.name != nil))
        }
        self.solvers = solvers
    }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        let problem = try BdGRKKYParameters.problem(at: parameters)
        var reasons: [String] = []
        for solver in solvers {
            switch solver.applicability(to: problem) {
            case .yes: return Point(problem: problem, solver: solver, passedOver: reasons.joined(separator: "; "))
            case .no(let reason): reasons.append("\(type(of: solver).description.name) does not apply: \(reason)")
            }
        }
        let others = bdgRKKYSolvers.filter { $0.canReplace(solvers, for: problem) }.map { $0.description.name }
        throw ParameterError(
            solverProblem: reasons.joined(separator: "; "),
            allowed: others.isEmpty ? "another system" : "auto, \(others.joined(separator: ", ")), or another system")
    }

    public func parametersSharedByOneSolve(_ point: Point) -> [Parameter] { point.solver.parametersSharedByOneSolve }

    public func cost(of batch: [Point], ranks: Int) -> BatchCost {
        let cost = batch[0].solver.cost(of: ImpurityProblem(joining: batch.map(\.problem)), ranks: ranks)
        return BatchCost(
            operations: cost.operations, bytesPerRank: cost.bytesPerRank, solver: cost.solver, ranks: cost.ranks,
            advice: batch[0].passedOver.isEmpty ? nil : batch[0].passedOver)
    }

    public func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] {
        let solver = batch[0].solver
        let solution = try solver.solve(ImpurityProblem(joining: batch.map(\.problem)), on: team, progress: progress)
        guard team.rank == 0 else { return [] }
        var (pairs, groups) = (solution.pairs[...], solution.groups[...])
        return batch.map { point in
            let own = ImpuritySolution(
                pairs: Array(pairs.prefix(point.problem.pairs.count)), groups: Array(groups.prefix(point.problem.groups.count)))
            pairs = pairs.dropFirst(own.pairs.count)
            groups = groups.dropFirst(own.groups.count)
            return result(own, at: point, solver: type(of: solver).description.name)
        }
    }

    /// - Parameter solution: of the point's own pairs and groups.
    private func result(_ solution: ImpuritySolution, at point: Point, solver: String) -> PointResult {
        var (pairs, groups): ([ImpuritySolution.Pair], [GroupFreeEnergies]) = ([], [])
        for outcome in solution.pairs {
            switch outcome {
            case .done(let pair): pairs.append(pair)
            case .failed(let reason): return .failed(reason)
            }
        }
        for outcome in solution.groups {
            switch outcome {
            case .done(let group): groups.append(group)
            case .failed(let reason): return .failed(reason)
            }
        }
        var values = BdGRKKYValues(solver: solver)
        values.setHost(
            pairs.first?.energies.host ?? groups.first?.host,
            error: pairs.first?.energies.hostErrorEstimate ?? groups.first?.hostErrorEstimate)
        if asked.hasExchange {
            let energies =
                pairs.isEmpty
                ? groups[0].averagedOverOthers(impurities: point.problem.groups[0].impurities.count)
                : pairs.map { ($0.energies.relative, $0.energies.errorEstimate) }
            values.setExchange(energies)
            if asked.pairs != nil {
                let impurities = point.problem.groups.first?.impurities
                values.setDisplacements(point.problem.pairs.isEmpty ? impurities?.pairs ?? [] : point.problem.pairs)
            } else if let diagonalization = pairs.first?.diagonalization {
                values.set(diagonalization)
            }
        }
        if !asked.textures.isEmpty, let textures = groups.last { values.setTextureEnergies(textures) }
        return .done(values.values)
    }

    public func selfTest(at point: Point, on team: borrowing Team) throws -> SelfTest? {
        try point.solver.selfTest(at: point.problem, on: team)
    }
}

extension ImpurityProblem {
    /// The impurities of all problems of a batch, which share the superconductor and the temperature.
    fileprivate init(joining problems: [ImpurityProblem]) {
        self.init(
            superconductor: problems[0].superconductor, pairs: problems.flatMap(\.pairs), groups: problems.flatMap(\.groups),
            temperature: problems[0].temperature)
    }
}
