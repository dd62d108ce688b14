/// (1 - NΥ)x = J with its charge row replaced by x₀ = 0.
///
/// By the Ward identity 1 - NΥ is singular: its right null vector is Im g, a change of density, and its left one Im T, whose
/// charge component does not vanish, so that the charge row follows from the others.
struct VertexEquation {
    private let inverse: [[Double]]
    /// The sum of magnitudes of the inverse times that of the matrix, row sums: how rounding errors are magnified.
    let condition: Double
    /// The matrix 1 - NΥ itself.
    let matrix: [[Double]]

    /// - Parameter keepsCharge: false for the plain inverse.
    /// - Returns: nil if the matrix is singular beyond the charge channel.
    init?(bubble: [[Double]], insertion: [[Double]], keepsCharge: Bool) {
        var matrix = [[Double]](repeating: [0, 0, 0, 0], count: 4)
        for row in 0..<4 {
            for column in 0..<4 {
                var sum = row == column ? 1.0 : 0
                for index in 0..<4 { sum -= bubble[row][index] * insertion[index][column] }
                matrix[row][column] = sum
            }
        }
        self.matrix = matrix
        var solved = matrix
        if keepsCharge { solved[0] = [1, 0, 0, 0] }
        guard let inverse = Self.inverted(solved) else { return nil }
        self.inverse = inverse
        func norm(_ m: [[Double]]) -> Double { m.map { $0.reduce(0) { $0 + abs($1) } }.max() ?? 0 }
        condition = norm(inverse) * norm(solved)
        guard condition < 1e14 else { return nil }
        charge = keepsCharge
    }

    private let charge: Bool

    func solve(_ right: [Double]) -> [Double] {
        let right = charge ? [0] + right[1...] : right
        return inverse.map { row in zip(row, right).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    private static func inverted(_ matrix: [[Double]]) -> [[Double]]? {
        var work = matrix
        var inverse: [[Double]] = (0..<4).map { row in (0..<4).map { $0 == row ? 1 : 0 } }
        for column in 0..<4 {
            guard let pivot = (column..<4).max(by: { abs(work[$0][column]) < abs(work[$1][column]) }), work[pivot][column] != 0,
                work[pivot][column].isFinite
            else { return nil }
            work.swapAt(column, pivot)
            inverse.swapAt(column, pivot)
            let factor = 1 / work[column][column]
            for index in 0..<4 {
                work[column][index] *= factor
                inverse[column][index] *= factor
            }
            for row in 0..<4 where row != column {
                let multiple = work[row][column]
                for index in 0..<4 {
                    work[row][index] -= multiple * work[column][index]
                    inverse[row][index] -= multiple * inverse[column][index]
                }
            }
        }
        return inverse
    }
}
