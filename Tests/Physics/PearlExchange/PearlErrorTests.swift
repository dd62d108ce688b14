import Foundation
import PearlExchange
import RandomNumbers
import TestSupport
import XCTest

/// Bounds on the errors of couplings, gaps and lattice sums, at random parameters: against four times the effort.
final class PearlErrorTests: XCTestCase {
    /// The integrals I₀ to I₃ with a quarter of the step.
    private func integrals(_ x: Double) -> SIMD4<Double> {
        var sum = SIMD4<Double>.zero
        let first = Int(32 * (min(0, -log(x)) - 42))
        let last = Int(32 * log(46 / x)) + 1
        for index in first...last {
            let t = exp(Double(index) / 32)
            let weight = t * exp(-x * t) / (1 + t * t).squareRoot()
            sum += weight * SIMD4(1, t, t * t, t * t * t)
        }
        return sum / 32
    }

    func testPairs() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<300 {
            let x: Double = pow(10, Double.random(in: -6...4, using: &random))
            let (found, better) = (PairCoupling(x, .exact), integrals(x))
            let rounding = 1e-14
            let expected = SIMD2(better[1] / x, better[2])
            XCTAssertEqual(found.potential, better[0], accuracy: found.potentialError + rounding * better[0], "\(x)")
            XCTAssertEqual(found.perpendicular, expected.x, accuracy: found.couplingError + rounding * expected.x, "\(x)")
            XCTAssertEqual(found.parallel, expected.y, accuracy: found.couplingError + rounding * expected.y, "\(x)")
            XCTAssertLessThan(found.couplingError, 1e-12 * found.parallel)
        }
    }

    /// The gap by bisection, with a quarter of the step in the integrals.
    func testSuperfluid() {
        func integrals(_ gap: Double, _ thermal: Double) -> (gap: Double, yosida: Double) {
            var (sum, yosida) = (0.0, 0.0)
            for index in -400...400 {
                let energy = gap / thermal * cosh(Double(index) / 32)
                let f = exp(-energy) / (1 + exp(-energy))
                sum += f
                yosida += energy * f / (1 + exp(-energy))
            }
            return (sum / 32, yosida / 32)
        }
        var random = SplitMix64(seed: 9)
        for _ in 0..<60 {
            let temperature = Double.random(in: 0.05...0.9999, using: &random)
            let thermal = temperature / Superfluid.gapOverCriticalTemperature
            var (low, high) = (-12.0, 0.0)
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if middle + integrals(exp(middle), thermal).gap > 0 { high = middle } else { low = middle }
            }
            let gap = exp((low + high) / 2)
            let (clean, dirty) = (Superfluid(temperature: temperature, .clean), Superfluid(temperature: temperature, .dirty))
            // Near T_c the root is known no better than rounding allows here, either.
            let slack = 1e-14 / (1 - temperature)
            XCTAssertEqual(clean.gap, gap, accuracy: clean.gapError + slack * gap, "\(temperature)")
            XCTAssertEqual(
                clean.weight, 1 - integrals(gap, thermal).yosida, accuracy: clean.weightError + 2 * slack, "\(temperature)")
            XCTAssertEqual(
                dirty.weight, gap * tanh(gap / (2 * thermal)), accuracy: dirty.weightError + 2 * slack * dirty.weight,
                "\(temperature)")
        }
    }

    func testMaps() {
        var random = SplitMix64(seed: 10)
        let impurity = SupercurrentMap.Impurity(position: SIMD2(0.1, -0.2), moment: SIMD2(0.6, 0.8))
        let map = SupercurrentMap(
            [impurity], form: .exact, scale: SupercurrentScale(weight: 1, .constant), core: 1e-3)
        for _ in 0..<100 {
            let point = SIMD2(Double.random(in: -3...3, using: &random), .random(in: -3...3, using: &random))
            let displacement = point - impurity.position
            let distance = (displacement * displacement).sum().squareRoot()
            let (better, u) = (integrals(distance), SIMD2(0.8, -0.6))
            let (perpendicular, parallel) = (better[1] / distance, better[2])
            let along = (u * displacement).sum() / (distance * distance)
            let expected = parallel * u - (parallel + perpendicular) * along * displacement
            let (value, error) = map.current(at: point)
            XCTAssertEqual(value.x, expected.x, accuracy: error + 1e-14 * parallel)
            XCTAssertEqual(value.y, expected.y, accuracy: error + 1e-14 * parallel)
        }
    }

    func testLattices() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<40 {
            let lattice = rhombic(.random(in: 50...130, using: &random), pow(10, .random(in: 0...4, using: &random)))
            let k = SIMD2(Double.random(in: -3...3, using: &random), .random(in: -3...3, using: &random))
            let (sum, moved) = (EwaldSum(lattice), lattice.reciprocal.0 + lattice.reciprocal.1)
            let (here, there) = (sum.matrix(k), sum.matrix(k + moved))
            XCTAssertLessThanOrEqual(abs(here.xx - there.xx), here.error + there.error)
            XCTAssertLessThanOrEqual(abs(here.yy - there.yy), here.error + there.error)
            XCTAssertLessThan(here.error, 1e-11 * max(abs(here.xx), abs(here.yy), 1))
        }
    }

    /// At 60° the ferromagnet has no axis, at 90° neither: the direction of its moments is not told.
    func testDegenerateDirections() {
        for degrees in [60.0, 90] {
            let matrix = EwaldSum(rhombic(degrees, 50)).matrix(.ferromagnet)
            XCTAssertEqual(matrix.xx, matrix.yy, accuracy: 2 * matrix.error)
            XCTAssertGreaterThan(matrix.momentAngleError, 1)
        }
    }
}
