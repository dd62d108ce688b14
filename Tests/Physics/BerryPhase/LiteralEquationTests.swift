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

/// The sums over a grid of k points, written as the paper writes them.
private struct LiteralSum {
    var tensors: [Quantity: [Double]] = [:]

    init(_ system: SpinOrbitSystem, mu: Double, thermal: Double, scale: Double, grid: Int, dimension: Int) throws {
        let n = system.functions
        let spins = spinOperators(n)
        let (bareModel, couplingModel) = (system.withoutSpinOrbit, system.spinOrbit)
        let lattice = bareModel.lattice
        func f(_ e: Double) -> Double { 1 / (Double.exp((e - mu) / thermal) + 1) }
        func g(_ e: Double) -> Double { -thermal * Double.log(1 + Double.exp(-(e - mu) / thermal)) }
        let half = Complex(0.5)
        let i = Complex<Double>(0, 1)
        var sums: [Quantity: [Double]] = [:]
        func add(_ quantity: Quantity, _ spin: Int, _ direction: Int, _ value: Double) {
            sums[quantity, default: [Double](repeating: 0, count: 3 * dimension)][spin * dimension + direction] += value
        }
        /// Σ_n f_n A_n - g_n B_n of Eqs. 2, 11, 12, with A_n = Σ_m Im[t_nm v_mn]/(E_m - E_n), B_n = -2 Σ_m Im[…]/(E_m - E_n)².
        func bubble(_ t: DenseMatrix, _ v: DenseMatrix, _ energies: [Double]) -> Double {
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
            let (bare, bareVelocity) = bareModel.bloch(k, dimension: dimension)
            let (coupling, couplingVelocity) = couplingModel.bloch(k, dimension: dimension)
            let (energies, states) = eigensystem(bare + Complex(scale) * coupling)
            func between(_ m: DenseMatrix) -> DenseMatrix { adjoint(states) * m * states }
            let own = eigensystem(bare)
            func betweenBare(_ m: DenseMatrix) -> DenseMatrix { adjoint(own.vectors) * m * own.vectors }
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
