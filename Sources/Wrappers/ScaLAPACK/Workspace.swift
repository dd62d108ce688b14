import LAPACK

/// How the eigenvalues of a distributed Hermitian matrix are computed.
public enum EigenvalueMethod: Sendable, CaseIterable {
    /// `pzhetrd`, then `dsterf` on every rank.
    case tridiagonalReduction
    /// `pzheev`: the same reduction behind one call, as fast as the other within the scatter of measurements. Here as a
    /// check on it.
    case pzheev
}

/// What one process needs besides its part of the matrix.
struct Workspace {
    private let scalar: MatrixScalar
    /// Numbers of the matrix's kind, as ScaLAPACK's `lwork` counts them.
    var work: Int
    /// Numbers of the matrix's kind: factors of the reflectors (none where they live inside `work`).
    let reflectors: Int
    /// Real numbers: the local or the whole tridiagonal or bidiagonal matrix.
    let realWork: Int
    /// Real numbers: the diagonal and off-diagonal collected on every rank, or the eigenvalues.
    let collected: Int
    /// Numbers of the matrix's kind that ScaLAPACK allocates by itself while it updates the matrix: a few blocks of
    /// full rows and columns. An estimate of the size seen with n = 1200, nb = 32 on one to four ranks.
    let panels: Int

    /// - Parameter method: of a complex matrix; a real one is reduced to a band.
    init(layout: BlockCyclicLayout, position: GridPosition, method: EigenvalueMethod) {
        let (n, nb) = (layout.order, layout.blockSize)
        let localRows = layout.rows.count(on: position.row)
        let localColumns = layout.columns.count(on: position.column)
        scalar = layout.scalar
        panels = 4 * nb * (localRows + localColumns)
        guard layout.scalar == .complex else {
            // The documented needs of the four routines lie below this; products with reflectors need most.
            work = nb * (2 * localRows + 2 * localColumns + 5 * nb)
            reflectors = max(1, localRows) + max(1, localColumns)
            realWork = 0
            // The band as it was collected, and its own reduction.
            let band = BandExtent.reduction(order: n, bandwidth: nb)
            collected = n * (nb + 1) + band.height * band.width + 8 * n
            return
        }
        // The documented minimum, and a margin because the routines are known to understate their needs.
        let reduction = max((localRows + 1) * nb, 3 * nb) + 3 * nb
        switch method {
        case .tridiagonalReduction:
            work = reduction
            reflectors = max(1, localColumns)
            realWork = 2 * max(1, localColumns)
            collected = 2 * n
        case .pzheev:
            work = reduction + 3 * n
            reflectors = 0
            realWork = 2 * n + 3 * nb
            collected = n
        }
    }

    /// What 32-bit integers have to count.
    var largestCount: Int { max(work, realWork) }

    var bytes: Int {
        (work + reflectors + panels) * scalar.bytes + (realWork + collected) * MemoryLayout<Double>.stride
    }
}
