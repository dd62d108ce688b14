import Foundation
import RandomNumbers
import RashbaTorque
import TestSupport
import XCTest

/// Spin-orbit torques: values of an independent program, limits, symmetries, and Boltzmann's equation.
final class RashbaTorqueTests: XCTestCase {
    private func setting(
        exchange: Double, theta: Double, energy: Double, u: Double = 40, inverse: Double? = nil, cutoff: Double = 1,
        _ approximation: Scattering.Approximation = .transitionMatrix, _ order: Scattering.DensityOrder = .leading,
        mass: Double = 0.8, alpha: Double = 17
    ) -> SpinOrbitTorque.Setting {
        SpinOrbitTorque.Setting(
            mass: mass, alpha: alpha, exchange: exchange, theta: theta, energy: energy,
            scattering: Scattering(inverseStrength: inverse ?? 1 / u, cutoff: cutoff, approximation: approximation, order: order))
    }

    private func found(_ setting: SpinOrbitTorque.Setting) throws -> SpinOrbitTorque.Found {
        try setting.torque.response(accuracy: 1e-10)
    }

    private func efficiencies(_ setting: SpinOrbitTorque.Setting) throws -> [Double] {
        let found = try found(setting)
        return try XCTUnwrap(
            setting.efficiencies(ConversionMatrices(found), rings: found.response.rings, accuracy: 1e-10)
        ).perCurrent.values
    }

    private var a: SpinOrbitTorque.Setting { setting(exchange: 5, theta: 0.35, energy: 3.5, u: 80, cutoff: 1e4) }
    private var b: SpinOrbitTorque.Setting { setting(exchange: 5, theta: 0.9, energy: 7, u: 80, cutoff: 1e4) }
    private var c: SpinOrbitTorque.Setting { setting(exchange: 6, theta: .pi / 3, energy: 12, u: -45, cutoff: 1e4) }

    // MARK: values of an independent program

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

    // MARK: independent routes

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

    // MARK: symmetries

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

    // MARK: weak scattering, and statements

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

    // MARK: errors

    func testErrorsAreBounds() throws {
        var random = SplitMix64(seed: 14)
        var computed = 0
        for index in 0..<150 {
            let exchange = Double.random(in: 0.5...8, using: &random)
            let theta = Double.random(in: 0...(.pi), using: &random)
            let setting = setting(
                exchange: exchange, theta: theta, energy: Double.random(in: -4...20, using: &random),
                inverse: Double.random(in: -0.1...0.1, using: &random), .transitionMatrix,
                index % 3 == 0 ? .selfConsistent(pow(10, Double.random(in: -6...(-3), using: &random))) : .leading,
                mass: Double.random(in: 0.2...2, using: &random),
                alpha: Double.random(in: -30...30, using: &random))
            guard setting.energy > setting.torque.gas.bandMinimum, let found = try? found(setting) else { continue }
            computed += 1
            let better = try setting.torque.refined(found, by: 4)
            for (x, y) in zip(found.response.spinDensity, better.spinDensity) {
                XCTAssertLessThanOrEqual(abs(x - y), found.spinDensityError, "\(setting)")
            }
            for (x, y) in zip(found.response.conductivity, better.conductivity) {
                XCTAssertLessThanOrEqual(abs(x - y), found.conductivityError, "\(setting)")
            }
        }
        XCTAssertGreaterThan(computed, 125)
    }

    func testTheEdgeOfTheGap() throws {
        XCTAssertThrowsError(try found(setting(exchange: 4.8, theta: 0, energy: 4.8))) {
            XCTAssertEqual($0 as? TorqueError, .onGapEdge)
        }
        // Both sides belong to the same logarithm.
        for side in [-1.0, 1] {
            let near = try found(setting(exchange: 4.8, theta: 0, energy: 4.8 + side * 1e-7))
            XCTAssertLessThan(near.spinDensityError, 1e-8 * abs(near.response.spinDensity[1]))
        }
    }

    /// Along an axis the efficiencies are limits, which are there next to the edge of the gap, too: those of small angles at the
    /// same distance from the edge, which the angle moves, without what is even in the angle and left of it.
    func testLimitsAtTheEdgeOfTheGap() throws {
        for axis in [0, Double.pi / 2] {
            let edge = setting(exchange: 4.8, theta: axis, energy: 9).torque.gas.gapEdge
            for distance in [-1e-2, -1e-3, -1e-4, 1e-4, 1e-3, 1e-2] {
                func near(_ angle: Double) throws -> [Double] {
                    let theta = abs(axis - angle)
                    let own = setting(exchange: 4.8, theta: theta, energy: 9).torque.gas.gapEdge
                    let k = ConversionMatrices(try found(setting(exchange: 4.8, theta: theta, energy: own + distance))).perCurrent
                    // Eq. 4 solved for them.
                    let (x, z) = (sin(theta), cos(theta))
                    return [
                        k[3] / z, (k[0] - k[3]) / (x * x * z) - k[0] / z - k[4] / x, k[1] - x / z * k[5],
                        ((k[1] + k[2]) / x - k[5] / z) / x,
                    ]
                }
                let limit = try efficiencies(setting(exchange: 4.8, theta: axis, energy: edge + distance))
                let angle = axis == 0 ? 0.1 : 0.02
                let (wide, half) = (try near(angle), try near(angle / 2))
                let size = limit.reduce(0) { max($0, abs($1)) }
                for index in 0..<4 {
                    XCTAssertEqual(
                        limit[index], (4 * half[index] - wide[index]) / 3, accuracy: 1e-3 * size, "\(axis) \(distance)")
                }
                if axis == 0 {
                    // e_z × and m × exchange x and y: two of them are elements of K_J itself.
                    let k = ConversionMatrices(try found(setting(exchange: 4.8, theta: 0, energy: edge + distance))).perCurrent
                    XCTAssertEqual(limit[0], k[3], accuracy: 1e-9 * size)
                    XCTAssertEqual(limit[2], k[1], accuracy: 1e-9 * size)
                }
            }
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
