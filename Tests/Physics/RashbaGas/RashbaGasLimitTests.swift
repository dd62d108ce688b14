import RashbaGas
import XCTest

/// Limits and symmetries of the magnetic Rashba gas, and the bounds on its errors.
final class RashbaGasLimitTests: XCTestCase {
    let a = RashbaConstants.halfHBarSquaredOverElectronMass

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
