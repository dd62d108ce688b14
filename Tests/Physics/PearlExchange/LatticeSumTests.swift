import Foundation
import PearlExchange
import TestSupport
import XCTest

/// A lattice by its angle in degrees.
func rhombic(_ degrees: Double, _ pearlLength: Double) -> ImpurityLattice {
    ImpurityLattice(angle: degrees * .pi / 180, pearlLength: pearlLength)
}

/// Energies of lattices by complete sums: values, limits, direct sums, symmetries.
final class LatticeSumTests: XCTestCase {
    func testLatticeEnergies() {
        for (degrees, length, order, energy, angle) in [
            (67, 50, .ferromagnet, "-1.76855154227", "33.5000000000"), (67, 50, .layered, "-1.53407634316", "178.582241"),
            (67, 50, .diagonal, "-1.05522621307", nil), (82, 50, .ferromagnet, "-1.62796122655", "41.0000000000"),
            (82, 50, .layered, "-1.67644434063", "178.979307"), (67, 7, .ferromagnet, "-1.65730553347", nil),
            (67, 7, .layered, "-1.43173174071", nil),
        ] as [(Double, Double, ImpurityLattice.Order, String, String?)] {
            let matrix = EwaldSum(rhombic(degrees, length)).matrix(order)
            assertDigits(matrix.energy, energy)
            if let angle { assertDigits(matrix.momentAngle, angle) }
            XCTAssertLessThan(matrix.energyError, 1e-12)
        }
        let matrix = EwaldSum(rhombic(67, 50)).matrix(SIMD2(0.7, -1.1))
        assertDigits(matrix.xx, "-1.3543148381")
        assertDigits(matrix.xy, "-2.85656072468")
        assertDigits(matrix.yy, "1.32873576467")
    }

    func testThreeDimensionalDipoles() {
        for (degrees, order, eigenvalue) in [
            (60, .ferromagnet, -5.51709), (90, .layered, -5.09887), (90, .ferromagnet, -4.51681),
        ] as [(Double, ImpurityLattice.Order, Double)] {
            // 2E/ρ as ρ → 0, the next order being ρ².
            let found = 2 * EwaldSum(rhombic(degrees, 1e-4)).matrix(order).energy / 1e-4
            XCTAssertEqual(found, eigenvalue, accuracy: 1.5e-5)
        }
    }

    func testTwoDimensionalDipoles() {
        // Without the uniform term, wide stripes along the rows cost less and less: of width 1, 2 and 4, the last one with two
        // wave vectors, b₂/8 and 3b₂/8, of weights cos²(π/8) and sin²(π/8).
        let triangular = EwaldSum(rhombic(60, .infinity))
        let b = rhombic(60, .infinity).reciprocal.1
        assertDigits(triangular.matrix(b / 2).energy, "-1.4746")
        assertDigits(triangular.matrix(b / 4).energy, "-1.6457")
        let (long, short) = (triangular.matrix(b / 8), triangular.matrix(3 * b / 8))
        let (most, rest) = (0.5 + 0.125.squareRoot(), 0.5 - 0.125.squareRoot())
        let four = CouplingMatrix(
            xx: most * long.xx + rest * short.xx, xy: most * long.xy + rest * short.xy, yy: most * long.yy + rest * short.yy,
            error: 0)
        assertDigits(four.energy, "-1.7297")
        let far = triangular.matrix(b * 1e-7)
        assertDigits(far.energy, "-1.8138")
    }

    /// Plain sums with a smooth cutoff, and the rest of the ferromagnet's as an integral: real space alone.
    func testDirectSums() {
        let (lattice, radius) = (rhombic(67, 7), 160.0)
        for (k, error) in [(lattice.momentum(.ferromagnet), 2e-5), (lattice.momentum(.layered), 1e-7), (SIMD2(1.9, 0.8), 1e-7)] {
            let found = EwaldSum(lattice).matrix(k)
            var (xx, xy, yy) = (0.0, 0.0, 0.0)
            let reach = Int(2.2 * radius)
            for row in -reach...reach {
                for column in -2 * reach...2 * reach where row != 0 || column != 0 {
                    let r = SIMD2(Double(column) + Double(row) * cos(lattice.angle), Double(row) * sin(lattice.angle))
                    let distance = (r * r).sum().squareRoot()
                    guard distance < 1.9 * radius else { continue }
                    let coupling = PairCoupling(distance / 7, .exact)
                    let weight = Self.window(distance / radius) * cos((k * r).sum()) / 49
                    let both = coupling.parallel + coupling.perpendicular
                    xx += weight * (coupling.perpendicular - both * r.x * r.x / (distance * distance))
                    xy -= weight * both * r.x * r.y / (distance * distance)
                    yy += weight * (coupling.perpendicular - both * r.y * r.y / (distance * distance))
                }
            }
            if k == .zero {
                // ∫(1 - window)(J_⊥ - J_∥)/2 d²r/A, by the identity from 1/x - V ≈ 1/x³: fine panels are enough.
                var tail = 0.0
                let step = 0.5
                for index in 0..<400_000 {
                    let r = 0.1 * radius + step * (Double(index) + 0.5)
                    let coupling = PairCoupling(r / 7, .exact)
                    tail += (1 - Self.window(r / radius)) * .pi * r * (coupling.perpendicular - coupling.parallel) / 49 * step
                }
                tail /= lattice.area
                // Beyond: J_⊥ - J_∥ = -(ρ/r)³.
                tail -= .pi * 7 / (200_000 + 0.1 * radius) / lattice.area
                (xx, yy) = (xx + tail, yy + tail)
            }
            XCTAssertEqual(xx, found.xx, accuracy: error)
            XCTAssertEqual(xy, found.xy, accuracy: error)
            XCTAssertEqual(yy, found.yy, accuracy: error)
        }
    }

    /// 1 up to about ½, 0 from 1.9 on, smoother than any power.
    private static func window(_ x: Double) -> Double { x >= 1.9 ? 0 : x <= 0.1 ? 1 : 0.5 * erfc(6 * (x - 1)) }

    func testPeriodsAndMirror() {
        let lattice = rhombic(71, 12)
        let (first, second) = lattice.reciprocal
        let (sum, k) = (EwaldSum(lattice), SIMD2(0.4, 1.7))
        let here = sum.matrix(k)
        for other in [k + first, k - 2 * second, -k] {
            XCTAssertEqual(sum.matrix(other).xy, here.xy, accuracy: 1e-12)
            XCTAssertEqual(sum.matrix(other).xx, here.xx, accuracy: 1e-12)
        }
        // b₁/2 is b₂/2 in the mirror of the rhombus.
        XCTAssertEqual(sum.matrix(first / 2).energy, sum.matrix(second / 2).energy, accuracy: 1e-13)
        // Across q = 1/ρ, where V_L is a limit; the two η of the error go over to the series at different q.
        let wide = EwaldSum(rhombic(60, 1.3))
        for offset in Array(stride(from: -0.6, through: 1, by: 0.01)) + [1e-12, 1e-9, 1e-6] {
            XCTAssertLessThan(wide.matrix(SIMD2(1 / 1.3 + offset, 0)).error, 1e-12, "\(offset)")
        }
    }

    func testNoOtherWaveVectorIsLower() {
        for degrees in [60.0, 72, 79, 80, 90] {
            let lattice = rhombic(degrees, 50)
            let sum = EwaldSum(lattice)
            let zone = ZoneScan(sum, lattice)
            let best = ImpurityLattice.Order.allCases.map { sum.matrix($0).energy }.min() ?? 0
            XCTAssertEqual(zone.energy, best, accuracy: 1e-12, "\(degrees)")
        }
        // Without the field there is: long stripes.
        let lattice = rhombic(60, 1e6)
        let scan = ZoneScan(EwaldSum(lattice), lattice)
        XCTAssertLessThan(scan.energy, EwaldSum(lattice).matrix(.layered).energy)
    }
}
