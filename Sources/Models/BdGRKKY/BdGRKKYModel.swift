import BogoliubovDeGennes
import Diagonalization
import LowRank
import MPI
import Sweep

/// Two magnetic impurities on a mixed-parity superconductor: J, D and the free energies behind them
/// (arXiv:2407.07144), by the low-rank route or by diagonalisation.
public struct BdGRKKYModel: Model {
    public static let name = "bdg-rkky"
    public static let title = "Exchange and Dzyaloshinskii-Moriya interaction of two impurities on a superconductor"
    public static var parameters: [Parameter] { BdGRKKYParameters.all }
    public static var observables: [Observable] { BdGRKKYObservables.all }
    public static var table: [TableColumn] { BdGRKKYObservables.table }

    public static let solvers: [SolverDescription] = [
        SolverDescription(
            LowRankSolver.name,
            settings: [
                Parameter("accuracy", .real, .defaultsTo(.real(1e-12)), unit: "t", "bound on the error of the frequency sum"),
                Parameter(
                    "host", .choice(["true", "false"]), .defaultsTo(.text("true")), unit: "1",
                    "whether the free energy of the lattice without impurities is computed too"),
            ], "exact 8 x 8 determinants on a few Matsubara frequencies; needs a system uniform along y"),
        SolverDescription(
            DiagonalizationSolver.name,
            settings: [
                Parameter(
                    "block_size", .integer, .defaultsTo(.integer(DiagonalizationSolver.defaultBlockSize)), unit: "1",
                    "rows and columns of a block"),
                Parameter(
                    "process_grid", .choice(ProcessGridForm.allCases.map(\.rawValue)),
                    .defaultsTo(.text(ProcessGridForm.square.rawValue)), unit: "1",
                    "how the p ranks of a group stand: nearly square, row (1 x p) or column (p x 1)"),
                Parameter(
                    "reductions", .words(["auto", "none"] + ExactReduction.allCases.map(\.rawValue)),
                    .defaultsTo(.texts(["auto"])), unit: "1", "exact symmetries used where they are found to hold"),
                Parameter(
                    "backend", .choice(DiagonalizationBackend.allCases.map(\.rawValue)),
                    .defaultsTo(.text(DiagonalizationBackend.scalapack.rawValue)), unit: "1",
                    "library for eigenvalues; elpa where the program was built with it"),
            ], "all eigenvalues of the full matrix, distributed over the ranks of a group"),
    ]

    public static let conventions: [(name: String, text: String)] = [
        ("references", "arXiv:2407.07144"),
        ("energy_formula", "F = F0 + m.(S1 + S2) + J.(S1 o S2) + D.(S1 x S2)"),
        (
            "exchange_convention",
            "the pair counts once; spins have unit length; J < 0 favours parallel spins; coefficients are the least-squares fit to 36 configurations S1, S2 in +-x, +-y, +-z"
        ),
        (
            "hamiltonian_convention",
            "per site (c_up, c_down, c+_up, c+_down); H_ii = -mu - (exchange/2) S.sigma, H_ij = -hopping, Delta_ii = -gap_s exp(i phi) i sigma_2, Delta_ij = -p_phase gap_p exp(i phi) P_ij, P_ij = (1/2) sum_p (d_p.sigma) i sigma_2 (r_j - r_i)_p, phi = 2 pi nu (x_i + x_j)/(2 L_x)"
        ),
        (
            "free_energy_convention",
            "F = -(1/2) sum_{e>0} e - T sum_{e>0} ln(1 + exp(-e/T)); free_energy holds F minus free_energy_host, which is F of the lattice without impurities; F0 includes it"
        ),
    ]

    private let solver: SolverChoice

    public init(solver: SolverChoice) { self.solver = solver }

    public func check(_ point: ParameterSet) throws(ParameterError) {
        try checkSolver()
        let problem = try BdGRKKYParameters.problem(at: point)
        if solver.name == LowRankSolver.name && !LowRankSolver.applies(to: problem.superconductor) {
            throw ParameterError(
                key: "d_vector",
                problem: "\"\(point.text("d_vector"))\" pairs along y, which is open, so the low-rank solver does not apply",
                allowed: "solver auto or scalapack, a periodic y, or a d-vector without p_y")
        }
    }

    private func checkSolver() throws(ParameterError) {
        if solver.name == LowRankSolver.name {
            let accuracy = solver.settings.real("accuracy")
            guard accuracy > 0 && accuracy < 1 else {
                throw ParameterError(key: "solver", problem: "accuracy is \(accuracy)", allowed: "above 0 and below 1")
            }
        } else if solver.name == DiagonalizationSolver.name {
            let blockSize = solver.settings.integer("block_size")
            guard (1...4096).contains(blockSize) else {
                throw ParameterError(key: "solver", problem: "block_size is \(blockSize)", allowed: "1 to 4096")
            }
            let reductions = solver.settings.texts("reductions")
            guard reductions.count == 1 || Set(reductions).isDisjoint(with: ["auto", "none"]) else {
                throw ParameterError(
                    key: "solver", problem: "reductions are \(reductions.joined(separator: ", "))",
                    allowed: "auto, none, or a list without these two")
            }
            guard backend.isAvailable else {
                throw ParameterError(
                    key: "solver", problem: "backend is \(backend.rawValue), but this program was built without ELPA",
                    allowed: "scalapack, or elpa after installing libelpa-dev and building anew")
            }
        }
    }

    public func parametersSharedByOneSolve(_ point: ParameterSet) -> Set<String> {
        usesLowRank(system(at: point).superconductor) ? BdGRKKYParameters.ofImpurities : []
    }

    public func cost(of batch: [ParameterSet], ranks: Int) -> BatchCost {
        let problem = problem(of: batch)
        if usesLowRank(problem.superconductor) {
            let cost = lowRankSolver.cost(of: problem)
            return BatchCost(
                operations: cost.operations, bytesPerRank: cost.bytes, solver: LowRankSolver.name, usesGroup: false)
        }
        let cost = DiagonalizationSolver.cost(
            of: problem, ranks: ranks, blockSize: blockSize, shape: processGrid.shape(ranks: ranks),
            reductions: reductions, backend: backend)
        return BatchCost(
            operations: cost.operations, bytesPerRank: cost.bytesPerRank, solver: DiagonalizationSolver.name,
            usesGroup: true)
    }

    public func evaluate(
        _ batch: [ParameterSet], on group: borrowing Communicator, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] {
        let problem = problem(of: batch)
        if usesLowRank(problem.superconductor) {
            // One rank is enough, and the result must not depend on how many there are.
            guard group.rank == 0 else { return [] }
            return results(for: problem, by: LowRankSolver.self) {
                try lowRankSolver.freeEnergies(of: problem).map { ($0, BdGRKKYObservables.values($0)) }
            }
        }
        let solver = try diagonalization(on: group) { progress(BatchProgress(phase: $0.phase, fraction: $0.fraction)) }
        return results(for: problem, by: DiagonalizationSolver.self) {
            try solver.solve(problem).map { ($0.energies, BdGRKKYObservables.values($0)) }
        }
    }

    private func results<Solver: FreeEnergySolver & ~Copyable>(
        for problem: ImpurityProblem, by solver: Solver.Type,
        _ solve: () throws -> [(energies: ImpurityFreeEnergies, values: [[Double]])]
    ) -> [PointResult] {
        do {
            return try solve().map {
                .done(values: $0.values, solver: Solver.name, errorEstimate: $0.energies.errorEstimate)
            }
        } catch {
            return problem.pairs.map { _ in .failed("\(error)") }
        }
    }

    private func diagonalization(
        on group: borrowing Communicator, progress: @escaping (DiagonalizationProgress) -> Void
    ) throws -> DiagonalizationSolver {
        try DiagonalizationSolver(
            on: group, blockSize: blockSize, shape: processGrid.shape(ranks: group.size), reductions: reductions,
            backend: backend, progress: progress)
    }

    public func selfTest(at point: ParameterSet, on group: borrowing Communicator) throws -> SelfTest? {
        let problem = system(at: point)
        guard !usesLowRank(problem.superconductor) else { return nil }
        return problem.selfTest(of: try diagonalization(on: group) { _ in })
    }

    /// All points of a batch share the superconductor and the temperature.
    private func problem(of batch: [ParameterSet]) -> ImpurityProblem {
        let problems = batch.map(system(at:))
        return ImpurityProblem(
            superconductor: problems[0].superconductor, pairs: problems.flatMap(\.pairs),
            temperature: problems[0].temperature)
    }

    private func system(at point: ParameterSet) -> ImpurityProblem {
        do {
            return try BdGRKKYParameters.problem(at: point)
        } catch {
            preconditionFailure("the job reader let a point pass that it must have refused: \(error)")
        }
    }

    private func usesLowRank(_ superconductor: Superconductor) -> Bool {
        solver.name.map { $0 == LowRankSolver.name } ?? LowRankSolver.applies(to: superconductor)
    }

    /// Auto takes each solver's defaults, which its settings then hold.
    private var lowRankSolver: LowRankSolver {
        guard solver.name == LowRankSolver.name else { return LowRankSolver() }
        return LowRankSolver(
            accuracy: solver.settings.real("accuracy"), withHost: solver.settings.text("host") == "true")
    }

    private var blockSize: Int {
        solver.name == DiagonalizationSolver.name
            ? solver.settings.integer("block_size") : DiagonalizationSolver.defaultBlockSize
    }

    private var processGrid: ProcessGridForm {
        guard solver.name == DiagonalizationSolver.name else { return .square }
        return ProcessGridForm(rawValue: solver.settings.text("process_grid")) ?? .square
    }

    private var backend: DiagonalizationBackend {
        guard solver.name == DiagonalizationSolver.name else { return .scalapack }
        return DiagonalizationBackend(rawValue: solver.settings.text("backend")) ?? .scalapack
    }

    private var reductions: Set<ExactReduction> {
        guard solver.name == DiagonalizationSolver.name else { return Set(ExactReduction.allCases) }
        let words = solver.settings.texts("reductions")
        return words == ["auto"] ? Set(ExactReduction.allCases) : Set(words.compactMap(ExactReduction.init(rawValue:)))
    }
}
