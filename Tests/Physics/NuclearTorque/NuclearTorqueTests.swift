import Foundation
import NuclearTorque
import XCTest

/// A nucleus in an electron gas: values of an independent program, Fourier transforms of the susceptibility, the torque's integrals.
final class NuclearTorqueTests: XCTestCase {
    private let iron = NuclearTorque.Nucleus(
        gyromagneticRatio: 2 * .pi * 1.382e6, spin: 0.5, permeability: 0.25, fermiWaveNumber: 2e10, lattice: 2e-10,
        relaxation: 1e-3,
        conductivity: 1e7, hallAngle: 0.1, diffusionLength: 2e-9)

    func testTheTable() {
        for (x, one, two, printed, corrected, three) in [
            (0.02, "16.6640001524", "0.999866673778", "-46870.833", "4.16699996191", "-2.66646349884e-5"),
            (0.7, "0.389158543278", "0.846972303163", "-0.96414122238", "0.129153238262", "-0.0297393622795"),
            (4, "0.00105144458842", "0.0357968760565", "-0.00125034991625", "0.00460902508375", "-0.0231795409954"),
            (35, "-3.62835931149e-6", "1.49665631393e-4", "1.71748361057e-6", "1.04638392957e-5", "-5.306433591e-4"),
        ] as [(Double, String, String, String, String, String)] {
            let found = RadialFunctions(x)
            assertDigits(found.contactParallel, one)
            assertDigits(found.contactPerpendicular, two)
            assertDigits(found.dipoleParallel, corrected)
            assertDigits(found.dipolePerpendicular, three)
            assertDigits(RadialFunctions(x, isPrinted: true).dipoleParallel, printed)
        }
        for (q, value) in [(0.3, "0.992465920426"), (1.2, "0.869678496299"), (2.2, "0.35469324729"), (60, "3.70452714114e-4")] {
            assertDigits(Susceptibility.equilibrium(q), value)
        }
        XCTAssertEqual(Susceptibility.equilibrium(2), 0.5)
        XCTAssertEqual(Susceptibility.equilibrium(40.0.nextUp), Susceptibility.equilibrium(40), accuracy: 1e-13)
    }

    /// The closed forms and the series, against both written out with more terms than either needs.
    func testSmallAndLargeDistances() {
        for x in [1e-6, 1e-3, 0.1, 0.499999, 0.500001] {
            let found = RadialFunctions(x)
            let z = 2 * x
            // Leading orders: 1/3x, 1, 1/12x, -x²/15, and the next.
            XCTAssertEqual(found.contactParallel * 3 * x, 1 - z * z / 10, accuracy: z * z * z * z / 200 + 1e-15)
            XCTAssertEqual(found.dipoleParallel * 12 * x, 1 + z * z / 20, accuracy: z * z * z * z / 250 + 1e-15)
            XCTAssertEqual(found.dipolePerpendicular / (-x * x / 15), 1, accuracy: z * z / 10 + 1e-15)
        }
        // No step where the series ends.
        let (below, above) = (RadialFunctions(0.5.nextDown), RadialFunctions(0.5))
        XCTAssertEqual(below.contactParallel, above.contactParallel, accuracy: above.error)
        XCTAssertEqual(below.dipoleParallel, above.dipoleParallel, accuracy: above.error)
        XCTAssertEqual(below.dipolePerpendicular, above.dipolePerpendicular, accuracy: above.error)
        // At long distances the corrected f_dip1 has no oscillation at leading order.
        for x in [1e3, 1e4] {
            XCTAssertEqual(RadialFunctions(x).dipoleParallel * 8 * x * x * x, 3, accuracy: 1.01)
            XCTAssertEqual(RadialFunctions(x).contactPerpendicular, pow(sin(x) / x, 2), accuracy: 1e-15)
        }
    }

    // MARK: Fourier transforms

    /// ∫_a^b by the substitution of tanh and sinh, for ends with logarithms.
    private func integral(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
        var sum = 0.0
        let h = 0.02
        for index in -230...230 {
            let t = h * Double(index)
            let s = .pi / 2 * sinh(t)
            let weight = h * .pi / 2 * cosh(t) / (cosh(s) * cosh(s))
            // From the nearer end, so that its distance keeps its digits.
            let fraction = 1 / (1 + exp(-2 * s))
            let q = a + (b - a) * fraction
            guard weight > 0, q > a, q < b else { continue }
            sum += 0.5 * (b - a) * weight * f(q)
        }
        return sum
    }

    /// ∫₀^∞ dq Re or Im of q^power χ₁(q) e^(iqx)…: up to 2 and from 2 to 3 on the axis, from 3 on along q = 3 + is, where it decays.
    private func transform(_ x: Double, _ kernel: (Double) -> Double, tail: (Double) -> Double) -> Double {
        integral(0, 2) { kernel($0) * Susceptibility.equilibrium($0) }
            + integral(2, 3) { kernel($0) * Susceptibility.equilibrium($0) }
            + tail(x)
    }

    /// χ₁ at 3 + is as (real, imaginary) part.
    private func complexSusceptibility(_ s: Double) -> (Double, Double) {
        let (a, b) = (3.0, s)
        // ln((q+2)/(q-2)), (1 - q²/4)/q
        let (lr, li) = (0.5 * log(((a + 2) * (a + 2) + b * b) / ((a - 2) * (a - 2) + b * b)), atan2(b, a + 2) - atan2(b, a - 2))
        let size = a * a + b * b
        let (fr, fi) = (a / size - a / 4, -b / size - b / 4)
        return (0.5 * (1 + fr * lr - fi * li), 0.5 * (fr * li + fi * lr))
    }

    func testContactFunctionsAreFourierTransforms() {
        for x in [0.4, 1.0, 2.7, 6] {
            // f_con1 = (1/2πx)∫ q sin(qx) χ₁, f_con2 = (1/2x)∫ q sin(qx) χ₂.
            let tail: (Double) -> Double = { x in
                // Im ∫ (3+is) χ e^(3ix) e^(-sx) i ds
                self.integral(0, 60 / x) { s in
                    let (cr, ci) = self.complexSusceptibility(s)
                    let (pr, pi) = (3 * cr - s * ci, 3 * ci + s * cr)
                    // i e^(3ix) = -sin 3x + i cos 3x; its product's imaginary part.
                    return exp(-s * x) * (pr * cos(3 * x) - pi * sin(3 * x))
                }
            }
            let parallel = transform(x, { $0 * sin($0 * x) }, tail: tail) / (2 * .pi * x)
            XCTAssertEqual(parallel, RadialFunctions(x).contactParallel, accuracy: 1e-11)
            let perpendicular = integral(0, 2) { $0 * sin($0 * x) * Susceptibility.nonequilibrium($0) } / (2 * x)
            XCTAssertEqual(perpendicular, RadialFunctions(x).contactPerpendicular, accuracy: 1e-12)
        }
    }

    func testDipoleFunctionsAreFourierTransforms() {
        func second(_ y: Double) -> Double {
            y < 0.05 ? y * y / 15 * (1 - y * y / 14) : (3 / (y * y) - 1) * sin(y) / y - 3 * cos(y) / (y * y)
        }
        for x in [0.4, 1.0, 2.7, 6] {
            // f_dip1 = (1/4π)∫ q² j₂(qx) χ₁: j₂(y) = Im[e^(iy)(3/y³ - 1/y - 3i/y²)].
            let tail: (Double) -> Double = { x in
                self.integral(0, 60 / x) { s in
                    let (cr, ci) = self.complexSusceptibility(s)
                    // q² times the bracket: 3/(x³q) - q/x - 3i/x².
                    let size = 9 + s * s
                    let (br, bi) = (3 / (x * x * x) * 3 / size - 3 / x, -3 / (x * x * x) * s / size - s / x - 3 / (x * x))
                    let (pr, pi) = (br * cr - bi * ci, br * ci + bi * cr)
                    return exp(-s * x) * (pr * cos(3 * x) - pi * sin(3 * x))
                }
            }
            let parallel = transform(x, { $0 * $0 * second($0 * x) }, tail: tail) / (4 * .pi)
            XCTAssertEqual(parallel, RadialFunctions(x).dipoleParallel, accuracy: 1e-10)
            let perpendicular = -0.25 * integral(0, 2) { $0 * $0 * second($0 * x) * Susceptibility.nonequilibrium($0) }
            XCTAssertEqual(perpendicular, RadialFunctions(x).dipolePerpendicular, accuracy: 1e-12)
        }
    }

    // MARK: torques

    func testTheIronTable() {
        let printed = NuclearTorque(iron, isPrinted: true)
        assertDigits(printed.field, "5.086487127e15")
        assertDigits(printed.damping, "2.032009719e12")
        assertDigits(printed.criticalAccumulation, "7.013109609e-6")
        assertDigits(printed.criticalCurrent, "1.753277402e11")
        let corrected = NuclearTorque(iron, isPrinted: false)
        assertDigits(corrected.field, "2.543243564e15")
        assertDigits(corrected.damping, "1.219205831e12")
        assertDigits(corrected.criticalAccumulation, "1.168851602e-5")
        assertDigits(corrected.criticalCurrent, "2.922129004e11")
        XCTAssertEqual(printed.damping / printed.field, 4.0e-4, accuracy: 1e-5)
        // With the permeability of free space nothing is left.
        let free = NuclearTorque.Nucleus(
            gyromagneticRatio: iron.gyromagneticRatio, spin: 0.5, permeability: 1.25663706127e-6, fermiWaveNumber: 2e10,
            lattice: 2e-10,
            relaxation: 1e-3, conductivity: 1e7, hallAngle: 0.1, diffusionLength: 2e-9)
        assertDigits(NuclearTorque(free, isPrinted: true).field, "2.557e10")
        XCTAssertEqual(NuclearTorque(free, isPrinted: true).damping, 51, accuracy: 0.5)
    }

    /// Eqs. 8 and 14 with the printed magnetisation, integrated numerically: over the directions by Gauss's rule, over the distance
    /// by the substitution x = e^s. Contact field 4, dipole field -1, in units of P²/72π³.
    func testTheDampingIntegrals() {
        let moment = SIMD3(0.0, 0, 1)
        func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
        }
        let contact = NuclearMagnetisation(moment: moment, strength: 1, accumulation: 1, field: .contact, isPrinted: true)
        let dipole = NuclearMagnetisation(moment: moment, strength: 1, accumulation: 1, field: .dipole, isPrinted: true)
        // In units of the contact part's prefactor 1/8π³: M_con(0) = I × μ.
        let unit = 1 / (8 * Double.pi * .pi * .pi)
        let atNucleus = (contact.value(at: SIMD3(1e-9, 0, 0)).value - SIMD3(0, contact.uniform, 0)) / unit
        let axis = cross(moment, SIMD3(0, 1, 0))
        let contactShare = 8 * Double.pi / 3 * (atNucleus * axis).sum()
        // Gauss's three nodes in cos ϑ, six angles: exact for the polynomials of order 4 that stand there.
        var integral = SIMD3<Double>.zero
        let step = 0.002
        var s = -6.0
        while s < 9 {
            let distance = exp(s)
            var average = SIMD3<Double>.zero
            for (cosine, weight) in [(-0.6.squareRoot(), 5.0 / 18), (0, 8.0 / 18), (0.6.squareRoot(), 5.0 / 18)] {
                for index in 0..<6 {
                    let angle = Double(index) * .pi / 3 + 0.2
                    let sine = (1 - cosine * cosine).squareRoot()
                    let direction = SIMD3(sine * cos(angle), sine * sin(angle), cosine)
                    let m = dipole.value(at: distance * direction).value - SIMD3(0, dipole.uniform, 0)
                    average += weight / 6 * (3 * (m * direction).sum() * direction - m)
                }
            }
            // d³r/r³ = 4π ds
            integral += step * 4 * .pi * average
            s += step
        }
        let dipoleShare = (integral * axis).sum() / unit
        XCTAssertEqual(dipoleShare / contactShare, NuclearTorque.dipoleShare / NuclearTorque.contactShare, accuracy: 1e-5)
        // The part by χ₁ lies along the moment; along the accumulation there is nothing: no field-like torque by the dipole field.
        XCTAssertLessThan(abs(integral.y), 1e-7 * abs(dipoleShare * unit))
    }

    func testTheRadialIntegral() {
        // ∫dx f_dip2/x = -1/6: in ln x, the oscillations beyond x = e⁶ being below 1e-5.
        var sum = 0.0
        var s = -14.0
        while s < 8.5 {
            sum += 0.001 * RadialFunctions(exp(s)).dipolePerpendicular
            s += 0.001
        }
        XCTAssertEqual(sum, -1.0 / 6, accuracy: 1e-6)
    }

    func testMagnetisationOfFigure2() {
        func value(_ isPrinted: Bool) -> SIMD3<Double> {
            NuclearMagnetisation(moment: SIMD3(0, 0, 1), strength: 20, accumulation: 0.25, field: .contact, isPrinted: isPrinted)
                .value(at: SIMD3(0.7, 0, 0)).value
        }
        let (printed, corrected) = (value(true), value(false))
        assertDigits(printed.x, "-0.0170725977496")
        assertDigits(printed.y, "-0.0126651479553")
        assertDigits(printed.z, "0.0627548007925")
        assertDigits(corrected.x, "0.0170725977496")
        assertDigits(corrected.y, "-0.00633257397765")
        assertDigits(corrected.z, "0.0627548007925")
        // M₀ = (e²/m²)χ₁(0)B with B = -mμ/(eħ): -(k_F/4π²)μ.
        let gas = NuclearMagnetisation(moment: SIMD3(0, 0, 1), strength: 0, accumulation: 1, field: .both, isPrinted: false)
        XCTAssertEqual(gas.uniform, -Susceptibility.equilibrium(0) / (4 * .pi * .pi), accuracy: 1e-17)
    }
}
