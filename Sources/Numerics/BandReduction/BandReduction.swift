// Bands to bidiagonal or tridiagonal form by reflections that chase the bulges which they make along the band: row by row
// or column by column, each in a sweep of steps of one block (B. Großer and B. Lang, Parallel Computing 25 (1999) 969; B. Lang,
// SIAM J. Sci. Comput. 14 (1993) 1320). 8 n² b operations for a bandwidth b. LAPACK's own routines do it by plane rotations:
// somewhat fewer operations, at a fraction of the speed.

/// The bidiagonal form of a real upper triangular band matrix: n numbers on the diagonal, n - 1 beside it.
///
/// - Parameters:
///   - band: see `bandSingularValues`.
///   - bandwidth: at least 1.
func bidiagonalForm(ofBand band: [Double], bandwidth: Int, order: Int) -> (diagonal: [Double], offDiagonal: [Double]) {
    // Bulges reach one block below the diagonal, and two above it.
    let matrix = BandMatrix(order: order, bandwidth: bandwidth, above: 2 * bandwidth)
    forEachElement(ofBand: band, bandwidth, order) { row, column, value in matrix[row, column] = value }
    forEachStep(order: order, bandwidth: bandwidth) { sweep, start, length in
        // What lies right of the first superdiagonal, or what the step before has created right of the band.
        let row = start == sweep + 1 ? sweep : start - bandwidth
        if let factor = matrix.annihilate(row: row, from: start, length: length) {
            matrix.reflectColumns(from: start, length, factor: factor, rows: row + 1..<start + length)
        }
        // What this has created below the diagonal, as far as the next sweep minds it.
        if let factor = matrix.annihilate(column: start, from: start, length: length) {
            let end = min(order, start + length + bandwidth)
            matrix.reflectRows(from: start, length, factor: factor, columns: start + 1..<end)
        }
    }
    return ((0..<order).map { matrix[$0, $0] }, (0..<max(0, order - 1)).map { matrix[$0, $0 + 1] })
}

/// The n - 1 numbers below the diagonal of the tridiagonal form of a real antisymmetric band matrix.
///
/// - Parameters:
///   - band: its upper triangle, see `bandSingularValues`.
///   - bandwidth: at least 1.
func tridiagonalForm(ofAntisymmetricBand band: [Double], bandwidth: Int, order: Int) -> [Double] {
    // The lower triangle, in which bulges reach two blocks below the diagonal, and all of the diagonal blocks.
    let matrix = BandMatrix(order: order, bandwidth: bandwidth, above: bandwidth)
    forEachElement(ofBand: band, bandwidth, order) { row, column, value in
        matrix[row, column] = value
        matrix[column, row] = -value
    }
    forEachStep(order: order, bandwidth: bandwidth) { sweep, start, length in
        let column = start == sweep + 1 ? sweep : start - bandwidth
        let end = start + length
        // The column that the sweep before did not have in its block has changed below the diagonal only.
        for row in start..<end - 1 { matrix[row, end - 1] = -matrix[end - 1, row] }
        guard let factor = matrix.annihilate(column: column, from: start, length: length) else { return }
        matrix.reflectRows(from: start, length, factor: factor, columns: column + 1..<end)
        matrix.reflectColumns(from: start, length, factor: factor, rows: start..<min(order, end + bandwidth))
    }
    return (0..<max(0, order - 1)).map { matrix[$0 + 1, $0] }
}

/// Element (i, j) of an upper band lies at (j + 1)(bandwidth + 1) - 1 - (j - i).
private func forEachElement(ofBand band: [Double], _ bandwidth: Int, _ order: Int, _ body: (Int, Int, Double) -> Void) {
    for column in 0..<order {
        for row in max(0, column - bandwidth)...column {
            body(row, column, band[(column + 1) * (bandwidth + 1) - 1 - (column - row)])
        }
    }
}

/// The steps of all sweeps, in an order in which each finds what it needs: sweep j + 1 may make its step k once sweep j has
/// made step k + 2. Several sweeps follow each other closely, so that their blocks stay in a core's own cache.
///
/// - Parameter body: takes the sweep, and the first row of the block, and how many rows it has.
private func forEachStep(order: Int, bandwidth: Int, _ body: (_ sweep: Int, _ start: Int, _ length: Int) -> Void) {
    let (sweeps, sweepsTogether, lag) = (max(0, order - 1), 8, 2)
    for first in stride(from: 0, to: sweeps, by: sweepsTogether) {
        let last = min(first + sweepsTogether, sweeps)
        let steps = (order - 2 - first) / bandwidth + 1
        for time in 0..<steps + lag * (last - first - 1) {
            for sweep in first..<last {
                let step = time - lag * (sweep - first)
                let start = sweep + 1 + step * bandwidth
                if step >= 0 && start < order { body(sweep, start, min(bandwidth, order - start)) }
            }
        }
    }
}
