/// How the eigenvalues of a distributed Hermitian matrix are computed.
public enum EigenvalueMethod: Sendable, CaseIterable {
    /// `pzhetrd`, then `dsterf` on every rank.
    case tridiagonalReduction
    /// `pzheev`: the same reduction behind one call, but slower, since it collects the tridiagonal matrix element by
    /// element. Here as a check on the other.
    case pzheev
}

/// What one process needs besides its part of the matrix.
struct Workspace {
    /// Complex numbers, as ScaLAPACK's `lwork` counts them.
    var complexWork: Int
    /// Complex factors of the reflectors (none where they live inside `complexWork`).
    let reflectors: Int
    /// Real numbers: the local or the whole tridiagonal matrix.
    let realWork: Int
    /// Real numbers: the diagonal and off-diagonal collected on every rank, or the eigenvalues.
    let collected: Int
    /// Complex numbers that ScaLAPACK allocates by itself while it updates the matrix: a few blocks of full rows and
    /// columns. An estimate of the size seen with n = 1200, nb = 32 on one to four ranks.
    let panels: Int

    init(layout: BlockCyclicLayout, position: GridPosition, method: EigenvalueMethod) {
        let (n, nb) = (layout.order, layout.blockSize)
        let localRows = layout.rows.count(on: position.row)
        let localColumns = layout.columns.count(on: position.column)
        // The documented minimum, and a margin because the routines are known to understate their needs.
        let reduction = max((localRows + 1) * nb, 3 * nb) + 3 * nb
        panels = 4 * nb * (localRows + localColumns)
        switch method {
        case .tridiagonalReduction:
            complexWork = reduction
            reflectors = max(1, localColumns)
            realWork = 2 * max(1, localColumns)
            collected = 2 * n
        case .pzheev:
            complexWork = reduction + 3 * n
            reflectors = 0
            realWork = 2 * n + 3 * nb
            collected = n
        }
    }

    var bytes: Int {
        (complexWork + reflectors + panels) * bytesOfComplex + (realWork + collected) * MemoryLayout<Double>.stride
    }
}
