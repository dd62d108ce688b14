import COpenBLAS

/// A matrix as Q R, with Q = 1 - V T Vᵀ.
package struct PanelFactorization {
    /// Rows × reflections: ones on the diagonal, zeros above it.
    package let v: DenseMatrix
    /// Reflections × reflections, upper triangular.
    package let t: DenseMatrix
    /// Reflections × columns, upper triangular.
    package let r: DenseMatrix
    /// The smaller of the numbers of rows and columns.
    package var reflections: Int { v.columns }

    /// Of the rows of a matrix from `belowRow` on, by `dgeqrt`, which is recursive.
    ///
    /// - Throws: `LAPACKError`.
    package init(of matrix: DenseMatrix, belowRow first: Int) throws(LAPACKError) {
        let (rows, columns) = (matrix.rows - first, matrix.columns)
        var panel = matrix.taking(rows: Array(first..<matrix.rows)).array
        let routine = Routine(name: "dgeqrt", arguments: ["m", "n", "nb", "a", "lda", "t", "ldt", "work"])
        let (m, n) = (try routine.int32("the number of rows", rows), try routine.int32("the number of columns", columns))
        let count = min(rows, columns)
        var factors = [Double](repeating: 0, count: count * count)
        var work = [Double](repeating: 0, count: count * columns)
        var info: Int32 = 0
        dgeqrt_([m], [n], [Int32(count)], &panel, [m], &factors, [Int32(count)], &work, &info)
        try routine.check(info)
        (v, t, r) = (
            DenseMatrix(rows: rows, columns: count), DenseMatrix(rows: count, columns: count),
            DenseMatrix(rows: count, columns: columns)
        )
        for column in 0..<columns {
            for row in 0...min(column, count - 1) { r[row, column] = panel[row + column * rows] }
        }
        for column in 0..<count {
            // The triangle on the other side is not set.
            for row in 0...column { t[row, column] = factors[row + column * count] }
            v[column, column] = 1
            for row in column + 1..<max(rows, column + 1) { v[row, column] = panel[row + column * rows] }
        }
    }
}
