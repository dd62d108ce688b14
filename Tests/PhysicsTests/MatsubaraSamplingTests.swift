import LowRank
import XCTest

final class MatsubaraSamplingTests: XCTestCase {
    func testPrint() {
        for t in [1.0, 0.01,0.001,1e-4, 1e-6] { for a in [1e-8, 1e-12,1e-13] {
            let start = ContinuousClock.now
            let s = MatsubaraSampling(temperature: t, energyBound: 9.6, accuracy: a, multiple: 8)
            print(t, a, s.frequencies.count, 8*s.integratedError, s.weights.reduce(0){$0+abs($1)}, s.weights.min()!, s.frequencies.last!, ContinuousClock.now - start)
        }}
    }
}
