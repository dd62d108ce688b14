import Sweep
import XCTest

/// How many numbers a leader far from rank 0 asks for.
final class ChunkSizeTests: XCTestCase {
    func testOneAtFirst() { XCTAssertEqual(ChunkSize.next(after: 0, waited: 1, worked: 0), 1) }

    /// Waiting 1 ms for each number is 1 % of work that takes 100 ms, but a tenth of work that takes 10 ms.
    func testWaitingStaysBelowAHundredthOfTheWork() {
        XCTAssertEqual(ChunkSize.next(after: 1, waited: 1e-3, worked: 0.1), 1)
        XCTAssertEqual(ChunkSize.next(after: 8, waited: 1e-3, worked: 0.08), 10)
        XCTAssertEqual(ChunkSize.next(after: 10, waited: 1e-3, worked: 10), 1)
    }

    /// The first batches are the most expensive: what they cost says little of later ones.
    func testItGrowsByTwoAtMost() {
        XCTAssertEqual(ChunkSize.next(after: 1, waited: 1, worked: 1e-6), 2)
        XCTAssertEqual(ChunkSize.next(after: 64, waited: 1, worked: 0), 128)
    }
}
