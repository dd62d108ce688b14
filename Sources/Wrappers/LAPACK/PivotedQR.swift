import COpenBLAS

/// What A·P = Q·R says about the columns of A, where P moves the column that is farthest from the span of the earlier
/// ones to the front, each time.
public struct PivotedQR: Sendable {
    /// The columns of A in the order of their choice: the first k are the k columns to keep.
    public let pivots: [Int]
    /// The diagonal of R, min(rows, columns) numbers. Their magnitudes do not increase (up to rounding); magnitude k is
    /// the distance of column `pivots[k]` from the span of the earlier choices.
    public let diagonalOfR: [Double]
}

/// Orders the columns of a real matrix by QR with column pivoting (`dgeqp3`).
///
/// - Throws: `LAPACKError`: not finite, or too large.
public func pivotedQR(of matrix: consuming RealMatrix) throws(LAPACKError) -> PivotedQR {
    let routine = Routine(
        name: "dgeqp3", arguments: ["m", "n", "a", "lda", "jpvt", "tau", "work", "lwork"])
    let rows = matrix.rows
    let columns = matrix.columns
    let count = min(rows, columns)
    guard count > 0 else { return PivotedQR(pivots: Array(0..<columns), diagonalOfR: []) }
    try routine.checkFinite(matrix.storage)
    let m = try routine.int32("the number of rows", rows)
    let n = try routine.int32("the number of columns", columns)
    _ = try routine.int32("the number of elements", rows * columns)

    // Zero marks a column as free to move.
    var pivots = [Int32](repeating: 0, count: columns)
    var tau = [Double](repeating: 0, count: count)
    var info: Int32 = 0
    var queried = [0.0]
    dgeqp3_([m], [n], &matrix.storage, [m], &pivots, &tau, &queried, [-1], &info)
    try routine.check(info)
    let workCount = try routine.workspace(queried[0])
    var work = [Double](repeating: 0, count: Int(workCount))
    dgeqp3_([m], [n], &matrix.storage, [m], &pivots, &tau, &work, [workCount], &info)
    try routine.check(info)

    let factors = matrix.storage
    return PivotedQR(
        pivots: pivots.map { Int($0) - 1 }, diagonalOfR: (0..<count).map { factors[$0 + $0 * rows] })
}
