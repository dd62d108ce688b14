import BogoliubovDeGennes
import MUMPS
import Sweep

/// Magnetic impurities on a superconductor: J, D and the free energies behind them (arXiv:2407.07144), by any of its solvers.
public struct BdGRKKYModel: Model {
    /// Impurities on a superconductor, and the solver that is to treat them.
    public struct Point: Sendable {
        let problem: ImpurityProblem
        let solver: any BdGRKKYSolver
        /// What needs more than free energies; nil if nothing does.
        let microscope: MicroscopeRequest?
        /// Why cheaper solvers were passed over; empty if none was.
        let passedOver: String
        /// Whether levels, densities and ground states come from all states of the full matrix.
        var looksDensely: Bool { solver is DiagonalizationRoute || !MUMPS.isAvailable }
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
        let (problem, microscope) = try BdGRKKYParameters.problem(at: parameters)
        var reasons: [String] = []
        for solver in solvers {
            switch solver.applicability(to: problem) {
            case .yes:
                return Point(
                    problem: problem, solver: solver, microscope: microscope, passedOver: reasons.joined(separator: "; "))
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
        let problem = ImpurityProblem(joining: batch.map(\.problem))
        let isWanted = !problem.pairs.isEmpty || !problem.groups.isEmpty
        let energies = isWanted ? batch[0].solver.cost(of: problem, ranks: ranks) : nil
        let cost =
            batch.compactMap(\.microscope).reduce(energies) { cost, request in
                batch[0].looksDensely
                    ? DenseMicroscope.cost(of: request, besides: cost, ranks: ranks)
                    : Microscope.cost(of: request, besides: cost, ranks: ranks)
            }
            ?? batch[0].solver.cost(of: problem, ranks: ranks)
        return BatchCost(
            operations: cost.operations, bytesPerRank: cost.bytesPerRank, solver: cost.solver, ranks: cost.ranks,
            advice: batch[0].passedOver.isEmpty ? nil : batch[0].passedOver)
    }

    public func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] {
        let solver = batch[0].solver
        let problem = ImpurityProblem(joining: batch.map(\.problem))
        let isWanted = !problem.pairs.isEmpty || !problem.groups.isEmpty
        let solution = isWanted ? try solver.solve(problem, on: team, progress: progress) : ImpuritySolution()
        let seer = batch[0].looksDensely ? DiagonalizationRoute.description.name : Microscope.name
        let name = isWanted ? type(of: solver).description.name : seer
        var seen: [Result<BdGRKKYValues, Microscope.Failure>] = []
        for point in batch { seen.append(try look(at: point, solver: name, on: team, progress)) }
        guard team.rank == 0 else { return [] }
        var (pairs, groups) = (solution.pairs[...], solution.groups[...])
        return zip(batch, seen).map { point, seen in
            let own = ImpuritySolution(
                pairs: Array(pairs.prefix(point.problem.pairs.count)), groups: Array(groups.prefix(point.problem.groups.count)))
            pairs = pairs.dropFirst(own.pairs.count)
            groups = groups.dropFirst(own.groups.count)
            switch seen {
            case .success(let values): return result(own, at: point, adding: values)
            case .failure(let failure): return .failed(failure.reason)
            }
        }
    }

    /// What needs more than free energies, on every rank.
    private func look(
        at point: Point, solver: String, on team: borrowing Team, _ progress: (BatchProgress) -> Void
    ) throws -> Result<BdGRKKYValues, Microscope.Failure> {
        var values = BdGRKKYValues(solver: solver)
        guard let request = point.microscope else { return .success(values) }
        do {
            if point.looksDensely {
                try DenseMicroscope(request: request).look(into: &values, on: team, progress: progress)
            } else {
                try Microscope(request: request).look(into: &values, on: team, progress: progress)
            }
        } catch let failure as Microscope.Failure {
            return .failure(failure)
        }
        return .success(values)
    }

    /// - Parameter solution: of the point's own pairs and groups.
    private func result(_ solution: ImpuritySolution, at point: Point, adding known: BdGRKKYValues) -> PointResult {
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
        var values = known
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
