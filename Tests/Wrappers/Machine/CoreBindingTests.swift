import Foundation
import Machine
import XCTest

final class CoreBindingTests: XCTestCase {
    func testListsOfCores() {
        XCTAssertEqual(CoreBinding.cores(inList: "0"), [0])
        XCTAssertEqual(CoreBinding.cores(inList: "0-3,8,10-11"), [0, 1, 2, 3, 8, 10, 11])
        for text in ["", "a", "3-1", "1-", "1-2-3", "-"] { XCTAssertNil(CoreBinding.cores(inList: text), text) }
    }

    func testOfProcesses() throws {
        XCTAssertEqual(try XCTUnwrap(CoreBinding.cores()).count, ProcessInfo.processInfo.activeProcessorCount)
        XCTAssertNil(CoreBinding.cores(ofProcess: 0))
        XCTAssertFalse(CoreBinding.processesOfThisProgram().contains(getpid()))
    }
}
