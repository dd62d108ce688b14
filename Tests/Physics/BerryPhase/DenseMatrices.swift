import Numerics
import WannierHamiltonian

/// Rows of complex numbers, for formulas as they are printed.
typealias DenseMatrix = [[Complex<Double>]]

func * (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix {
    a.map { row in b[0].indices.map { j in row.indices.reduce(Complex.zero) { $0 + row[$1] * b[$1][j] } } }
}
func + (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix { zip(a, b).map { zip($0, $1).map { $0 + $1 } } }
func - (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix { zip(a, b).map { zip($0, $1).map { $0 - $1 } } }
func * (a: Complex<Double>, b: DenseMatrix) -> DenseMatrix { b.map { $0.map { a * $0 } } }
func adjoint(_ a: DenseMatrix) -> DenseMatrix { a[0].indices.map { j in a.indices.map { a[$0][j].conjugate } } }

/// Eigenvalues, and eigenvectors as columns, by cyclic Jacobi rotations.
func eigensystem(_ matrix: DenseMatrix) -> (energies: [Double], vectors: DenseMatrix) {
    let n = matrix.count
    var a = matrix
    var v: DenseMatrix = (0..<n).map { i in (0..<n).map { Complex(i == $0 ? 1 : 0) } }
    for _ in 0..<40 {
        for p in 0..<n {
            for q in p + 1..<n where a[p][q].length > 1e-300 {
                let phase = a[p][q] / Complex(a[p][q].length)
                let theta = 0.5 * Double.atan2(y: 2 * a[p][q].length, x: a[q][q].real - a[p][p].real)
                let (c, s) = (Complex(Double.cos(theta)), Complex(Double.sin(theta)))
                for k in 0..<n {
                    let (x, y) = (a[k][p], a[k][q])
                    (a[k][p], a[k][q]) = (c * x - s * phase.conjugate * y, s * phase * x + c * y)
                    let (z, w) = (v[k][p], v[k][q])
                    (v[k][p], v[k][q]) = (c * z - s * phase.conjugate * w, s * phase * z + c * w)
                }
                for k in 0..<n {
                    let (x, y) = (a[p][k], a[q][k])
                    (a[p][k], a[q][k]) = (c * x - s * phase * y, s * phase.conjugate * x + c * y)
                }
            }
        }
    }
    return ((0..<n).map { a[$0][$0].real }, v)
}

/// σ_x, σ_y, σ_z between functions in interlaced pairs.
func spinOperators(_ n: Int) -> [DenseMatrix] {
    let pauli: [DenseMatrix] = [[[0, 1], [1, 0]], [[0, Complex(0, -1)], [Complex(0, 1), 0]], [[1, 0], [0, -1]]]
    return pauli.map { s in (0..<n).map { i in (0..<n).map { j in i / 2 == j / 2 ? s[i % 2][j % 2] : .zero } } }
}

extension TightBinding {
    /// Σ_R e^{ik·R} M(R), and i (R + τ_n - τ_m)_j e^{ik·R} M(R).
    func bloch(_ k: SIMD3<Double>, dimension: Int) -> (matrix: DenseMatrix, velocity: [DenseMatrix]) {
        let n = functions
        var matrix: DenseMatrix = (0..<n).map { _ in (0..<n).map { _ in .zero } }
        var velocity = [DenseMatrix](repeating: matrix, count: dimension)
        for (index, cell) in cells.enumerated() {
            let phase = Complex(length: 1, phase: 2 * .pi * (k * SIMD3<Double>(cell)).sum())
            var vector = SIMD3<Double>.zero
            for axis in 0..<3 { vector += lattice[axis] * Double(cell[axis]) }
            for i in 0..<n {
                for j in 0..<n {
                    let value = phase * element(index, i, j)
                    matrix[i][j] += value
                    let path = vector + centres[j] - centres[i]
                    for axis in 0..<dimension { velocity[axis][i][j] += Complex(0, path[axis]) * value }
                }
            }
        }
        return (matrix, velocity)
    }
}
