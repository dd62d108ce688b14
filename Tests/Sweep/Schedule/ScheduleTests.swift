import Sweep
import XCTest

final class ScheduleTests: XCTestCase {
    func testStartsExpensiveBatchesFirstAndTiesByIndex() {
        let costs: [Double] = [1, 5, 5, 0, .nan, 7]
        XCTAssertEqual(Schedule(of: costs.indices) { costs[$0] }.order, [4, 5, 1, 2, 0, 3])
        XCTAssertEqual(Schedule(of: [5, 3, 1]) { costs[$0] }.order, [5, 1, 3], "only the batches it was given")
        XCTAssertEqual(Schedule(of: [3, 0, 2, 1]) { _ in 1 }.order, [0, 1, 2, 3])
        XCTAssertEqual(Schedule(of: []) { _ in 1 }.order, [])
    }

    func testOrdersEachSliceOfATask() {
        let slice = TaskSlice(1, of: 2)
        XCTAssertEqual(Schedule(of: slice.indices(ofBatches: 5)) { Double($0) }.order, [4, 2, 0])
    }
}
