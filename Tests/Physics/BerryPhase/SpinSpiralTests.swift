import BerryPhase
import Foundation
import Numerics
import RandomNumbers
import WannierHamiltonian
import XCTest

/// D from the energies of spin spirals, with neither wave functions, velocities nor torques: the definition of D, Eq. 1.
///
/// In a cycloid n = (sin φ, 0, cos φ), φ = q·r, the vector n × ∂n/∂r_j is q_j e_y, so that the free energy per area has the part
/// Σ_j q_j D_yj, odd in q, with D averaged over the directions of n on the way.
final class SpinSpiralTests: XCTestCase {
    func testDIsTheSlopeOfTheSpiralsEnergy() throws {
        for (seed, scale) in [(1, 1.0), (2, 1), (2, -2)] {
            let crystal = SpiralCrystal(seed: UInt64(seed), scale: scale)
            let (mu, thermal) = (0.2, 0.4)
            let wave = crystal.wave(period: 1)
            var (dmi, current) = (0.0, 0.0)
            let angles = 8
            for index in 0..<angles {
                // D does not change if all spins are reversed: half a turn is enough.
                let found = try crystal.collinear(angle: .pi * Double(index) / Double(angles))
                    .values(mu: mu, thermal: thermal, scale: scale, grid: 48, selection: .leading)
                for j in 0..<2 {
                    dmi += wave[j] * found[.dmi][2 + j] / Double(angles)
                    current += wave[j] * found[.spinCurrent][2 + j] / Double(angles)
                }
            }
            // The odd part of the energy over q is a series in q²: by Richardson's extrapolation, to q⁸, which leaves a few millionths at most.
            let periods = [8, 10, 12, 14, 16]
            let slopes = try periods.map { period in
                let (with, against) = (
                    try crystal.freeEnergy(period: period, mu: mu, thermal: thermal),
                    try crystal.freeEnergy(period: -period, mu: mu, thermal: thermal)
                )
                return Double(period) * (with - against) / 2
            }
            let found = limit(slopes, periods)
            XCTAssertEqual(found, dmi, accuracy: 5e-6 * abs(dmi), "crystal \(seed), ξ = \(scale)")
            // The spin current, which is -D to first order only, is another number here.
            XCTAssertGreaterThan(abs(found + current), 0.3 * abs(dmi))
        }
    }

    /// The value at 1/period² = 0 of the polynomial in it.
    private func limit(_ values: [Double], _ periods: [Int]) -> Double {
        let squares = periods.map { 1 / Double($0 * $0) }
        return squares.indices.reduce(0) { sum, i in
            sum + squares.indices.filter { $0 != i }.reduce(values[i]) { $0 * squares[$1] / (squares[$1] - squares[i]) }
        }
    }
}

/// Two orbitals in an oblique cell, the first magnetic, with random hoppings of both kinds.
private struct SpiralCrystal {
    private struct Bond {
        let cell: SIMD3<Int>
        let row, column: Int
        let scalar: Double
        /// i times this times σ.
        let coupling: SIMD3<Double>
    }

    private let lattice = [SIMD3(2.9, 0.2, 0), SIMD3(0.4, 3.2, 0), SIMD3(0, 0, 10)]
    private let centres = [SIMD3(0, 0, 0), SIMD3(1.1, 1.7, 2.0)]
    private let exchange = [0.6, 0.1]
    private let levels: [Double]
    private let bonds: [Bond]
    private let scale: Double

    init(seed: UInt64, scale: Double) {
        var random = SplitMix64(seed: seed)
        self.scale = scale
        levels = [-0.2, random.real(0...0.4)]
        var bonds: [Bond] = []
        for cell in [SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(1, -1, 0)] {
            for row in 0..<2 {
                for column in 0..<2 where cell != .zero || column > row {
                    bonds.append(
                        Bond(
                            cell: cell, row: row, column: column, scalar: 0.3 * random.real(),
                            coupling: 0.15 * SIMD3(random.real(), random.real(), random.real())))
                }
            }
        }
        self.bonds = bonds
    }

    /// b₁/period, in 1/Å.
    func wave(period: Int) -> SIMD2<Double> {
        let (a, b) = (lattice[0], lattice[1])
        return 2 * .pi / (a.x * b.y - a.y * b.x) / Double(period) * SIMD2(b.y, -b.x)
    }

    private func field(_ angle: Double) -> [Complex<Double>] {
        [
            Complex(Foundation.cos(angle)), Complex(Foundation.sin(angle)), Complex(Foundation.sin(angle)),
            Complex(-Foundation.cos(angle)),
        ]
    }

    /// i a·σ.
    private func spinOrbit(_ a: SIMD3<Double>) -> [Complex<Double>] {
        [Complex(0, a.z), Complex(a.y, a.x), Complex(-a.y, a.x), Complex(0, -a.z)]
    }

    /// The elements of H̄ and of V in `count` cells along a₁, with the exchange field of the orbital in a cell at an angle to z.
    private func elements(
        count: Int, angle: (_ cell: Int, _ orbital: Int) -> Double
    ) -> (bare: [TightBinding.Hopping], coupling: [TightBinding.Hopping]) {
        var (bare, coupling) = ([TightBinding.Hopping](), [TightBinding.Hopping]())
        for first in 0..<count {
            for orbital in 0..<2 {
                let own = field(angle(first, orbital))
                for s in 0..<2 {
                    for t in 0..<2 {
                        let level = s == t ? Complex(levels[orbital]) : .zero
                        let place = 2 * (2 * first + orbital)
                        bare.append(.init(.zero, place + s, place + t, level + Complex(exchange[orbital]) * own[2 * s + t]))
                    }
                }
            }
            for bond in bonds {
                let end = first + bond.cell.x
                let turns = Int((Double(end) / Double(count)).rounded(.down))
                let cell = SIMD3(turns, bond.cell.y, 0)
                let (row, column) = (2 * (2 * first + bond.row), 2 * (2 * (end - turns * count) + bond.column))
                let soi = spinOrbit(bond.coupling)
                for s in 0..<2 {
                    for t in 0..<2 {
                        for (value, isBare) in [(s == t ? Complex(bond.scalar) : .zero, true), (soi[2 * s + t], false)] {
                            let pair = [
                                TightBinding.Hopping(cell, row + s, column + t, value),
                                TightBinding.Hopping(.zero &- cell, column + t, row + s, value.conjugate),
                            ]
                            if isBare { bare += pair } else { coupling += pair }
                        }
                    }
                }
            }
        }
        return (bare, coupling)
    }

    /// The ferromagnet with its moments at an angle to z, in the plane of x and z.
    func collinear(angle: Double) throws -> SpinOrbitSystem {
        let (bare, coupling) = elements(count: 1) { _, _ in angle }
        let places = centres.flatMap { [$0, $0] }
        return try SpinOrbitSystem(
            withoutSpinOrbit: TightBinding(lattice: lattice, centres: places, hoppings: bare),
            spinOrbit: TightBinding(lattice: lattice, centres: places, hoppings: coupling), spinOrder: .interlaced)
    }

    /// The grand potential per area of the spiral with one turn in |period| cells, against b₁ if the period is negative.
    func freeEnergy(period: Int, mu: Double, thermal: Double) throws -> Double {
        let count = abs(period)
        let wave = wave(period: period)
        let (bare, coupling) = elements(count: count) { cell, orbital in
            let place = Double(cell) * lattice[0] + centres[orbital]
            return wave.x * place.x + wave.y * place.y
        }
        let long = [Double(count) * lattice[0], lattice[1], lattice[2]]
        let places = (0..<count).flatMap { cell in centres.flatMap { [$0, $0] }.map { $0 + Double(cell) * lattice[0] } }
        let model = try TightBinding(
            lattice: long, centres: places,
            hoppings: bare + coupling.map { .init($0.cell, $0.row, $0.column, $0.value * Complex(scale)) })
        let (across, along) = (24, (24 + count - 1) / count)
        var sum = 0.0
        for i in 0..<along {
            for j in 0..<across {
                for energy in bandEnergies(model, atReduced: SIMD3(Double(i) / Double(along), Double(j) / Double(across), 0)) {
                    let x = (energy - mu) / thermal
                    sum -= thermal * (max(0, -x) + log1p(exp(-abs(x))))
                }
            }
        }
        let area = long[0].x * long[1].y - long[0].y * long[1].x
        return sum / Double(along * across) / area
    }
}
