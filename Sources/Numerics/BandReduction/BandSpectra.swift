import LAPACK

/// The singular values of a real upper triangular band matrix, descending, in the unit of its elements.
///
/// Uses reflections, then `dlasq1`.
/// - Parameters:
///   - band: column by column, `bandwidth` + 1 numbers each: element (i, j) lies at (j + 1)(`bandwidth` + 1) - 1 - (j - i).
///   - bandwidth: how many diagonals lie above the main one; less than the order.
/// - Throws: `LAPACKError`: not converged, not finite, or too large.
public func bandSingularValues(
    band: consuming [Double], bandwidth: Int, order: Int
) throws(LAPACKError) -> [Double] {
    precondition(band.count == order * (bandwidth + 1), "\(band.count) numbers in the band")
    precondition(bandwidth >= 0 && bandwidth < max(1, order), "a bandwidth of \(bandwidth) at order \(order)")
    guard order > 0 else { return [] }
    try requireFinite(band)
    let (diagonal, offDiagonal) =
        bandwidth == 0
        ? (band, [Double](repeating: 0, count: order - 1))
        : bidiagonalForm(ofBand: band, bandwidth: bandwidth, order: order)
    return try bidiagonalSingularValues(diagonal: diagonal, offDiagonal: offDiagonal)
}

/// The magnitudes |ε| of all eigenvalues ±iε of a real antisymmetric band matrix, descending, in the unit of its elements.
///
/// The tridiagonal form couples even rows with odd ones only, by a bidiagonal matrix of half the order: its singular values
/// (`dlasq1`) are the magnitudes, each twice.
/// - Parameters:
///   - band: the upper triangle, as `bandSingularValues` takes it.
///   - bandwidth: how many diagonals lie above the main one; less than the order.
/// - Throws: `LAPACKError`: not converged, not finite, or too large.
public func antisymmetricBandMagnitudes(
    band: consuming [Double], bandwidth: Int, order: Int
) throws(LAPACKError) -> [Double] {
    precondition(band.count == order * (bandwidth + 1), "\(band.count) numbers in the band")
    precondition(bandwidth >= 0 && bandwidth < max(1, order), "a bandwidth of \(bandwidth) at order \(order)")
    try requireFinite(band)
    guard bandwidth > 0 else { return [Double](repeating: 0, count: order) }
    var couplings = tridiagonalForm(ofAntisymmetricBand: band, bandwidth: bandwidth, order: order)
    // An odd matrix has a zero more; with another row of zeros, two.
    if order % 2 == 1 { couplings.append(0) }
    let values = try bidiagonalSingularValues(
        diagonal: stride(from: 0, to: couplings.count, by: 2).map { couplings[$0] },
        offDiagonal: stride(from: 1, to: couplings.count, by: 2).map { -couplings[$0] })
    return Array(values.flatMap { [$0, $0] }.prefix(order))
}

private func requireFinite(_ band: [Double]) throws(LAPACKError) {
    guard band.allSatisfy(\.isFinite) else { throw .notFinite(routine: "band reduction") }
}
