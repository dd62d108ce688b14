import MPI
import XCTest

/// How many numbers a rank is given at once.
final class CounterShareTests: XCTestCase {
    private func size(wanted: Int, first: Int, limit: Int = 1000, sharers: Int = 10) -> Int {
        CounterShare(counter: 0, wanted: wanted, limit: limit, sharers: sharers).size(of: first)
    }

    func testNoMoreThanWanted() { XCTAssertEqual(size(wanted: 3, first: 0), 3) }

    /// A quarter of a tenth of what is left, so that all end at about the same time.
    func testNoMoreThanAQuarterOfAPartOfWhatIsLeft() {
        XCTAssertEqual(size(wanted: 100, first: 0), 25)
        XCTAssertEqual(size(wanted: 100, first: 800), 5)
        XCTAssertEqual(size(wanted: 100, first: 990), 1)
    }

    func testNothingBeyondTheLimit() {
        XCTAssertEqual(size(wanted: 1, first: 999), 1)
        XCTAssertEqual(size(wanted: 1, first: 1000), 0)
        XCTAssertEqual(size(wanted: 1, first: 5000), 0)
        XCTAssertEqual(size(wanted: 1, first: 0, limit: 0), 0)
        XCTAssertEqual(size(wanted: 1, first: 0, limit: .max), 1)
    }
}
