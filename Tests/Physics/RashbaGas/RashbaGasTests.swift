import RashbaGas
import XCTest

/// Whether `value` agrees with a decimal number in every digit printed.
private func assertDigits(
    _ value: Double, _ printed: String, file: StaticString = #filePath, line: UInt = #line
) throws {
    let expected = try XCTUnwrap(Double(printed), file: file, line: line)
    let parts = printed.split(separator: "e")
    let decimals = try XCTUnwrap(parts.first?.split(separator: ".").last).count
    let exponent = parts.count > 1 ? try XCTUnwrap(Double(parts[1])) : 0
    let halfOfLastDigit = 0.5 * pow(10, exponent - Double(decimals))
    XCTAssertEqual(value, expected, accuracy: halfOfLastDigit, file: file, line: line)
}

private func assertRelative(
    _ value: Double, _ expected: Double, _ accuracy: Double, _ message: String = "", file: StaticString = #filePath,
    line: UInt = #line
) {
    XCTAssertEqual(value, expected, accuracy: accuracy * abs(expected), message, file: file, line: line)
}

final class RashbaGasTests: XCTestCase {
    let a = RashbaConstants.halfHBarSquaredOverElectronMass

    // MARK: published and independent values

    func testReferenceValues() throws {
        let gas = RashbaGas(alpha: 1, exchangeSplitting: 1)
        let warm = try gas.equilibrium(chemicalPotential: 0, temperature: 300)
        try assertDigits(warm.dmi, "2.546505684613e-3")
        try assertDigits(warm.spinCurrent, "-3.089874911436e-3")
        let cold = gas.groundState(chemicalPotential: 0)
        try assertDigits(cold.dmi, "2.567342198971e-3")
        try assertDigits(cold.spinCurrent, "-3.112121816172e-3")
        // Printed cut off, not rounded: it goes on with 54.
        XCTAssertTrue("\(300 * RashbaConstants.boltzmann)".hasPrefix("0.025851999786435"))
    }

    func testClosedFormAtZeroChemicalPotential() {
        for exponent in stride(from: -6.0, through: 6, by: 0.25) {
            for splitting in [1, 0.02] {
                for mass in [1, 0.3] {
                    let x = pow(10, exponent)
                    let alpha = (x * a / mass * splitting).squareRoot()
                    // D/D₁ = 2(√(1+x²) - 1)/x² without its cancellation; D₁ = mαΔV/16πħ² = αΔV/32πA.
                    let ratio = 2 / (1 + (1 + x * x).squareRoot())
                    let expected = alpha * splitting / (32 * .pi * a / mass) * ratio
                    let gas = RashbaGas(alpha: alpha, exchangeSplitting: splitting, mass: mass)
                    assertRelative(gas.groundState(chemicalPotential: 0).dmi, expected, 4e-15, "x = \(x)")
                }
            }
        }
    }

    func testNonmagneticGas() throws {
        for (alpha, mu, mass) in [(1, 0.1, 1), (0.3, 2, 0.5), (-2, 0.01, 1), (0.1, 1, 3)] as [(Double, Double, Double)] {
            let gas = RashbaGas(alpha: alpha, exchangeSplitting: 0, mass: mass)
            let found = gas.groundState(chemicalPotential: mu)
            // Eq. (87) with m/ħ² = 1/2A.
            let massOverHBarSquared = mass / (2 * a)
            let expected = -massOverHBarSquared * massOverHBarSquared * alpha * alpha * alpha / (6 * .pi)
            assertRelative(found.spinCurrent, expected, 4e-15)
            XCTAssertEqual(found.dmi, 0)
            // The integrals over k of the definition know nothing of Eq. (87); their terms cancel to a thousandth.
            let byMomentum = try integralsOverMomentum(gas, mu: mu, temperature: 0, relativeAccuracy: 1e-11)
            assertRelative(byMomentum.y, expected, 2e-11)
            XCTAssertEqual(byMomentum.x, 0)
        }
    }

    // MARK: against grids in two dimensions

    private func compareWithBruteForce(
        alpha: Double, splitting: Double, mass: Double, mu: Double, temperature: Double, cutoff: Double, half: Int,
        file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let expected = RashbaBruteForce(
            alpha: alpha, splitting: splitting, a: a / mass, mu: mu, kT: RashbaConstants.boltzmann * temperature,
            cutoff: cutoff, half: half
        ).tensors()
        let found = try RashbaGas(alpha: alpha, exchangeSplitting: splitting, mass: mass)
            .equilibrium(chemicalPotential: mu, temperature: temperature)
        for (value, reference) in [(found.dmi, expected.dmi), (found.spinCurrent, expected.spinCurrent)] {
            XCTAssertGreaterThan(abs(reference[2]), 1e-7, file: file, line: line)
            for (component, target) in zip(InterfacialCoefficients.tensor(yx: value), reference) {
                XCTAssertEqual(component, target, accuracy: 1e-9 * abs(value), file: file, line: line)
            }
        }
    }

    func testAllComponentsAgainstGrid() throws {
        // One band, μ inside the gap.
        try compareWithBruteForce(
            alpha: 1, splitting: 1, mass: 1, mu: 0, temperature: 300, cutoff: 0.8, half: 200)
        // Two bands, hot enough that D does not vanish.
        try compareWithBruteForce(
            alpha: 0.7, splitting: -0.4, mass: 0.5, mu: 0.3, temperature: 1200, cutoff: 0.9, half: 140)
        // An annular Fermi sea.
        try compareWithBruteForce(
            alpha: -4, splitting: 0.5, mass: 1, mu: -0.6, temperature: 600, cutoff: 1.6, half: 260)
    }

    func testTorqueOfFullHamiltonianWouldGiveSpinCurrent() {
        var grid = RashbaBruteForce(
            alpha: 1.5, splitting: 0.6, a: a, mu: 0.1, kT: 0.1, cutoff: 1.1, half: 100)
        grid.torqueOfFullHamiltonian = true
        let wrong = grid.tensors()
        assertRelative(wrong.dmi[2], -wrong.spinCurrent[2], 1e-9)
        grid.torqueOfFullHamiltonian = false
        let right = grid.tensors()
        XCTAssertGreaterThan(abs(right.dmi[2] + right.spinCurrent[2]), 0.1 * abs(right.spinCurrent[2]))
    }

    func testMixedElements() {
        let (alpha, splitting) = (1.3, 0.7)
        let grid = RashbaBruteForce(alpha: alpha, splitting: splitting, a: a, mu: 0, kT: 1, cutoff: 1, half: 1)
        let gas = RashbaGas(alpha: alpha, exchangeSplitting: splitting)
        for (kx, ky) in [(0.2, -0.5), (0, 0.1), (-1.1, 0.4)] {
            for spin in 0..<3 {
                for direction in 0..<2 {
                    let x = grid.mixedElements(spin: spin, direction: direction, kx, ky)
                    XCTAssertEqual(x[0][1], -x[1][0], accuracy: 1e-15)
                }
            }
            let k = (kx * kx + ky * ky).squareRoot()
            let expected = alpha * splitting * splitting / (4 * gas.halfSplitting(momentum: k))
            let x = grid.mixedElements(spin: 1, direction: 0, kx, ky)
            assertRelative(x[0][1], expected, 1e-14)
        }
    }

    // MARK: against integrals over k

    /// (D, Q) by the definition, over panels that end at the Fermi momenta and widen away from them.
    private func integralsOverMomentum(
        _ gas: RashbaGas, mu: Double, temperature: Double, relativeAccuracy: Double = 1e-13
    ) throws -> SIMD2<Double> {
        let kT = RashbaConstants.boltzmann * temperature
        let energies = temperature > 0 ? [-40, -15, -5, 0, 5, 15, 40].map { mu + $0 * kT } : [mu]
        let cuts = ([0] + energies.flatMap { gas.fermiMomenta(energy: $0) }).sorted()
        let pieces = zip(cuts, cuts.dropFirst()).map { lower, upper in
            AdaptiveQuadrature.Piece(from: lower, to: upper) { k in
                SIMD2(
                    gas.dmiDensity(momentum: k, chemicalPotential: mu, temperature: temperature),
                    gas.spinCurrentDensity(momentum: k, chemicalPotential: mu, temperature: temperature))
            }
        }
        return try AdaptiveQuadrature(relativeAccuracy: relativeAccuracy).integrate(pieces).value
    }

    func testAgainstIntegralOverMomentum() throws {
        for (alpha, splitting, mu) in [(1, 1, 0), (1, 1, 0.45), (0.05, 1, -0.3), (4, 0.5, -0.5), (4, 0.5, 0.1), (3, -1, -0.55)]
            as [(Double, Double, Double)]
        {
            let gas = RashbaGas(alpha: alpha, exchangeSplitting: splitting)
            for temperature in [0, 20, 300] as [Double] {
                let expected = try integralsOverMomentum(gas, mu: mu, temperature: temperature)
                let found = try gas.equilibrium(chemicalPotential: mu, temperature: temperature)
                let place = "α = \(alpha), ΔV = \(splitting), μ = \(mu), T = \(temperature)"
                assertRelative(found.dmi, expected.x, 3e-12, "D at " + place)
                assertRelative(found.spinCurrent, expected.y, 3e-12, "Q at " + place)
            }
        }
    }

    // MARK: limits and symmetries

    func testWeakSpinOrbitCoupling() throws {
        // D = -Q at first order: the sum is of third order, so the ratio falls by 100 where α falls by 10.
        for temperature in [0, 300] as [Double] {
            let ratios = try [1e-1, 1e-2, 1e-3].map { alpha in
                let found = try RashbaGas(alpha: alpha, exchangeSplitting: 1)
                    .equilibrium(chemicalPotential: 0.1, temperature: temperature, relativeAccuracy: 1e-13)
                return found.dmi / found.spinCurrent + 1
            }
            XCTAssertGreaterThan(abs(ratios[0]), 1e-4)
            assertRelative(ratios[1], ratios[0] / 100, 0.01)
            assertRelative(ratios[2], ratios[1] / 100, 0.001)
        }
        let off = try RashbaGas(alpha: 0, exchangeSplitting: 1).equilibrium(chemicalPotential: 0, temperature: 300)
        XCTAssertEqual(off.dmi, 0)
        XCTAssertEqual(off.spinCurrent, 0)
    }

    func testSymmetries() throws {
        let gas = RashbaGas(alpha: 1.2, exchangeSplitting: 0.8)
        let found = try gas.equilibrium(chemicalPotential: 0.2, temperature: 300)
        let mirrored = try RashbaGas(alpha: -1.2, exchangeSplitting: 0.8)
            .equilibrium(chemicalPotential: 0.2, temperature: 300)
        XCTAssertEqual(mirrored.dmi, -found.dmi)
        XCTAssertEqual(mirrored.spinCurrent, -found.spinCurrent)
        let reversed = try RashbaGas(alpha: 1.2, exchangeSplitting: -0.8)
            .equilibrium(chemicalPotential: 0.2, temperature: 300)
        XCTAssertEqual(reversed, found)
        // Four times the mass is half the length unit: α/2 then means the same energies, and D, Q in 1/Å double.
        let heavy = try RashbaGas(alpha: 0.6, exchangeSplitting: 0.8, mass: 4)
            .equilibrium(chemicalPotential: 0.2, temperature: 300)
        assertRelative(heavy.dmi, 2 * found.dmi, 1e-14)
        assertRelative(heavy.spinCurrent, 2 * found.spinCurrent, 1e-14)
        XCTAssertEqual(InterfacialCoefficients.tensor(yx: 3), [0, -3, 3, 0, 0, 0])
        XCTAssertTrue(InterfacialCoefficients.tensor(yx: 0).allSatisfy { $0.sign == .plus })
    }

    func testContinuousAcrossBandEdges() {
        for gas in [
            RashbaGas(alpha: 1, exchangeSplitting: 1), RashbaGas(alpha: 4, exchangeSplitting: 0.5),
            RashbaGas(alpha: (a * 0.5).squareRoot(), exchangeSplitting: 0.5),  // the ring of minima is just born
        ] {
            for edge in [-gas.halfGap, gas.halfGap, gas.bandMinimum] {
                // The steepest start is a square root: 1e-14 eV moves D and Q by about 1e-7 of their scale.
                let below = gas.groundState(chemicalPotential: edge - 1e-14)
                let above = gas.groundState(chemicalPotential: edge + 1e-14)
                let scale = abs(gas.groundState(chemicalPotential: 1).spinCurrent)
                XCTAssertEqual(below.dmi, above.dmi, accuracy: 1e-6 * scale)
                XCTAssertEqual(below.spinCurrent, above.spinCurrent, accuracy: 1e-6 * scale)
            }
            let empty = gas.groundState(chemicalPotential: gas.bandMinimum - 1e-9)
            XCTAssertEqual(empty.dmi, 0)
            XCTAssertEqual(empty.spinCurrent, 0)
        }
    }

    func testLowTemperatures() throws {
        // Sommerfeld: the deviation from T = 0 is of order T², away from the edges.
        let gas = RashbaGas(alpha: 4, exchangeSplitting: 0.5)
        for mu in [-0.7, 0] {
            let cold = gas.groundState(chemicalPotential: mu)
            let deviations = try [20.0, 10].map { temperature in
                let found = try gas.equilibrium(
                    chemicalPotential: mu, temperature: temperature, relativeAccuracy: 1e-13)
                return SIMD2(found.dmi - cold.dmi, found.spinCurrent - cold.spinCurrent)
            }
            assertRelative(deviations[1].x, deviations[0].x / 4, 1e-3)
            assertRelative(deviations[1].y, deviations[0].y / 4, 1e-3)
            for temperature in [1e-3, 1e-6, 1e-300] {
                let found = try gas.equilibrium(chemicalPotential: mu, temperature: temperature)
                assertRelative(found.dmi, cold.dmi, 1e-12)
                assertRelative(found.spinCurrent, cold.spinCurrent, 1e-12)
            }
        }
    }

    func testDiluteGas() throws {
        // Far below the bands f is Boltzmann's, so that only exp(μ/kT) is left of μ. Down to 1e-200, to full accuracy.
        for gas in [RashbaGas(alpha: 1, exchangeSplitting: 1), RashbaGas(alpha: 4, exchangeSplitting: 0.5)] {
            let kT = RashbaConstants.boltzmann * 300
            func at(_ distance: Double) throws -> InterfacialCoefficients {
                try gas.equilibrium(chemicalPotential: gas.bandMinimum - distance * kT, temperature: 300)
            }
            let near = try at(40)
            let far = try at(440)
            XCTAssertGreaterThan(near.dmi, 0)
            assertRelative(far.dmi, near.dmi * exp(-400), 1e-12)
            assertRelative(far.spinCurrent, near.spinCurrent * exp(-400), 1e-12)
        }
    }

    func testErrorEstimateIsABound() throws {
        // After the first three: α²/A ≈ ΔV, where D and Q have a square root's branch point just below the band edge.
        // Points of a random search in which a substitution at the edge made the estimate fall short of the error.
        let cases: [(alpha: Double, splitting: Double, mu: Double, temperature: Double, mass: Double)] = [
            (1, 1, 0, 300, 1), (4, 0.5, -0.8, 300, 1), (2, 0.3, 0.2, 300, 1),
            (0.5537490449336401, 0.017693251798450268, 0.004334086467354843, 1615.4396708834863, 0.22010162438520076),
            (0.04402287446292356, 0.002081247286467101, 0.002732406504446331, 106.80354405800969, 4.073082854908023),
            (11.653178405542123, 21.688687195550802, -10.844346945019186, 0.011612889693900917, 0.6085098515433692),
        ]
        for (alpha, splitting, mu, temperature, mass) in cases {
            let gas = RashbaGas(alpha: alpha, exchangeSplitting: splitting, mass: mass)
            func at(_ accuracy: Double) throws -> InterfacialCoefficients {
                try gas.equilibrium(chemicalPotential: mu, temperature: temperature, relativeAccuracy: accuracy)
            }
            let best = try at(1e-13)
            let scale = max(abs(best.dmi), abs(best.spinCurrent))
            for accuracy in [1e-2, 1e-4, 1e-5, 1e-8, 1e-12] {
                let found = try at(accuracy)
                XCTAssertLessThanOrEqual(abs(found.dmi - best.dmi), found.error)
                XCTAssertLessThanOrEqual(abs(found.spinCurrent - best.spinCurrent), found.error)
                XCTAssertLessThanOrEqual(found.error, (accuracy + 1e-14) * scale)
            }
        }
    }
}
