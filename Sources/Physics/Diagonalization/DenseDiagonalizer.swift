import BogoliubovDeGennes

/// Who diagonalises dense matrices, in one process or in many: all of a diagonalisation that depends on where it runs.
///
/// Where several processes do it together, each of them asks the same questions in the same order and gets the same answers.
public protocol DenseDiagonalizer: ~Copyable {
    /// The symmetries that may be used where they hold; empty: the full matrix for every configuration.
    var reductions: Set<ExactReduction> { get }
    /// Is told what begins.
    var progress: (DiagonalizationProgress) -> Void { get }
    /// Spectra of lattices without impurities that earlier problems left; nil: each problem begins with none.
    var knownHosts: KnownHosts? { get }

    /// Refuses what would not fit, before anything of its size is allocated.
    ///
    /// - Throws: an error of the implementation's own.
    borrowing func requireMemory(for solves: [DenseSolve]) throws

    /// Whether something holds in all processes.
    borrowing func allAgree(_ condition: Bool) throws -> Bool

    /// The magnitudes |ε| of all eigenvalues of a Hermitian or of an antisymmetric matrix, or the singular values of a general
    /// one, in any order and with any signs; of a Hermitian one the eigenvalues themselves, ascending.
    ///
    /// - Parameter matrix: square, with all its elements set.
    borrowing func energies(of matrix: SparseMatrix, _ kind: DenseSolve.Kind) throws -> [Double]
}

extension DenseDiagonalizer where Self: ~Copyable {
    /// The free energies of each pair of a problem, in order.
    ///
    /// - Throws: `DiagonalizationError`, and what the implementation throws.
    public borrowing func freeEnergies(of problem: ImpurityProblem) throws -> [ImpurityFreeEnergies] {
        try solve(problem).map(\.energies)
    }
}
