import RashbaGas
import XCTest

/// The magnetic Rashba gas: published values, and those of independent routes.
final class RashbaGasTests: XCTestCase {
    let a = RashbaConstants.halfHBarSquaredOverElectronMass

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
}
