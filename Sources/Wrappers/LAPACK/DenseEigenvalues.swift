import COpenBLAS

/// The eigenvalues of a complex Hermitian matrix, ascending, in the unit of its elements.
///
/// Uses `zheevd`. The matrix is its workspace: pass the only copy, and none is made.
/// - Throws: `LAPACKError`: not converged, not finite, or of an order above 46 340, whose square 32 bits cannot count.
public func eigenvalues(of matrix: consuming HermitianMatrix) throws(LAPACKError) -> [Double] {
    try decomposition(of: consume matrix, jobN, "zheevd", moriya_zheevd).values
}

/// The eigenvalues of a complex Hermitian matrix, ascending, and orthonormal eigenvectors in the same order (`zheevd`).
///
/// - Throws: as `eigenvalues(of:)`.
public func eigenvectors(
    of matrix: consuming HermitianMatrix
) throws(LAPACKError) -> (values: [Double], vectors: ComplexColumns) {
    let order = matrix.order
    let found = try decomposition(of: consume matrix, jobV, "zheevd", moriya_zheevd)
    return (found.values, ComplexColumns(length: order, storage: found.matrix.storage))
}

/// As `eigenvalues(of:)`, by way of a band matrix (`zheevd_2stage`): most of the work is then in products of matrices.
public func twoStageEigenvalues(of matrix: consuming HermitianMatrix) throws(LAPACKError) -> [Double] {
    try decomposition(of: consume matrix, jobN, "zheevd_2stage", moriya_zheevd_2stage).values
}

private typealias Doubles = UnsafeMutablePointer<Double>?
private typealias Integers = UnsafeMutablePointer<Int32>?

/// - Parameters:
///   - job: whether the matrix returned holds the eigenvectors.
///   - driver: `zheevd`, or another routine with its arguments.
private func decomposition(
    of matrix: consuming HermitianMatrix, _ job: CChar, _ name: String,
    _ driver: (
        CChar, CChar, Int32, Doubles, Int32, Doubles, Doubles, Int32, Doubles, Int32, Integers, Int32, Integers
    ) -> Void
) throws(LAPACKError) -> (values: [Double], matrix: HermitianMatrix) {
    let routine = Routine(
        name: name,
        arguments: [
            "jobz", "uplo", "n", "a", "lda", "w", "work", "lwork", "rwork", "lrwork", "iwork",
            "liwork",
        ])
    let order = matrix.order
    guard order > 0 else { return ([], matrix) }
    let n = try routine.int32("the order", order)
    _ = try routine.int32("the square of the order", order * order)

    var values = [Double](repeating: 0, count: order)
    var info: Int32 = 0
    var queriedWork = [0.0, 0.0]
    var queriedRealWork = [0.0]
    var queriedIntegerWork: [Int32] = [0]
    driver(
        job, lowerTriangle, n, &matrix.storage, n, &values, &queriedWork, -1, &queriedRealWork, -1,
        &queriedIntegerWork, -1, &info)
    try routine.check(info)

    let workCount = try routine.workspace(queriedWork[0])
    let realWorkCount = try routine.workspace(queriedRealWork[0])
    let integerWorkCount = max(1, queriedIntegerWork[0])
    var work = [Double](repeating: 0, count: 2 * Int(workCount))
    var realWork = [Double](repeating: 0, count: Int(realWorkCount))
    var integerWork = [Int32](repeating: 0, count: Int(integerWorkCount))
    driver(
        job, lowerTriangle, n, &matrix.storage, n, &values, &work, workCount, &realWork, realWorkCount, &integerWork,
        integerWorkCount, &info)
    try routine.check(info)
    // LAPACK lets NaN pass through with info 0.
    try routine.checkFinite(values)
    return (values, matrix)
}

private let jobV = CChar(UInt8(ascii: "V"))
private let jobN = CChar(UInt8(ascii: "N"))
private let lowerTriangle = CChar(UInt8(ascii: "L"))
