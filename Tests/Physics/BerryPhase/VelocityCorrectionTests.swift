import BerryPhase
import Numerics
import WannierHamiltonian
import XCTest

/// c + d = 0 (Eq. 39): what the spin-orbit part of the velocity gives to D at first order, c of Eq. 31, is taken away by what
/// the change of the states gives with the other part, d of Eq. 36. The model does not compute d; here it is, as printed.
final class VelocityCorrectionTests: XCTestCase {
    func testTheyCancel() throws {
        let crystals = [
            RandomCrystal(orbitals: 2), RandomCrystal(orbitals: 2, orbitalCurrents: 0.2, oddCoupling: 0.1),
            RandomCrystal(orbitals: 2, isCollinear: false), RandomCrystal(orbitals: 1, isDegenerate: true),
            RandomCrystal(orbitals: 2, exchange: 0), RandomCrystal(),
        ]
        for (number, crystal) in crystals.enumerated() {
            let system = try crystal.system(seed: UInt64(30 + number))
            let thermal = 0.25
            let c = try system.values(mu: 0.1, thermal: thermal, scale: 0.7, grid: 40)[.c]
            let d = try correction(system, mu: 0.1, thermal: thermal, grid: 40)
            let largest = c.reduce(0) { max($0, abs($1)) }
            XCTAssertGreaterThan(largest, 1e-4)
            // To what sums over k leave of the integral of a derivative.
            for (x, y) in zip(c, d) { XCTAssertEqual(x + y, 0, accuracy: 1e-8 * largest, "crystal \(number)") }
        }
    }

    /// d_ij = ½ Re Σ g[n,m,l] σ^i_nm (V_ml hv̄^j_ln + hv̄^j_ml V_ln): the integral of Eq. 36 over energy, by residues, gives second
    /// divided differences of g. (spin, direction), per area.
    private func correction(_ system: SpinOrbitSystem, mu: Double, thermal: Double, grid: Int) throws -> [Double] {
        let n = system.functions
        let potential = GrandPotential(mu: mu, thermal: thermal)
        let spins = spinOperators(n)
        var sums = [Double](repeating: 0, count: 6)
        for index in 0..<grid * grid {
            let k = SIMD3(Double(index % grid), Double(index / grid), 0) / Double(grid)
            let (bare, velocity) = system.withoutSpinOrbit.bloch(k, dimension: 2)
            let (energies, states) = eigensystem(bare)
            func between(_ m: DenseMatrix) -> DenseMatrix { adjoint(states) * m * states }
            let v = between(system.spinOrbit.bloch(k, dimension: 2).matrix)
            let (sigma, w) = (spins.map(between), velocity.map(between))
            for a in 0..<n {
                for b in 0..<n {
                    for c in 0..<n {
                        let difference = potential.second(energies[a], energies[b], energies[c])
                        for j in 0..<2 {
                            let product = v[b][c] * w[j][c][a] + w[j][b][c] * v[c][a]
                            for i in 0..<3 { sums[2 * i + j] += 0.5 * difference * (sigma[i][a][b] * product).real }
                        }
                    }
                }
            }
        }
        let cells = try PeriodicAxes(2, of: system.withoutSpinOrbit.lattice).cellSize * Double(grid * grid)
        return sums.map { $0 / cells }
    }
}

/// g(E) = -k_BT ln(1 + e^{-x}) and its divided differences, by Gauss's rule where energies are close.
private struct GrandPotential {
    let mu, thermal: Double

    /// Of Gauss and Legendre, with six nodes on (0, 1).
    private static let rule: [(node: Double, weight: Double)] = {
        let half: [(node: Double, weight: Double)] = [
            (0.2386191860831969, 0.4679139345726910), (0.6612093864662645, 0.3607615730481386),
            (0.9324695142031521, 0.1713244923791704),
        ]
        return half.flatMap { [(0.5 + 0.5 * $0.node, 0.5 * $0.weight), (0.5 - 0.5 * $0.node, 0.5 * $0.weight)] }
    }()

    private func value(_ energy: Double) -> Double {
        let x = (energy - mu) / thermal
        return -thermal * (max(0, -x) + Double.log(onePlus: Double.exp(-abs(x))))
    }

    private func fermi(_ energy: Double) -> Double { 0.5 - 0.5 * Double.tanh(0.5 * (energy - mu) / thermal) }

    private func slope(_ energy: Double) -> Double { -fermi(energy) * (1 - fermi(energy)) / thermal }

    private func first(_ a: Double, _ b: Double) -> Double {
        guard abs(a - b) < 0.5 * thermal else { return (value(a) - value(b)) / (a - b) }
        return Self.rule.reduce(0) { $0 + $1.weight * fermi(a + (b - a) * $1.node) }
    }

    func second(_ x: Double, _ y: Double, _ z: Double) -> Double {
        let sorted = [x, y, z].sorted()
        let (a, b, c) = (sorted[0], sorted[1], sorted[2])
        guard c - a < 0.5 * thermal else { return (first(a, b) - first(b, c)) / (a - c) }
        // ∫₀¹ds ∫₀ˢdt g''(a + (b - a)s + (c - b)t).
        var sum = 0.0
        for outer in Self.rule {
            let (s, weight) = (outer.node, outer.weight * outer.node)
            for inner in Self.rule { sum += weight * inner.weight * slope(a + (b - a) * s + (c - b) * s * inner.node) }
        }
        return sum
    }
}
