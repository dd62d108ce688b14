import LowRank
import MatsubaraSums
import XCTest

final class MatsubaraSamplingTests: XCTestCase {
    /// T Σ_n 2E/(E² + ω_n²) = ½ tanh(E/2T), at energies that the rule was not fitted to.
    func testKernelSums() {
        for (temperature, bound) in [(1.0, 8.0), (0.01, 9.6), (0.001, 9.6), (1e-5, 20.0)] {
            let rule = MatsubaraSampling(temperature: temperature, energyBound: bound, accuracy: 1e-11)
            var energy = 1e-6 * temperature
            while energy < bound {
                let sum = zip(rule.frequencies, rule.weights).reduce(0) {
                    $0 + $1.1 * 2 * energy / (energy * energy + $1.0 * $1.0)
                }
                XCTAssertEqual(sum, 0.5 * tanh(energy / (2 * temperature)), accuracy: 1e-11)
                energy *= 1.37
            }
            XCTAssertTrue(zip(rule.frequencies, rule.frequencies.dropFirst()).allSatisfy { $0 < $1 })
            // They are Matsubara frequencies: odd multiples of πT.
            for frequency in rule.frequencies {
                let multiple = frequency / (.pi * temperature)
                XCTAssertEqual(multiple, (multiple / 2).rounded(.down) * 2 + 1, accuracy: 1e-9 * multiple)
            }
        }
    }

    /// T Σ_n ln(1 + ε²/ω_n²) = T ln cosh(ε/2T): the form that free energies have.
    func testLogarithms() {
        let temperature = 0.001
        let rule = MatsubaraSampling(temperature: temperature, energyBound: 10, accuracy: 1e-12)
        for energy in [1e-5, 0.003, 0.1, 2.0, 9.9] {
            let sum = zip(rule.frequencies, rule.weights).reduce(0) {
                $0 + $1.1 * log1p(energy * energy / ($1.0 * $1.0))
            }
            let x = energy / (2 * temperature)
            let exact = temperature * (x + log1p(exp(-2 * x)) - log(2))
            XCTAssertEqual(sum, exact, accuracy: 2e-12)
        }
    }

    func testFrequenciesGrowWithTheLogarithmOfAccuracy() {
        let counts = [1e-4, 1e-8, 1e-12].map {
            MatsubaraSampling(temperature: 0.001, energyBound: 10, accuracy: $0).frequencies.count
        }
        XCTAssertLessThan(counts[0], counts[1])
        XCTAssertLessThan(counts[1], counts[2])
        // performance-notes: 31 and 43 for 1e-8 and 1e-12 in the intermediate representation.
        XCTAssertLessThanOrEqual(counts[1], 40)
        XCTAssertLessThanOrEqual(counts[2], 52)
    }
}
