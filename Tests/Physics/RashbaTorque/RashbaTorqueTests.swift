import Foundation
import RashbaTorque
import TestSupport
import XCTest

/// Spin-orbit torques: values of an independent program, Boltzmann's equation, closed forms.
final class RashbaTorqueTests: XCTestCase {
    func testValues() throws {
        let columns: [(SpinOrbitTorque.Setting, [String])] = [
            (
                a,
                [
                    "2.129635249e-4", "-3.339774212e-3", "3.449122066e-3", "2.187935568e-4", "-2.391781496e-5", "3.720847826e-4",
                    "0.1420566261", "8.873105743e-3", "2.518058032e-5", "-0.02459925738", "-2.703462187e-3",
                ]
            ),
            (
                b,
                [
                    "2.074861288e-5", "-3.083561902e-3", "3.107024386e-3", "2.463154949e-5", "-7.56193153e-6", "5.816180191e-5",
                    "0.1799846127", "6.444358908e-4", "1.206120115e-4", "-0.01752365071", "-4.248036675e-4",
                ]
            ),
            (
                c,
                [
                    "1.704971048e-5", "-9.293191511e-4", "9.125231658e-4", "1.872029185e-5", "-4.764477992e-6", "-2.655299273e-5",
                    "0.07252521506", "4.786923359e-4", "3.49212042e-4", "-0.01214930685", "5.78661388e-4",
                ]
            ),
            (
                setting(exchange: 4.8, theta: 0, energy: 8, u: 100, cutoff: 1e4),
                [
                    "2.662332641e-5", "-2.475679018e-3", "2.475679018e-3", "2.662332641e-5", "0.00000000000000",
                    "0.00000000000000",
                    "0.1589040193", "8.393054456e-4", "8.525152836e-5", "-0.01558016331",
                ]
            ),
            (
                setting(exchange: 4.8, theta: 0, energy: 7, inverse: 0, cutoff: 1e3),
                [
                    "2.448949559e-5", "-4.07506475e-4", "4.07506475e-4", "2.448949559e-5", "0.00000000000000", "0.00000000000000",
                    "0.02482866904", "7.838796968e-4", "4.676975499e-4", "-0.01642750535",
                ]
            ),
        ]
        for (setting, printed) in columns {
            let response = try found(setting).response
            let tau = try efficiencies(setting)
            let values = response.spinDensity + response.conductivity[0...1] + [tau[0], tau[2], tau[3]]
            for (value, text) in zip(values, printed) { assertDigits(value, text) }
        }
    }

    func testGreenFunctionEdgesAndCriticalAngle() throws {
        let green = try found(b).response.green
        for (value, text) in zip(
            [green.re[0], green.re[1], green.re[3]], ["-0.01186213439", "-8.36031329e-4", "-7.678422192e-4"])
        {
            assertDigits(value, text)
        }
        XCTAssertEqual(green.re[2], 0)
        assertDigits(a.torque.gas.gapEdge, "4.885560649")
        assertDigits(c.torque.gas.gapEdge, "5.037132252")
        assertDigits(setting(exchange: 4.8 * 2.0.squareRoot(), theta: .pi / 4, energy: 8).torque.gas.gapEdge, "6.1899")
        // Where the edge comes down to 4.5 meV.
        var (low, high) = (0.0, 1.5)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if setting(exchange: 5, theta: middle, energy: 8).torque.gas.gapEdge > 4.5 { low = middle } else { high = middle }
        }
        assertDigits(low, "0.7468259566")
    }

    func testFiniteDensity() throws {
        let finite = setting(
            exchange: 5, theta: 0.35, energy: 3.5, u: 80, cutoff: 1e4, .transitionMatrix, .selfConsistent(5e-4))
        let response = try found(finite).response
        assertDigits(response.spinDensity[0], "2.115038099e-4")
        assertDigits(response.spinDensity[1], "-3.332751204e-3")
        assertDigits(response.conductivity[0], "0.1416328885")
        XCTAssertLessThan(response.wardResidual, 1e-13)
        // Onsager: the Hall conductivity is antisymmetric.
        XCTAssertEqual(response.conductivity[1], -response.conductivity[2], accuracy: 1e-14)
    }

    func testFiniteDensityTendsToTheLimit() throws {
        let limit = try found(a).response
        var previous = Double.infinity
        for density in [1e-4, 1e-5, 1e-6] {
            let near = setting(
                exchange: 5, theta: 0.35, energy: 3.5, u: 80, cutoff: 1e4, .transitionMatrix, .selfConsistent(density))
            let response = try found(near).response
            let off = abs(response.spinDensity[0] - limit.spinDensity[0])
            XCTAssertLessThan(off, 0.2 * previous)
            previous = off
            // Im g by residues off the axis against Im g from the rings.
            for index in 0..<4 { XCTAssertEqual(response.green.im[index], limit.green.im[index], accuracy: 0.1 * density) }
        }
        XCTAssertLessThan(previous, 1e-4 * abs(limit.spinDensity[0]))
    }

    func testBoltzmannEquation() throws {
        for setting in [b, c, self.setting(exchange: 3, theta: 0.6, energy: 9, inverse: 0)] {
            let response = try found(setting).response
            let kinetic = KineticEquation(
                mass: 0.8, alpha: 17, exchange: (setting.exchange * sin(setting.theta), setting.exchange * cos(setting.theta)),
                energy: setting.energy, transition: response.transition, angles: 72
            ).response()
            let (spins, currents) = (abs(response.spinDensity[1]), response.conductivity[0])
            for index in 0..<6 {
                XCTAssertEqual(kinetic.spinDensity[index], response.spinDensity[index], accuracy: 1e-9 * spins, "K \(index)")
            }
            for index in 0..<4 {
                XCTAssertEqual(kinetic.conductivity[index], response.conductivity[index], accuracy: 1e-9 * currents, "σ \(index)")
            }
        }
    }

    func testClosedFormOfTheGreenFunction() throws {
        let (m, alpha, delta) = (0.8 / 76.199642283, 17.0, 4.8)
        for energy in [-4.0, 0.3, 3.5, 4.79, 4.81, 7, 40] {
            let root = (m * m * pow(alpha, 4) + 2 * m * alpha * alpha * energy + delta * delta).squareRoot()
            let first = 2 * m * (energy + m * alpha * alpha + root)
            let second = 2 * m * (energy + m * alpha * alpha - root)
            let z = -delta * m * m / (.pi * (first - second)) * log(abs(first / second))
            let zero =
                -m / (2 * .pi) * log(2 * m * 1e4)
                - m * m / (.pi * (first - second))
                * ((energy - first / (2 * m)) * log(abs(first)) - (energy - second / (2 * m)) * log(abs(second)))
            let green = try found(setting(exchange: delta, theta: 0, energy: energy, cutoff: 1e4)).response.green
            XCTAssertEqual(green.re[3], z, accuracy: 1e-14)
            XCTAssertEqual(green.re[0], zero, accuracy: 1e-14)
        }
    }

    func testOpticalTheorem() throws {
        for setting in [a, b, c] {
            let response = try found(setting).response
            let (t, g) = (response.transition, response.green)
            // Im T = T† Im g T: its trace is (|T₀|² + |T|²) Im g₀ + 2 Re(T₀*T)·Im g, for T_y = g_y = 0.
            let square = (t.re * t.re + t.im * t.im).sum()
            let mixed = t.re[0] * t.re + t.im[0] * t.im
            let sum = square * g.im[0] + 2 * (mixed[1] * g.im[1] + mixed[3] * g.im[3])
            XCTAssertEqual(sum, t.im[0], accuracy: 1e-13 * abs(t.im[0]))
            XCTAssertLessThan(response.wardResidual, 1e-14)
        }
    }
}
