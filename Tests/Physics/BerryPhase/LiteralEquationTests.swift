import BerryPhase
import Numerics
import WannierHamiltonian
import XCTest

/// Eqs. 2, 5, 11, 12, 22, 23, 27, 31 as they are printed (Eq. 27 with its sum over n), with matrices in the order of the files
/// and eigenvectors by Jacobi's rotations: away from degeneracies, sums over k points of both are the same.
final class LiteralEquationTests: XCTestCase {
    func testAllQuantities() throws {
        for (seed, crystal) in [
            (1, RandomCrystal()), (2, RandomCrystal(orbitalCurrents: 0.2, oddCoupling: 0.1)),
            (3, RandomCrystal(orbitals: 2, isCollinear: false)), (4, RandomCrystal(orbitals: 2, dimension: 3)),
        ] {
            let system = try crystal.system(seed: UInt64(seed))
            let (mu, thermal, scale) = (0.1, 0.06, 0.7)
            let size = crystal.dimension == 2 ? 8 : 4
            let found = try system.values(mu: mu, thermal: thermal, scale: scale, grid: size, dimension: crystal.dimension)
            let reference = try LiteralSum(
                system, mu: mu, thermal: thermal, scale: scale, grid: size, dimension: crystal.dimension)
            for (quantity, expected) in reference.tensors {
                let largest = expected.reduce(0) { max($0, abs($1)) }
                for (a, b) in zip(found[quantity], expected) {
                    XCTAssertEqual(a, b, accuracy: 3e-10 * largest + 1e-12, "\(quantity), crystal \(seed)")
                }
            }
        }
    }
}

private typealias Matrix = [[Complex<Double>]]

private func * (a: Matrix, b: Matrix) -> Matrix {
    a.map { row in b[0].indices.map { j in row.indices.reduce(Complex.zero) { $0 + row[$1] * b[$1][j] } } }
}
private func + (a: Matrix, b: Matrix) -> Matrix { zip(a, b).map { zip($0, $1).map { $0 + $1 } } }
private func - (a: Matrix, b: Matrix) -> Matrix { zip(a, b).map { zip($0, $1).map { $0 - $1 } } }
private func * (a: Complex<Double>, b: Matrix) -> Matrix { b.map { $0.map { a * $0 } } }
private func adjoint(_ a: Matrix) -> Matrix { a[0].indices.map { j in a.indices.map { a[$0][j].conjugate } } }

/// Eigenvalues, and eigenvectors as columns, by cyclic Jacobi rotations.
private func eigensystem(_ matrix: Matrix) -> (energies: [Double], vectors: Matrix) {
    let n = matrix.count
    var a = matrix
    var v: Matrix = (0..<n).map { i in (0..<n).map { Complex(i == $0 ? 1 : 0) } }
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

/// The sums over a grid of k points, written as the paper writes them.
private struct LiteralSum {
    var tensors: [Quantity: [Double]] = [:]

    init(_ system: SpinOrbitSystem, mu: Double, thermal: Double, scale: Double, grid: Int, dimension: Int) throws {
        let n = system.functions
        let pauli: [Matrix] = [[[0, 1], [1, 0]], [[0, Complex(0, -1)], [Complex(0, 1), 0]], [[1, 0], [0, -1]]]
        let spins: [Matrix] = pauli.map { s in
            (0..<n).map { i in (0..<n).map { j in i / 2 == j / 2 ? s[i % 2][j % 2] : .zero } }
        }
        let (bareModel, couplingModel) = (system.withoutSpinOrbit, system.spinOrbit)
        let lattice = bareModel.lattice
        /// Σ_R e^{ik·R} M(R), and i (R + τ_n - τ_m)_j e^{ik·R} M(R).
        func bloch(_ model: TightBinding, _ k: SIMD3<Double>) -> (matrix: Matrix, velocity: [Matrix]) {
            var matrix: Matrix = (0..<n).map { _ in (0..<n).map { _ in .zero } }
            var velocity = [Matrix](repeating: matrix, count: dimension)
            for (index, cell) in model.cells.enumerated() {
                let phase = Complex(length: 1, phase: 2 * .pi * (k * SIMD3<Double>(cell)).sum())
                var vector = SIMD3<Double>.zero
                for axis in 0..<3 { vector += lattice[axis] * Double(cell[axis]) }
                for i in 0..<n {
                    for j in 0..<n {
                        let value = phase * model.element(index, i, j)
                        matrix[i][j] += value
                        let path = vector + model.centres[j] - model.centres[i]
                        for axis in 0..<dimension { velocity[axis][i][j] += Complex(0, path[axis]) * value }
                    }
                }
            }
            return (matrix, velocity)
        }
        func f(_ e: Double) -> Double { 1 / (Double.exp((e - mu) / thermal) + 1) }
        func g(_ e: Double) -> Double { -thermal * Double.log(1 + Double.exp(-(e - mu) / thermal)) }
        let half = Complex(0.5)
        let i = Complex<Double>(0, 1)
        var sums: [Quantity: [Double]] = [:]
        func add(_ quantity: Quantity, _ spin: Int, _ direction: Int, _ value: Double) {
            sums[quantity, default: [Double](repeating: 0, count: 3 * dimension)][spin * dimension + direction] += value
        }
        /// Σ_n f_n A_n - g_n B_n of Eqs. 2, 11, 12, with A_n = Σ_m Im[t_nm v_mn]/(E_m - E_n), B_n = -2 Σ_m Im[…]/(E_m - E_n)².
        func bubble(_ t: Matrix, _ v: Matrix, _ energies: [Double]) -> Double {
            var sum = 0.0
            for a in 0..<n {
                for b in 0..<n where a != b {
                    let (gap, im) = (energies[b] - energies[a], (t[a][b] * v[b][a]).imaginary)
                    sum += f(energies[a]) * im / gap + 2 * g(energies[a]) * im / (gap * gap)
                }
            }
            return sum
        }
        func divided(_ function: (Double) -> Double, _ derivative: (Double) -> Double, _ a: Double, _ b: Double) -> Double {
            a == b ? derivative(a) : (function(a) - function(b)) / (a - b)
        }
        let last = dimension == 3 ? grid : 1
        for index in 0..<grid * grid * last {
            let k = SIMD3(Double(index % grid), Double(index / grid % grid), Double(index / grid / grid)) / Double(grid)
            let (bare, bareVelocity) = bloch(bareModel, k)
            let (coupling, couplingVelocity) = bloch(couplingModel, k)
            let (energies, states) = eigensystem(bare + Complex(scale) * coupling)
            func between(_ m: Matrix) -> Matrix { adjoint(states) * m * states }
            let own = eigensystem(bare)
            func betweenBare(_ m: Matrix) -> Matrix { adjoint(own.vectors) * m * own.vectors }
            let v = betweenBare(coupling)
            for (spin, sigma) in spins.enumerated() {
                let torque = between(half * i * (bare * sigma - sigma * bare))
                let spinTorque = -half * i * (coupling * sigma - sigma * coupling)
                for j in 0..<dimension {
                    let velocity = bareVelocity[j] + Complex(scale) * couplingVelocity[j]
                    add(.dmi, spin, j, bubble(torque, between(velocity), energies))
                    add(.fullCoupling, spin, j, bubble(between(spinTorque), between(velocity), energies))
                    add(.b, spin, j, bubble(betweenBare(spinTorque), betweenBare(bareVelocity[j]), own.energies))
                    let flow = between(sigma * velocity)
                    let anti = betweenBare(sigma * bareVelocity[j] + bareVelocity[j] * sigma)
                    let bareFlow = betweenBare(sigma * couplingVelocity[j])
                    let (s, w) = (betweenBare(sigma), betweenBare(couplingVelocity[j]))
                    for a in 0..<n {
                        add(.spinCurrent, spin, j, 0.5 * f(energies[a]) * flow[a][a].real)
                        add(.aTwo, spin, j, -0.5 * f(own.energies[a]) * bareFlow[a][a].real)
                        for b in 0..<n {
                            let (x, y) = (own.energies[a], own.energies[b])
                            let df = divided(f, { -f($0) * (1 - f($0)) / thermal }, x, y)
                            add(.aOne, spin, j, -0.25 * df * (anti[a][b] * v[b][a]).real)
                            add(.c, spin, j, 0.5 * divided(g, f, x, y) * (s[a][b] * w[b][a]).real)
                        }
                    }
                }
            }
        }
        let size = try PeriodicAxes(dimension, of: lattice).cellSize * Double(grid * grid * last)
        tensors = sums.mapValues { $0.map { $0 / size } }
    }
}
