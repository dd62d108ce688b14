import Diagonalization
import ELPA
import ScaLAPACK

/// The library that solves the dense problems of a diagonalisation.
public enum DiagonalizationBackend: String, CaseIterable, Sendable {
    /// ScaLAPACK for everything.
    case scalapack
    /// ELPA for the eigenvalues of Hermitian matrices, in two stages, and of real antisymmetric ones, in one.
    ///
    /// ELPA has no singular values, so problems with a chiral symmetry stay with ScaLAPACK, as do matrices with fewer
    /// rows than the grid has processes along a side. Blocks become smaller where a process would own none.
    case elpa

    /// Whether this program was built with it.
    public var isAvailable: Bool { self == .scalapack || ELPA.isAvailable }

    /// How it solves a problem on a grid.
    func method(for kind: DenseSolve.Kind, order: Int, shape: GridShape, blockSize: Int) -> DenseMethod {
        guard self == .elpa, kind != .general,
            let largest = ELPA.largestBlockSize(order: order, shape: shape)
        else { return DenseMethod(usesELPA: false, blockSize: blockSize) }
        return DenseMethod(usesELPA: true, blockSize: min(blockSize, largest))
    }
}

/// The library, and the side of the blocks in which a matrix is dealt out for it.
struct DenseMethod {
    let usesELPA: Bool
    let blockSize: Int
}
