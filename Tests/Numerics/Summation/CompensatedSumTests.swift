import Summation
import XCTest

final class CompensatedSumTests: XCTestCase {
    /// A million times 0.1 is off by 1.3e-6 if the terms are just added, and by less than one ulp here.
    func testTheErrorDoesNotGrow() {
        let terms = repeatElement(0.1, count: 1_000_000)
        XCTAssertGreaterThan(abs(terms.reduce(0, +) - 1e5), 1e-6)
        XCTAssertEqual(compensatedSum(terms), 1e5, accuracy: 1e5.ulp)
        XCTAssertEqual(compensatedSum([]), 0)
    }

    /// Each small term is below half an ulp of the sum.
    func testSmallTermsCount() {
        XCTAssertEqual(compensatedSum([1] + repeatElement(0x1p-54, count: 1 << 20)), 1 + 0x1p-34)
    }
}
