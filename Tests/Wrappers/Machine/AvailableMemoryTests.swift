import XCTest

import Machine

final class AvailableMemoryTests: XCTestCase {
    func testTheKernelsWord() {
        XCTAssertEqual(memAvailable(in: "MemTotal:  24 kB\nMemAvailable:   1234 kB\n"), 1234 * 1024)
        XCTAssertNil(memAvailable(in: "MemTotal:  24 kB\n"))
        XCTAssertGreaterThan(availableMemory() ?? 0, 1 << 20)
    }

    /// What Slurm and containers allow counts, whatever the node has.
    func testLimitsOfControlGroups() {
        XCTAssertEqual(memoryLeft(limit: "2000\n", usage: "500\n"), 1500)
        XCTAssertEqual(memoryLeft(limit: "2000\n", usage: "3000\n"), 0)
        XCTAssertNil(memoryLeft(limit: "max\n", usage: "500\n"))
        XCTAssertNil(memoryLeft(limit: nil, usage: nil))
    }
}
