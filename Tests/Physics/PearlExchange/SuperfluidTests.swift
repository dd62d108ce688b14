import Foundation
import PearlExchange
import TestSupport
import XCTest

/// Gap and superfluid weight, and what they do to the couplings.
final class SuperfluidTests: XCTestCase {
    func testSuperfluid() {
        for (temperature, gap, clean, dirty) in [
            (0.35, "0.992702919993", "0.960027747718", "0.979452772781"),
            (0.75, "0.775909847804", "0.469766808909", "0.560428217504"),
            (0.97, "0.297086207757", "0.0596631113577", "0.0783511528337"),
        ] {
            let found = Superfluid(temperature: temperature, .clean)
            assertDigits(found.gap, gap)
            assertDigits(found.weight, clean)
            assertDigits(Superfluid(temperature: temperature, .dirty).weight, dirty)
        }
        let near = 1e-6
        let found = Superfluid(temperature: 1 - near, .clean)
        // Ginzburg and Landau: D/D₀ = 2(1 - T/T_c), Δ/Δ₀ = √(8π²/7ζ(3)) e^γ/π √(1 - T/T_c).
        XCTAssertEqual(found.weight / (2 * near), 1, accuracy: 1e-5)
        let slope = (8 * Double.pi * .pi / (7 * 1.2020569031595942)).squareRoot() / Superfluid.gapOverCriticalTemperature
        XCTAssertEqual(found.gap / near.squareRoot(), slope, accuracy: 1e-5)
        XCTAssertEqual(Superfluid(temperature: 0.02, .dirty).weight, 1, accuracy: 1e-15)
        XCTAssertEqual(Superfluid(temperature: .leastNonzeroMagnitude, .clean).weight, 1)
        // Where Ginzburg and Landau's law takes over, and as close to T_c as doubles come.
        for limit in [Superfluid.Limit.clean, .dirty] {
            let (above, below) = (Superfluid(temperature: 1 - 0.9e-8, limit), Superfluid(temperature: 1 - 1.1e-8, limit))
            XCTAssertEqual(above.weight / 0.9, below.weight / 1.1, accuracy: above.weightError + 2 * below.weightError)
            XCTAssertGreaterThan(Superfluid(temperature: 1.0.nextDown, limit).weight, 0)
        }
    }

    /// The gap equation and Yosida's function as sums over Matsubara frequencies, which know nothing of Fermi functions.
    func testSuperfluidByMatsubaraSums() {
        for temperature in [0.2, 0.6, 0.95] {
            let found = Superfluid(temperature: temperature, .clean)
            let thermal = temperature / Superfluid.gapOverCriticalTemperature
            let (count, gap) = (200_000, found.gap)
            var (gapSum, weight) = (0.0, 0.0)
            for n in 0..<count {
                let omega = .pi * thermal * Double(2 * n + 1)
                let root = (omega * omega + gap * gap).squareRoot()
                gapSum += 2 * .pi * thermal * (1 / omega - 1 / root)
                weight += 2 * .pi * thermal * gap * gap / (root * root * root)
            }
            let end = 2 * .pi * thermal * Double(count)
            gapSum += gap * gap / (4 * end * end)
            weight += gap * gap / (2 * end * end)
            XCTAssertEqual(gapSum, -log(temperature), accuracy: 1e-9)
            XCTAssertEqual(weight, found.weight, accuracy: 1e-9)
        }
    }

    func testCouplingsAtTemperatures() {
        let zero = PairCoupling(0.5, .exact).perpendicular
        for (temperature, parallel, perpendicular) in [
            (0.35, "1.247691903", "0.971393883"), (0.75, "0.6496697688", "0.5568663562"),
        ] {
            let scale = SupercurrentScale(weight: Superfluid(temperature: temperature, .clean).weight, .proportionalToWeight)
            let found = PairCoupling(0.5 * scale.distance, .exact)
            assertDigits(scale.coupling * found.parallel / zero, parallel)
            assertDigits(scale.coupling * found.perpendicular / zero, perpendicular)
        }
    }
}
