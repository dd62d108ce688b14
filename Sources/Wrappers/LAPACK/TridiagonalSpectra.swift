import COpenBLAS

/// The eigenvalues of a real symmetric tridiagonal matrix, ascending, in the unit of its elements.
///
/// Uses `dsterf`.
/// - Parameters:
///   - diagonal: n numbers.
///   - offDiagonal: n − 1 numbers; element i couples i and i + 1.
/// - Throws: `LAPACKError`: not converged, not finite, or too large.
public func tridiagonalEigenvalues(
    diagonal: consuming [Double], offDiagonal: consuming [Double]
) throws(LAPACKError) -> [Double] {
    let routine = Routine(name: "dsterf", arguments: ["n", "d", "e"])
    let n = try routine.order(diagonal, offDiagonal)
    var info: Int32 = 0
    dsterf_([n], &diagonal, &offDiagonal, &info)
    try routine.check(info)
    return diagonal
}

/// The singular values of a real upper bidiagonal matrix, descending, in the unit of its elements; small ones to high
/// relative accuracy.
///
/// Uses `dlasq1` (the dqds algorithm).
/// - Parameters:
///   - diagonal: n numbers.
///   - offDiagonal: n − 1 numbers; element i stands in row i and column i + 1.
/// - Throws: `LAPACKError`: not converged, not finite, or too large.
public func bidiagonalSingularValues(
    diagonal: consuming [Double], offDiagonal: consuming [Double]
) throws(LAPACKError) -> [Double] {
    let routine = Routine(name: "dlasq1", arguments: ["n", "d", "e"])
    let n = try routine.order(diagonal, offDiagonal)
    // The routine wants room for one element more than there are.
    offDiagonal.append(0)
    var work = [Double](repeating: 0, count: 4 * max(1, diagonal.count))
    var info: Int32 = 0
    dlasq1_([n], &diagonal, &offDiagonal, &work, &info)
    try routine.check(info)
    return diagonal
}

extension Routine {
    /// The order of a matrix of a diagonal and what stands beside it, once both are found to be sound.
    fileprivate func order(_ diagonal: [Double], _ offDiagonal: [Double]) throws(LAPACKError) -> Int32 {
        precondition(
            offDiagonal.count == max(0, diagonal.count - 1),
            "\(offDiagonal.count) off-diagonal elements for \(diagonal.count) on the diagonal")
        try checkFinite(diagonal)
        try checkFinite(offDiagonal)
        return try int32("the order", diagonal.count)
    }
}
