import BogoliubovDeGennes
import Diagonalization
import ELPA
import ScaLAPACK

extension DiagonalizationSolver {
    /// What a problem costs, from its symmetries alone: nothing dense is allocated.
    ///
    /// - Parameter shape: of the process grid; nearly square unless given.
    /// - Parameter exactly: look at every block of the lattice. Otherwise a large lattice is judged by small ones of the same
    ///   shape: an answer at once.
    /// - Returns: operations over all ranks; bytes of the rank that holds most of the largest matrix, with workspace
    ///   (the bare matrix where it is beyond what ScaLAPACK can count).
    public static func cost(
        of problem: ImpurityProblem, ranks: Int, blockSize: Int = defaultBlockSize, shape: GridShape? = nil,
        reductions: Set<ExactReduction> = Set(ExactReduction.allCases), backend: DiagonalizationBackend = .scalapack,
        exactly: Bool = false
    ) -> (operations: Double, bytesPerRank: Double) {
        let shape = shape ?? .nearlySquare(ranks: ranks)
        let work = DiagonalizationWork(of: problem, reductions: reductions, exactly: exactly)
        let bytes = work.solves.reduce(0.0) { largest, solve in
            let bytes = try? solve.bytesPerRank(shape: shape, blockSize: blockSize, backend: backend)
            return max(largest, bytes.map(Double.init) ?? solve.matrixBytes / Double(ranks))
        }
        return (work.operations, bytes)
    }
}

extension DenseSolve {
    /// What the rank with most of the matrix needs, in bytes.
    ///
    /// - Throws: `ScaLAPACKError.tooLarge` where 32-bit integers cannot count a rank's share.
    func bytesPerRank(
        shape: GridShape, blockSize: Int, backend: DiagonalizationBackend
    ) throws(ScaLAPACKError) -> Int {
        let method = backend.method(for: kind, order: order, shape: shape, blockSize: blockSize)
        let layout = try BlockCyclicLayout(
            order: order, blockSize: method.blockSize, shape: shape, scalar: kind == .hermitian ? .complex : .real)
        return method.usesELPA ? ELPA.predictedBytes(for: layout) : layout.predictedBytes(isAntisymmetric: kind == .antisymmetric)
    }
}
