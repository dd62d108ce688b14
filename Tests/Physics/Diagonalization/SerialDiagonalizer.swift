import Diagonalization
import LAPACK

/// Diagonalises in this process, and counts: no matter of which kind, as a Hermitian matrix by LAPACK.
final class SerialDiagonalizer: DenseDiagonalizer {
    let reductions: Set<ExactReduction>
    let knownHosts: KnownHosts?
    /// How many matrices were diagonalised.
    private(set) var solves = 0
    /// What each of them belonged to.
    private(set) var phases: [String] = []

    var progress: (DiagonalizationProgress) -> Void { { [unowned self] in phases.append($0.phase) } }

    init(reductions: Set<ExactReduction> = Set(ExactReduction.allCases), knownHosts: KnownHosts? = nil) {
        self.knownHosts = knownHosts
        // Small matrices: threads would wait for each other.
        OpenBLAS.setThreads(1)
        self.reductions = reductions
    }

    func requireMemory(for solves: [DenseSolve]) {}

    func allAgree(_ condition: Bool) -> Bool { condition }

    func energies(of matrix: SparseMatrix, _ kind: DenseSolve.Kind) throws -> [Double] {
        solves += 1
        let order = matrix.columns
        switch kind {
        case .hermitian:
            var dense = HermitianMatrix(order: order)
            matrix.forEachEntry { dense[$0, $1] = ($2.real, $2.imaginary) }
            return try eigenvalues(of: dense)
        case .antisymmetric:
            // i times it is Hermitian.
            var dense = HermitianMatrix(order: order)
            matrix.forEachEntry { dense[$0, $1] = (0, $2.real) }
            return try eigenvalues(of: dense)
        case .general:
            // The singular values, and their negatives, are the eigenvalues of ((0, M), (Mᵀ, 0)).
            var dense = HermitianMatrix(order: 2 * order)
            matrix.forEachEntry { dense[order + $1, $0] = ($2.real, 0) }
            return Array(try eigenvalues(of: dense).suffix(order))
        }
    }
}
