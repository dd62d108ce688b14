import BandReduction
import BogoliubovDeGennes
import ELPA
import MPI
import Machine
import ScaLAPACK

/// Free energies from all eigenvalues of the Bogoliubov–de Gennes matrix, by ScaLAPACK or ELPA on the ranks of a
/// communicator.
///
/// Collective: every rank makes the solver and asks it the same questions, and every rank gets the results.
public struct DiagonalizationSolver: ~Copyable, FreeEnergySolver {
    public static let name = "diagonalization"
    public static let defaultBlockSize = 32

    let grid: ProcessGrid
    /// The side of the blocks in which matrices are dealt out.
    public let blockSize: Int
    /// What may be used where it holds; empty: the full matrix for every configuration.
    public let reductions: Set<ExactReduction>
    public let backend: DiagonalizationBackend
    let ranksOnNode: Int
    /// Told what begins, on every rank.
    let progress: (DiagonalizationProgress) -> Void

    /// - Parameter shape: of the process grid; nearly square unless given.
    /// - Throws: `DiagonalizationError.backendMissing` on every rank if this program was built without the backend;
    ///   `ScaLAPACKError`, `MPIError`.
    public init(
        on group: borrowing Communicator, blockSize: Int = defaultBlockSize, shape: GridShape? = nil,
        reductions: Set<ExactReduction> = Set(ExactReduction.allCases), backend: DiagonalizationBackend = .scalapack,
        progress: @escaping (DiagonalizationProgress) -> Void = { _ in }
    ) throws {
        guard backend.isAvailable else { throw DiagonalizationError.backendMissing(backend) }
        let ranksOnNode = try group.splitSharedMemory().size
        grid = try ProcessGrid(on: group, shape: shape)
        self.ranksOnNode = ranksOnNode
        self.blockSize = blockSize
        self.reductions = reductions
        self.backend = backend
        self.progress = progress
    }

    /// - Throws: `ScaLAPACKError`, `ELPAError`, `DiagonalizationError`; on every rank alike.
    public borrowing func freeEnergies(of problem: ImpurityProblem) throws -> [ImpurityFreeEnergies] {
        try solve(problem).map(\.energies)
    }

    /// As `freeEnergies(of:)`, with an account of how each configuration was solved.
    ///
    /// Solved in a unit, a power of two, in which the energies are neither so large nor so small that their squares would
    /// not be numbers; results are in the unit of the problem, with the same bits.
    public borrowing func solve(_ problem: ImpurityProblem) throws -> [DiagonalizationResult] {
        let unit = try EnergyUnit(of: problem)
        return try solve(inUnits: unit.problem).map { $0.multiplied(by: unit.size) }
    }

    private borrowing func solve(inUnits problem: ImpurityProblem) throws -> [DiagonalizationResult] {
        // Before anything of the size of the lattice is made.
        for pair in problem.pairs { try checkMemory(for: problem.superconductor, pair) }
        let temperature = problem.temperature
        var hosts = HostSpectra(temperature: temperature)
        let counter = ProgressCounter(
            total: Self.cost(
                of: problem, ranks: grid.shape.ranks, blockSize: blockSize, shape: grid.shape, reductions: reductions,
                backend: backend, exactly: true
            ).operations, tell: progress)
        return try problem.pairs.map { pair in
            let system = ImpuritySystem(problem.superconductor, pair, reductions: reductions)
            let host = try hosts.parts(for: system) {
                try spectrum(of: $0, "lattice without impurities", counter)
            }
            var correction = host.reaching.correction
            var solutions: [DiagonalizationResult.Solution] = []
            for (configuration, representative) in system.equivalence.representatives.enumerated() {
                guard representative == configuration else {
                    var copy = solutions[representative]
                    copy.representative = representative
                    solutions.append(copy)
                    continue
                }
                let (first, second) = spinConfigurations[configuration]
                let reduced = system.reduced(spins: (first.vector, second.vector))
                let spectrum = try spectrum(of: reduced, "spins \(first.label), \(second.label)", counter)
                let energy = spectrum.freeEnergy(relativeTo: host.reaching, temperature: temperature)
                correction = max(correction, spectrum.correction)
                solutions.append(
                    .init(
                        representative: configuration, relative: energy,
                        reductions: system.reductions(of: reduced.plan),
                        symmetryDefect: max(system.defect, reduced.defect),
                        orders: reduced.plan.problems.map(\.order)))
            }
            return DiagonalizationResult(
                energies: ImpurityFreeEnergies(
                    host: host.freeEnergy, relative: solutions.map(\.relative),
                    errorEstimate: Self.roundingError(of: problem.superconductor, strength: pair.strength) + correction),
                solutions: solutions)
        }
    }

    private borrowing func checkMemory(for superconductor: Superconductor, _ pair: ImpurityPair) throws {
        try checkMemory(for: DenseSolve.predicted(for: superconductor, pair, reductions: reductions))
    }

    /// Refuses before anything is allocated what would not fit, since systems grant memory that they do not have.
    borrowing func checkMemory(for solves: [DenseSolve]) throws {
        var largest = 0
        for solve in solves {
            largest = max(largest, try solve.bytesPerRank(shape: grid.shape, blockSize: blockSize, backend: backend))
        }
        let (needed, available) = (largest * ranksOnNode, availableMemory() ?? .max)
        guard try grid.allAgree(needed <= available) else {
            throw DiagonalizationError.notEnoughMemory(needed: needed, available: available)
        }
    }

    borrowing func spectrum(
        of reduced: ReducedHamiltonian, _ name: String, _ counter: ProgressCounter
    ) throws -> QuasiparticleSpectrum {
        let matrices = try reduced.matrices()
        var parts: [(spectrum: QuasiparticleSpectrum, multiplicity: Int)] = []
        for (problem, matrix) in zip(reduced.plan.problems, matrices) {
            counter.begin("\(name): \(problem.isReal ? "real" : "complex") \(problem.order) × \(problem.order)")
            let values = try energies(of: matrix, problem.kind)
            if problem.kind == .hermitian && problem.order == reduced.matrix.columns {
                try requirePairs(values, norm: matrix.squaredNorm.squareRoot())
            }
            let part = QuasiparticleSpectrum(values)
            counter.finish(operations: DenseSolve(problem, isHost: false).operations)
            parts.append((try part.corrected(toSumOfSquares: matrix.squaredNorm), problem.occurrences))
        }
        return QuasiparticleSpectrum(joining: parts)
    }

    /// Particle-hole symmetry pairs the eigenvalues of a whole Hamiltonian, ascending: ε and -ε. (A part of it may have
    /// its partner elsewhere, and singular values are pairs by construction.)
    private func requirePairs(_ eigenvalues: [Double], norm: Double) throws(DiagonalizationError) {
        let sums = zip(eigenvalues, eigenvalues.reversed()).lazy.map { abs($0 + $1) }
        let largest = sums.max() ?? 0
        guard largest <= 1e-13 * norm else { throw .unpaired(largest: largest) }
    }

    /// Eigenvalues or singular values: their magnitudes are wanted.
    private borrowing func energies(of matrix: SparseMatrix, _ kind: DenseSolve.Kind) throws -> [Double] {
        let order = matrix.columns
        let method = backend.method(for: kind, order: order, shape: grid.shape, blockSize: blockSize)
        // Both triangles are set, as ELPA wants it.
        if kind == .hermitian {
            var dense = try BlockCyclicMatrix(order: order, blockSize: method.blockSize, on: grid)
            matrix.forEachEntry { row, column, value in
                dense.set(row: row, column: column, re: value.real, im: value.imaginary)
            }
            return try method.usesELPA ? ELPA.eigenvalues(of: dense, on: grid) : grid.eigenvalues(of: dense)
        }
        var dense = try RealBlockCyclicMatrix(order: order, blockSize: method.blockSize, on: grid)
        matrix.forEachEntry { row, column, value in dense.set(row: row, column: column, value.real) }
        guard kind == .antisymmetric else { return try grid.singularValues(of: dense) }
        return try method.usesELPA ? ELPA.skewEigenvalues(of: dense, on: grid) : grid.antisymmetricMagnitudes(of: dense)
    }

    /// An estimate of the error of F - F0.
    ///
    /// The computed eigenvalues are those of Ĥ + E with ‖E‖ of some ε_mach ‖Ĥ‖. To first order δF = -¼ Tr[tanh(Ĥ/2T)
    /// E], to which the 4N levels contribute errors of either sign: ¼ ‖E‖ √4N, here with ‖E‖ = 32 ε_mach ‖Ĥ‖. Errors of
    /// one sign show in `QuasiparticleSpectrum.correction`, which is added.
    static func roundingError(of superconductor: Superconductor, strength: Double) -> Double {
        let norm = superconductor.spectralBound + strength
        let levels = Double(4 * superconductor.lattice.siteCount)
        return 8 * .ulpOfOne * norm * levels.squareRoot()
    }
}
