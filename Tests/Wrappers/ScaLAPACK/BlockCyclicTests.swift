import RandomNumbers
import ScaLAPACK
import TestSupport
import XCTest

final class BlockCyclicTests: XCTestCase {
    /// Local and global indices are inverse to each other, and the processes' shares partition the axis.
    func testSharesPartitionTheAxis() {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<500 {
            let axis = BlockCyclicAxis(
                extent: .random(in: 0...200, using: &generator), blockSize: .random(in: 1...70, using: &generator),
                processes: .random(in: 1...9, using: &generator))
            var globals: [Int] = []
            for process in 0..<axis.processes {
                let count = axis.count(on: process)
                XCTAssertLessThanOrEqual(count, axis.count(on: 0), "process 0 owns most: \(axis)")
                for local in 0..<count {
                    let global = axis.global(of: LocalIndex(local), on: process)
                    XCTAssertEqual(axis.owner(of: global), process, "\(axis)")
                    XCTAssertEqual(axis.local(of: global), LocalIndex(local), "\(axis)")
                    globals.append(global.value)
                }
            }
            XCTAssertEqual(globals.sorted(), Array(0..<axis.extent), "\(axis)")
        }
    }

    /// Seven rows in blocks of two on two processes: 0 1 | 4 5 and 2 3 | 6.
    func testAnExampleByHand() {
        let axis = BlockCyclicAxis(extent: 7, blockSize: 2, processes: 2)
        XCTAssertEqual((0..<4).map { axis.global(of: LocalIndex($0), on: 0).value }, [0, 1, 4, 5])
        XCTAssertEqual((0..<3).map { axis.global(of: LocalIndex($0), on: 1).value }, [2, 3, 6])
        XCTAssertEqual([axis.count(on: 0), axis.count(on: 1)], [4, 3])
    }

    func testNearlySquareShapes() {
        let expected = [1: (1, 1), 2: (1, 2), 6: (2, 3), 7: (1, 7), 16: (4, 4), 24: (4, 6), 128: (8, 16)]
        for (ranks, (rows, columns)) in expected {
            XCTAssertEqual(GridShape.nearlySquare(ranks: ranks), GridShape(rows: rows, columns: columns))
        }
    }

    func testBytesOfAMatrix() throws {
        let layout = try BlockCyclicLayout(order: 7, blockSize: 2, shape: GridShape(rows: 2, columns: 1))
        XCTAssertEqual(layout.localBytes(at: GridPosition(row: 0, column: 0)), 4 * 7 * 16)
        XCTAssertEqual(layout.localBytes(at: GridPosition(row: 1, column: 0)), 3 * 7 * 16)
        XCTAssertEqual(layout.maximumLocalBytes, 4 * 7 * 16)
        // 101 × 101 sites on one rank: 4 · 10 201 rows, 26.6 GB. The workspace is a panel of 64 columns and a few more.
        let large = try BlockCyclicLayout(order: 40_804, blockSize: 64, shape: GridShape(rows: 1, columns: 1))
        XCTAssertEqual(large.maximumLocalBytes, 16 * 40_804 * 40_804)
        for method in EigenvalueMethod.allCases {
            let work = large.predictedBytes(method: method) - large.maximumLocalBytes
            XCTAssertGreaterThan(work, 16 * 40_804 * 64)
            XCTAssertLessThan(work, 16 * 40_804 * 64 * 10)
        }
    }

    func testSizesBeyond32BitsAreRefused() {
        func error(_ order: Int, _ blockSize: Int, _ rows: Int, _ columns: Int) -> ScaLAPACKError? {
            do throws(ScaLAPACKError) {
                _ = try BlockCyclicLayout(
                    order: order, blockSize: blockSize, shape: GridShape(rows: rows, columns: columns))
                return nil
            } catch {
                return error
            }
        }
        XCTAssertNil(error(46_340, 64, 1, 1))
        XCTAssertEqual(
            error(46_341, 64, 1, 1), .tooLarge(what: "the number of elements on a rank", count: 46_341 * 46_341))
        XCTAssertNil(error(90_000, 64, 2, 2))
        XCTAssertEqual(error(1 << 31, 64, 1000, 1000), .tooLarge(what: "the order", count: 1 << 31))
        // Neither wraps around 64 bits.
        XCTAssertEqual(error(.max, 64, 1, 1), .tooLarge(what: "the order", count: .max))
        XCTAssertEqual(error(10, 1 << 30, 1, 1), .tooLarge(what: "the workspace of a rank", count: 14 << 30))
        for (order, blockSize, rows, columns) in [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, -1)] {
            guard case .invalidLayout = error(order, blockSize, rows, columns) else { return XCTFail() }
        }
    }
}
