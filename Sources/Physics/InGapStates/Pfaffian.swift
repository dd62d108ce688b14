/// The sign of the Pfaffian of a real antisymmetric matrix: ±1, or 0 where a pivot is zero. By the elimination of Parlett and Reid
/// with pivoting (M. Wimmer, ACM Trans. Math. Softw. 38, 30).
///
/// - Parameter matrix: order × order, row by row.
func signOfPfaffian(_ matrix: [Double], order: Int) -> Int {
    precondition(matrix.count == order * order && order % 2 == 0)
    var a = matrix
    var sign = 1
    for k in stride(from: 0, to: order, by: 2) {
        var pivot = k + 1
        for row in k + 1..<order where abs(a[row * order + k]) > abs(a[pivot * order + k]) { pivot = row }
        if pivot != k + 1 {
            for column in 0..<order { a.swapAt((k + 1) * order + column, pivot * order + column) }
            for row in 0..<order { a.swapAt(row * order + k + 1, row * order + pivot) }
            sign = -sign
        }
        let value = a[k * order + k + 1]
        guard value != 0 else { return 0 }
        if value < 0 { sign = -sign }
        for row in k + 2..<max(order, k + 2) {
            let factor = a[k * order + row] / value
            guard factor != 0 else { continue }
            // Row and column `row` minus factor times row and column k + 1.
            for column in 0..<order { a[row * order + column] -= factor * a[(k + 1) * order + column] }
            for line in 0..<order { a[line * order + row] -= factor * a[line * order + k + 1] }
        }
    }
    return sign
}
