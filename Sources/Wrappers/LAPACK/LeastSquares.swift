import COpenBLAS

/// The solution of min ‖A·x − b‖₂ for each column b of a right-hand side.
public struct LeastSquaresSolution: Sendable {
    /// One column for each right-hand side; the shortest of all solutions where A lacks full column rank.
    public let solution: RealMatrix
    /// How many singular values count as non-zero.
    public let rank: Int
    /// Of A, descending.
    public let singularValues: [Double]
}

/// Solves a real linear least-squares problem by singular values (`dgelsd`).
///
/// - Parameters:
///   - matrix: A, of m × n.
///   - rightHandSides: m × k.
///   - relativeCutoff: singular values up to this fraction of the largest count as zero; negative: machine precision.
/// - Throws: `LAPACKError`: not converged, not finite, or too large.
public func leastSquares(
    _ matrix: consuming RealMatrix, _ rightHandSides: borrowing RealMatrix, relativeCutoff: Double = -1
) throws(LAPACKError) -> LeastSquaresSolution {
    let routine = Routine(
        name: "dgelsd", arguments: ["m", "n", "nrhs", "a", "lda", "b", "ldb", "s", "rcond", "rank", "work", "lwork",
            "iwork"])
    let (rows, columns, sides) = (matrix.rows, matrix.columns, rightHandSides.columns)
    precondition(rightHandSides.rows == rows, "\(rightHandSides.rows) rows on the right, \(rows) on the left")
    guard rows > 0, columns > 0, sides > 0 else {
        return LeastSquaresSolution(
            solution: RealMatrix(rows: columns, columns: sides), rank: 0, singularValues: [])
    }
    try routine.checkFinite(matrix.storage)
    try routine.checkFinite(rightHandSides.storage)
    let m = try routine.int32("the number of rows", rows)
    let n = try routine.int32("the number of columns", columns)
    let k = try routine.int32("the number of right-hand sides", sides)
    _ = try routine.int32("the number of elements", rows * columns)

    // The solutions overwrite the right-hand sides, so each column needs room for the longer of the two.
    let stride = max(rows, columns)
    _ = try routine.int32("the number of right-hand elements", stride * sides)
    var b = [Double](repeating: 0, count: stride * sides)
    for side in 0..<sides {
        for row in 0..<rows { b[row + side * stride] = rightHandSides.storage[row + side * rows] }
    }
    var singularValues = [Double](repeating: 0, count: min(rows, columns))
    var rank: Int32 = 0
    var info: Int32 = 0
    var queried = [0.0]
    var queriedIntegers: [Int32] = [0]
    dgelsd_(
        [m], [n], [k], &matrix.storage, [m], &b, [Int32(stride)], &singularValues, [relativeCutoff], &rank, &queried,
        [-1], &queriedIntegers, &info)
    try routine.check(info)
    let workCount = try routine.workspace(queried[0])
    var work = [Double](repeating: 0, count: Int(workCount))
    var integerWork = [Int32](repeating: 0, count: Int(max(1, queriedIntegers[0])))
    dgelsd_(
        [m], [n], [k], &matrix.storage, [m], &b, [Int32(stride)], &singularValues, [relativeCutoff], &rank, &work,
        [workCount], &integerWork, &info)
    try routine.check(info)

    var solution = RealMatrix(rows: columns, columns: sides)
    for side in 0..<sides {
        for row in 0..<columns { solution[row, side] = b[row + side * stride] }
    }
    return LeastSquaresSolution(solution: solution, rank: Int(rank), singularValues: singularValues)
}
