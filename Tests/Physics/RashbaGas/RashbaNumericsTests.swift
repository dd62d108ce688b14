import RashbaGas
import XCTest

final class OccupationKernelTests: XCTestCase {
    func testAgainstSixtyDigits() {
        // K kT = (f_n + f_m)/2p - (g_m - g_n)/2p², evaluated with mpmath at 60 digits. Spans all branches and their seams.
        let references: [(w: Double, p: Double, value: Double)] = [
            (0.5, 1e-6, 1.9185598284103421e-8), (3, 1e-3, 1.3630525511095699e-5), (1e-5, 1e-5, 4.1666666664444451e-12),
            (0.3, 0.7, 0.0077416246489624434), (40, 1, 1.5628821893349887e-18), (0.01, 2, 0.00042701819855784156),
            (1.5, 2, 0.044902069749866956), (1.5, 2.125, 0.045606974490911029), (2.125, 2.25, 0.047220033527864087),
            (5, 2.25, 0.007460153542778682), (5, 4, 0.023847530576732057), (1e-3, 6, 1.3409119951559599e-5),
            (300, 20, 5.9321029714237198e-124), (20, 300, 1.1111111111111111e-4), (20, 20, 0.011633566024300068),
            (1e-4, 500, 2.0000000000000001e-10),
        ]
        for (w, p, expected) in references {
            for kT in [1, 0.025] {
                let found = kT * OccupationKernel.value(midpoint: w * kT, gap: 2 * p * kT, thermalEnergy: kT)
                // The tail is as ill-conditioned as exp(-w): w ulps.
                XCTAssertEqual(found, expected, accuracy: expected * 4e-16 * (4 + w), "w = \(w), p = \(p)")
            }
        }
    }

    func testAgainstDefinition() {
        let kT = 0.1
        func f(_ e: Double) -> Double { 1 / (1 + exp(e / kT)) }
        func g(_ e: Double) -> Double { -kT * log1p(exp(-e / kT)) }
        for (n, m) in [(-0.5, 0.3), (0.1, 0.9), (0.3, -0.5), (-0.7, -0.2)] {
            let d = m - n
            let expected = (f(n) + f(m)) / d - 2 * (g(m) - g(n)) / (d * d)
            let found = OccupationKernel.value(midpoint: (n + m) / 2, gap: d, thermalEnergy: kT)
            XCTAssertEqual(found, expected, accuracy: 1e-13)
        }
    }

    func testLimitOfEqualEnergies() {
        // K → f'' d/6, with the sign of f'': positive above μ, where f is convex.
        let kT = 0.05
        for energy in [-0.2, -0.03, 0.01, 0.4] {
            let t = energy / kT
            let curvature = tanh(t / 2) / (4 * cosh(t / 2) * cosh(t / 2)) / (kT * kT)
            for gap in [1e-4, 1e-7, 1e-12, 1e-30] {
                let found = OccupationKernel.value(midpoint: energy, gap: gap, thermalEnergy: kT)
                XCTAssertEqual(found, curvature * gap / 6, accuracy: abs(curvature * gap / 6) * (1e-14 + gap * gap / (kT * kT)))
            }
            XCTAssertEqual(OccupationKernel.value(midpoint: energy, gap: 0, thermalEnergy: kT), 0)
        }
    }

    func testZeroTemperature() {
        // One of the two occupied: f_n = 1, f_m = 0, g_n = E_n - μ, g_m = 0 by hand.
        for (n, m) in [(-0.3, 0.5), (-0.9, 0.1)] {
            let d = m - n
            let expected = 1 / d + 2 * n / (d * d)
            XCTAssertEqual(OccupationKernel.value(midpoint: (n + m) / 2, gap: d, thermalEnergy: 0), expected, accuracy: 1e-15)
            XCTAssertEqual(
                OccupationKernel.value(midpoint: (n + m) / 2, gap: d, thermalEnergy: 1e-4), expected, accuracy: 1e-15)
        }
        // Both or neither: the two terms of K cancel.
        for centre in [-0.7, 0.7] {
            XCTAssertEqual(OccupationKernel.value(midpoint: centre, gap: 1, thermalEnergy: 0), 0)
        }
        XCTAssertEqual(OccupationKernel.value(midpoint: 1e-200, gap: 0, thermalEnergy: 0), 0)
    }

    func testOddInBothArguments() {
        for kT in [0, 0.02, 3] {
            let value = OccupationKernel.value(midpoint: 0.2, gap: 0.7, thermalEnergy: kT)
            XCTAssertGreaterThan(value, 0)
            XCTAssertEqual(OccupationKernel.value(midpoint: -0.2, gap: 0.7, thermalEnergy: kT), -value)
            XCTAssertEqual(OccupationKernel.value(midpoint: 0.2, gap: -0.7, thermalEnergy: kT), -value)
        }
    }
}

final class AdaptiveQuadratureTests: XCTestCase {
    func testRulesAreExactToTheirDegree() {
        // 15 Kronrod points: degree 23 (22 by construction, odd powers by symmetry); 7 Gauss points: degree 13.
        for power in stride(from: 0, through: 22, by: 2) {
            let (value, error) = GaussKronrod.integrate(from: -1, to: 1) { SIMD2(pow($0, Double(power)), 0) }
            XCTAssertEqual(value.x, 2 / Double(power + 1), accuracy: 4e-16)
            if power <= 12 { XCTAssertLessThan(error.x, 4e-16) } else { XCTAssertGreaterThan(error.x, 1e-8) }
        }
    }

    func testSquareRootAndPeak() throws {
        let width = 1e-4
        let (value, error) = try AdaptiveQuadrature(relativeAccuracy: 1e-12).integrate([
            .init(from: 0, to: 1) { x in SIMD2(x.squareRoot(), width / ((x - 0.3) * (x - 0.3) + width * width)) }
        ])
        let peak = atan(0.7 / width) + atan(0.3 / width)
        XCTAssertEqual(value.x, 2.0 / 3, accuracy: error.x + 1e-15)
        XCTAssertEqual(value.y, peak, accuracy: error.y + 1e-14)
        XCTAssertLessThanOrEqual(error.y, 1e-12 * peak)
    }

    func testGivesUp() {
        let quadrature = AdaptiveQuadrature(relativeAccuracy: 1e-10, maximumPanels: 50)
        XCTAssertThrowsError(try quadrature.integrate([.init(from: 0, to: 1) { SIMD2(1 / $0, 0) }]))
        XCTAssertThrowsError(try quadrature.integrate([.init(from: 0, to: 1) { _ in SIMD2(.nan, 0) }]))
    }
}
