import COpenBLAS

/// A⁻¹B of a complex square matrix A, by partial pivoting (`zgesv`); nil where A is singular.
///
/// - Throws: `LAPACKError`.
public func solution(of matrix: ComplexColumns, _ right: ComplexColumns) throws(LAPACKError) -> ComplexColumns? {
    precondition(matrix.length == matrix.count && right.length == matrix.length)
    let routine = Routine(name: "zgesv", arguments: ["n", "nrhs", "a", "lda", "ipiv", "b", "ldb"])
    let n = try routine.int32("the order", matrix.length)
    let count = try routine.int32("the number of right-hand sides", right.count)
    guard n > 0 && count > 0 else { return right }
    var (factors, solution) = (matrix.storage, right.storage)
    var pivots = [Int32](repeating: 0, count: matrix.length)
    var info: Int32 = 0
    zgesv_([n], [count], &factors, [n], &pivots, &solution, [n], &info)
    guard info <= 0 else { return nil }
    try routine.check(info)
    return ComplexColumns(length: matrix.length, storage: solution)
}
