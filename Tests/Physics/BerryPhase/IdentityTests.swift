import BerryPhase
import Numerics
import WannierHamiltonian
import XCTest

/// Identities that hold for every Hamiltonian, on random ones.
final class IdentityTests: XCTestCase {
    private let crystals: [(name: String, crystal: RandomCrystal)] = [
        ("one orbital", RandomCrystal(orbitals: 1)), ("three", RandomCrystal()), ("six", RandomCrystal(orbitals: 6)),
        ("bulk", RandomCrystal(orbitals: 2, dimension: 3)), ("currents", RandomCrystal(orbitalCurrents: 0.2, oddCoupling: 0.1)),
        ("turning", RandomCrystal(isCollinear: false)), ("degenerate", RandomCrystal(orbitals: 2, isDegenerate: true)),
        ("nonmagnet", RandomCrystal(exchange: 0)), ("weak", RandomCrystal(exchange: 1e-6)),
    ]

    /// D = -Q + ξ b with the states of H_ξ, for every ξ. The two differ by the integral of a
    /// derivative by k, so that the grid must be fine.
    func testSecondRoute() throws {
        for (name, crystal) in crystals {
            for scale in [0, 0.3, 1, -2] {
                let found = try crystal.system(seed: 7).values(
                    mu: 0.1, thermal: 0.2, scale: scale, grid: crystal.dimension == 2 ? 96 : 56, dimension: crystal.dimension)
                let size = found.largest(.spinCurrent) + found.largest(.fullCoupling) + 1e-6
                for index in found[.dmi].indices {
                    XCTAssertEqual(
                        found[.dmi][index], -found[.spinCurrent][index] + scale * found[.fullCoupling][index],
                        accuracy: 1e-11 * size, "\(name), ξ = \(scale)")
                }
            }
        }
    }

    /// dD/dξ = a + b and dQ/dξ = -a at ξ = 0, by differences of fourth order. It takes an integral over k by
    /// parts, so that the grid must be fine: then c + d = 0.
    func testSlopes() throws {
        for (name, crystal) in crystals {
            let system = try crystal.system(seed: 11)
            func values(_ scale: Double) throws -> BerryPhaseValues {
                try system.values(
                    mu: 0.1, thermal: 0.15, scale: scale, grid: crystal.dimension == 2 ? 80 : 48, dimension: crystal.dimension)
            }
            let step = 2e-3
            let near = (try values(step), try values(-step))
            let far = (try values(2 * step), try values(-2 * step))
            let bare = try values(0)
            for index in bare[.dmi].indices {
                func slope(_ quantity: Quantity) -> Double {
                    (8 * (near.0[quantity][index] - near.1[quantity][index]) - (far.0[quantity][index] - far.1[quantity][index]))
                        / (12 * step)
                }
                let size = bare.largest(.aOne) + 1e-5
                XCTAssertEqual(slope(.dmi), bare[.a][index] + bare[.b][index], accuracy: 2e-8 * size, name)
                XCTAssertEqual(slope(.spinCurrent), -bare[.a][index], accuracy: 2e-8 * size, name)
                XCTAssertEqual(bare[.a][index], bare[.aOne][index] + bare[.aTwo][index], accuracy: 1e-14 * size, name)
            }
        }
    }

    /// b = 0 if V is even under time reversal and H̄ is that of real orbitals; not otherwise.
    func testTimeReversal() throws {
        let even = try RandomCrystal().system(seed: 3).values(mu: 0.1, thermal: 0.05, grid: 16)
        XCTAssertLessThan(even.largest(.b), 1e-15)
        for crystal in [RandomCrystal(orbitalCurrents: 0.2), RandomCrystal(oddCoupling: 0.1)] {
            XCTAssertGreaterThan(try crystal.system(seed: 3).values(mu: 0.1, thermal: 0.05, grid: 16).largest(.b), 1e-6)
        }
    }

    /// Without exchange D = 0, and a^I = -a^II, which is not zero.
    func testNonmagnet() throws {
        let found = try RandomCrystal(exchange: 0).system(seed: 5).values(mu: 0.1, thermal: 0.05, grid: 96)
        XCTAssertLessThan(found.largest(.dmi), 1e-15)
        XCTAssertGreaterThan(found.largest(.aOne), 1e-4)
        XCTAssertLessThan(found.largest(.a), 1e-11 * found.largest(.aOne) + (found.errors[.a] ?? 0))
    }

    /// With the exchange turned rigidly, a_ij(n) = Σ_l (δ_il - n_i n_l) m_lj with the same m for all n.
    func testRotationOfTheExchange() throws {
        let system = try RandomCrystal().system(seed: 9)
        func slope(_ direction: SIMD3<Double>) throws -> [Double] {
            try system.exchange(along: direction).values(mu: 0.1, thermal: 0.08, grid: 128)[.a]
        }
        let (alongX, alongY, alongZ) = (try slope(SIMD3(1, 0, 0)), try slope(SIMD3(0, 1, 0)), try slope(SIMD3(0, 0, 1)))
        // Rows of m: x and y from n ∥ z, z from n ∥ x.
        let matrix = Array(alongZ[..<4]) + Array(alongX[4...])
        for (found, expected) in zip(alongX[2..<4] + alongY[..<2], matrix[2..<4] + matrix[..<2]) {
            XCTAssertEqual(found, expected, accuracy: 1e-11)
        }
        let n = SIMD3(0.36, 0.48, 0.8)
        let tilted = try slope(n)
        for i in 0..<3 {
            for j in 0..<2 {
                let along = (0..<3).reduce(0.0) { $0 + n[$1] * matrix[2 * $1 + j] }
                XCTAssertEqual(tilted[2 * i + j], matrix[2 * i + j] - n[i] * along, accuracy: 1e-11)
            }
        }
    }

    /// Functions multiplied by phases, moved by lattice vectors, permuted: none of it can be seen.
    func testGauge() throws {
        for crystal in [RandomCrystal(), RandomCrystal(orbitalCurrents: 0.2, oddCoupling: 0.1, isCollinear: false)] {
            let (bare, coupling, centres) = crystal.elements(seed: 13)
            let expected = try crystal.system(seed: 13).values(mu: 0.1, thermal: 0.05, grid: 16)
            let phases = [0.3, 1.9, -0.7], moves = [SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(-2, 1, 0)], order = [2, 0, 1]
            func change(_ hopping: TightBinding.Hopping) -> TightBinding.Hopping {
                let (m, n) = (hopping.row / 2, hopping.column / 2)
                return .init(
                    // Function n moved by T: its copy in cell R is the old one in R + T.
                    hopping.cell &+ moves[m] &- moves[n], 2 * order[m] + hopping.row % 2, 2 * order[n] + hopping.column % 2,
                    hopping.value * Complex(length: 1, phase: phases[n] - phases[m]))
            }
            var moved = centres
            for index in centres.indices {
                let shift = moves[index / 2]
                moved[2 * order[index / 2] + index % 2] =
                    centres[index] + crystal.lattice[0] * Double(shift.x)
                    + crystal.lattice[1] * Double(shift.y)
            }
            let changed = try SpinOrbitSystem(
                withoutSpinOrbit: TightBinding(lattice: crystal.lattice, centres: moved, hoppings: bare.map(change)),
                spinOrbit: TightBinding(lattice: crystal.lattice, centres: moved, hoppings: coupling.map(change)),
                spinOrder: .interlaced)
            let found = try changed.values(mu: 0.1, thermal: 0.05, grid: 16)
            for quantity in Quantity.allCases {
                for (a, b) in zip(found[quantity], expected[quantity]) {
                    XCTAssertEqual(a, b, accuracy: 1e-12 * (expected.magnitudes[quantity] ?? 1), "\(quantity)")
                }
            }
        }
    }

    /// A crystal with inversion has none of it: two copies, the second inverted.
    func testInversion() throws {
        let crystal = RandomCrystal(orbitals: 2)
        let (bare, coupling, centres) = crystal.elements(seed: 17)
        let n = centres.count
        func copy(_ list: [TightBinding.Hopping]) -> [TightBinding.Hopping] {
            list + list.map { .init(.zero &- $0.cell, $0.row + n, $0.column + n, $0.value) }
        }
        let doubled = try SpinOrbitSystem(
            withoutSpinOrbit: TightBinding(
                lattice: crystal.lattice, centres: centres + centres.map { -$0 }, hoppings: copy(bare)),
            spinOrbit: TightBinding(lattice: crystal.lattice, centres: centres + centres.map { -$0 }, hoppings: copy(coupling)),
            spinOrder: .interlaced)
        let found = try doubled.values(mu: 0.1, thermal: 0.05, grid: 16)
        for quantity in Quantity.allCases where quantity != .hall {
            XCTAssertLessThan(found.largest(quantity), 1e-13 * (found.magnitudes[quantity] ?? 0) + 1e-16, "\(quantity)")
        }
    }
}
