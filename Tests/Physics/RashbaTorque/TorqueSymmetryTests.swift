import Foundation
import RashbaTorque
import TestSupport
import XCTest

/// Symmetries and limits of spin-orbit torques, and what the paper states of them.
final class TorqueSymmetryTests: XCTestCase {
    func testTheTorqueIsRebuilt() throws {
        // Eq. 3 with the efficiencies is (K_J J) × m for any J.
        for setting in [a, b, c] {
            let k = ConversionMatrices(try found(setting)).perCurrent
            let tau = try efficiencies(setting)
            let m = SIMD3(sin(setting.theta), 0, cos(setting.theta))
            func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
                SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
            }
            let z = SIMD3(0.0, 0, 1)
            for j in [SIMD3(1.0, 0, 0), SIMD3(0, 1, 0), SIMD3(0.3, -0.8, 0)] {
                let spin = SIMD3(k[0] * j.x + k[1] * j.y, k[2] * j.x + k[3] * j.y, k[4] * j.x + k[5] * j.y)
                let along = (m * j).sum()
                let even = tau[0] * cross(m, cross(m, cross(z, j))) + tau[1] * along * cross(m, z)
                let odd = tau[2] * cross(m, cross(z, j)) + tau[3] * along * cross(m, cross(m, z))
                let off = even + odd - cross(spin, m)
                XCTAssertLessThan((off * off).sum().squareRoot(), 1e-14)
            }
        }
    }

    func testDirectionsOfTheMagnetisation() throws {
        for theta in [0.2, 0.7, 1.3, 1.55] {
            let reference = try efficiencies(setting(exchange: 5, theta: theta, energy: 6))
            let mirrored = try efficiencies(setting(exchange: 5, theta: .pi - theta, energy: 6))
            let reversed = try efficiencies(setting(exchange: -5, theta: theta, energy: 6))
            for index in 0..<4 {
                XCTAssertEqual(mirrored[index], reference[index], accuracy: 1e-10)
                // The direction of m as the efficiencies see it stays; the spins' response is odd and even as their names say.
                XCTAssertEqual(reversed[index], index < 2 ? -reference[index] : reference[index], accuracy: 1e-10)
            }
        }
    }

    func testLimitsAtTheAxes() throws {
        for (limit, near) in [(0, 0.06), (Double.pi / 2, Double.pi / 2 - 0.06)] {
            let atLimit = try efficiencies(setting(exchange: 4.8, theta: limit, energy: 8, u: 100))
            let close = try efficiencies(setting(exchange: 4.8, theta: near, energy: 8, u: 100))
            let half = try efficiencies(setting(exchange: 4.8, theta: (limit + near) / 2, energy: 8, u: 100))
            for index in 0..<4 {
                // Even in the angle from the axis: what is left at half of it is a quarter.
                let (whole, quarter) = (close[index] - atLimit[index], half[index] - atLimit[index])
                XCTAssertEqual(quarter, whole / 4, accuracy: 0.02 * abs(whole) + 1e-10, "\(limit) \(index)")
            }
        }
    }

    func testTheCutoffRenormalisesTheStrength() throws {
        let m = 0.8 / 76.199642283
        let inverse = 1 / 80.0 + m / (2 * .pi) * log(1e4)
        let one = try found(a).response
        let other = try found(setting(exchange: 5, theta: 0.35, energy: 3.5, inverse: inverse)).response
        for (x, y) in zip(one.spinDensity, other.spinDensity) { XCTAssertEqual(x, y, accuracy: 1e-15) }
    }

    func testFirstBornZeros() throws {
        for (theta, energy) in [(0.3, 3.0), (0.9, 3.5), (0.3, 8), (1.2, 20)] {
            let setting = setting(exchange: 5, theta: theta, energy: energy, .firstBorn)
            let found = try found(setting)
            let k = found.response.spinDensity
            for index in [0, 3, 4] { XCTAssertLessThan(abs(k[index]), 1e-14 * abs(k[1])) }
            if energy > setting.torque.gas.gapEdge {
                XCTAssertLessThan(abs(k[5]), 1e-12 * abs(k[1]))
            } else {
                XCTAssertGreaterThan(abs(k[5]), 0.01 * abs(k[1]))
            }
        }
    }

    func testOneCircularRingHasNoDiagonalResponsePerCurrent() throws {
        for u in [10.0, 100, -300] {
            let k = ConversionMatrices(try found(setting(exchange: 4.8, theta: 0, energy: 3, u: u)))
            XCTAssertLessThan(abs(k.perCurrent[0]), 1e-15)
            XCTAssertGreaterThan(abs(k.perConductivity[0]), 1e-5)
        }
    }

    func testWeakScattering() throws {
        let (m, alpha, energy) = (0.8 / 76.199642283, 17.0, 2000.0)
        for (exchange, u) in [(1.0, 0.01), (4.0, -0.02)] {
            let theta = 0.01
            let (x, z) = (exchange * sin(theta), exchange * cos(theta))
            let q = z * z + m * alpha * alpha * energy
            let k = try found(setting(exchange: exchange, theta: theta, energy: energy, u: u)).response.spinDensity
            // -2 times the printed matrices, e = -1; corrections of order mα²/ε.
            let factor = -1 / Double.pi
            let expected = [
                factor * -pow(m * alpha, 3) * z / (2 * .pi * q), factor * alpha / (u * u), -factor * alpha / (u * u),
                factor * -pow(m * alpha, 3) * z / (2 * .pi * q), factor * m * m * alpha * x * z * z / (4 * .pi * energy * q),
                factor * -m * alpha * x * z / (2 * .pi * u * q),
            ]
            for index in [0, 1, 2, 3, 5] {
                XCTAssertEqual(k[index] / expected[index], 1, accuracy: 0.01, "\(index) of exchange \(exchange)")
            }
        }
    }

    func testNumbersOfTheStatements() throws {
        for (energy, percent) in [(3, "7.3"), (4, "7.2"), (4.7, "6.8"), (5, "1.64"), (10, "1.0"), (30, "0.55")]
            as [(Double, String)]
        {
            let k = try found(setting(exchange: 4.8, theta: 0, energy: energy)).response.spinDensity
            assertDigits(100 * k[0] / abs(k[1]), percent)
        }
        let shift = FerromagneticRashbaGas(mass: 0.8, alpha: 17, exchange: (5.5 / 2.0.squareRoot(), 5.5 / 2.0.squareRoot()))
            .fermiRings(energy: 10, count: 4)
        for (ring, sign) in [(0, -1.0), (1, 1)] {
            let centre = (shift[ring][1].y + shift[ring][3].y) / 2
            XCTAssertEqual(centre, sign * 0.0745862798, accuracy: 5e-11)
        }
    }

    func testWithoutSpinOrbitCoupling() throws {
        let (m, energy, u) = (0.8 / 76.199642283, 9.0, 1e-3)
        let found = try found(setting(exchange: 2, theta: 0.4, energy: energy, u: u, alpha: 0))
        XCTAssertEqual(found.response.spinDensity, [0, 0, 0, 0, 0, 0])
        // Drude: two bands with n_± = m(ε ∓ Δ)/2π and 1/τ = m u², e²τ/m times the density.
        XCTAssertEqual(found.response.conductivity[0], energy / (.pi * m * u * u), accuracy: 1e-3 * energy / (.pi * m * u * u))
        XCTAssertEqual(found.response.rings, 2)
    }
}
