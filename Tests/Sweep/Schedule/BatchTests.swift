import RandomNumbers
import Sweep
import XCTest

final class BatchTests: XCTestCase {
    private func points(_ job: Job) -> [[Int]] { job.batches().map(\.points) }

    func testGroupsAlongSharedAxes() throws {
        let axes = [toyAxis("a", count: 2), toyAxis("b", count: 3)]
        XCTAssertEqual(points(try toyJob(axes)), [[0], [1], [2], [3], [4], [5]])
        XCTAssertEqual(points(try toyJob(axes, shared: "b")), [[0, 1, 2], [3, 4, 5]])
        XCTAssertEqual(points(try toyJob(axes, shared: "a")), [[0, 3], [1, 4], [2, 5]])
        XCTAssertEqual(points(try toyJob(axes, shared: "a b")), [[0, 1, 2, 3, 4, 5]])
        XCTAssertEqual(points(try toyJob(axes, shared: "c")), [[0], [1], [2], [3], [4], [5]])
        XCTAssertEqual(points(try toyJob([], shared: "a")), [[0]])
        let three = [toyAxis("a", count: 2), toyAxis("b", count: 2), toyAxis("c", count: 2)]
        XCTAssertEqual(points(try toyJob(three, shared: "a c")), [[0, 1, 4, 5], [2, 3, 6, 7]])
    }

    func testZippedAxisIsSharedOnlyAsAWhole() throws {
        let axes = [toyAxis("a", "b", count: 2), toyAxis("c", count: 2)]
        XCTAssertEqual(points(try toyJob(axes, shared: "a")), [[0], [1], [2], [3]])
        XCTAssertEqual(points(try toyJob(axes, shared: "a b")), [[0, 2], [1, 3]])
    }

    func testTheModelDecidesForEachPoint() throws {
        let axes = [toyAxis("a", count: 3), toyAxis("b", count: 2)]
        XCTAssertEqual(points(try toyJob(axes, shared: "b", alone: 1)), [[0, 1], [2], [3], [4, 5]])
        // The model contradicts itself: at a = 1 it no longer shares a. Each point still has one batch.
        XCTAssertEqual(points(try toyJob(axes, shared: "a", alone: 0)), [[0], [1], [2, 4], [3, 5]])
    }

    /// Against the definition, point by point.
    func testRandomGridsAreCutByTheDefinition() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            let shared = ["a", "b", "c", "d", "e"].filter { _ in Bool.random(using: &random) }
            let keys = ["a", "b", "c", "d"].shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
            let axes = keys.map { key in
                let count = Int.random(in: 1...4, using: &random)
                let isZipped = key == "d" && Bool.random(using: &random)
                return isZipped ? toyAxis("d", "e", count: count) : toyAxis(key, count: count)
            }
            let alone = shared.contains("a") ? -1 : Int.random(in: -1...3, using: &random)
            let job = try toyJob(axes, shared: shared.joined(separator: " "), alone: alone)
            let batches = points(job)

            // Two points belong together when they agree on all that is not shared, unless they are to be alone.
            var expected: [[Int]] = []
            var found: [[Int]: Int] = [:]
            for point in 0..<job.grid.count {
                let position = job.grid.position(of: point)
                let isAlone = job.parameters(at: point)["a"] == .integer(alone)
                let key = zip(axes, position).map { axis, index in
                    !isAlone && axis.members.allSatisfy { shared.contains($0.key) } ? -1 : index
                }
                if let batch = found[key] {
                    expected[batch].append(point)
                } else {
                    found[key] = expected.count
                    expected.append([point])
                }
            }
            XCTAssertEqual(batches, expected, "shape \(job.grid.shape), shared \(shared), alone \(alone)")
        }
    }

    func testAsksTheModelOnceForEachBatch() throws {
        let job = try toyJob([toyAxis("a", count: 100), toyAxis("b", count: 50)], shared: "b")
        let before = ToyModel.questions.withLock { $0 }
        XCTAssertEqual(job.batches().count, 100)
        XCTAssertEqual(ToyModel.questions.withLock { $0 } - before, 100)
    }

    /// However many the points, the model is asked once for each batch. (How long it takes: `moriya-bench runner`.)
    func testAMillionPoints() throws {
        let axes = [toyAxis("a", count: 1000), toyAxis("b", count: 100), toyAxis("c", count: 10)]
        for (shared, count) in [("", 1_000_000), ("a", 1000), ("b c", 1000)] {
            let job = try toyJob(axes, shared: shared)
            let before = ToyModel.questions.withLock { $0 }
            XCTAssertEqual(job.batches().count, count)
            XCTAssertEqual(ToyModel.questions.withLock { $0 } - before, count)
        }
    }

    func testALargeBatchIsCutEvenly() throws {
        // 2500 points that one solve would cover, of which a batch holds a thousand at most.
        let job = try toyJob([toyAxis("a", count: 50), toyAxis("b", count: 50)], shared: "a b")
        XCTAssertEqual(points(job).map(\.count), [833, 833, 834])
        XCTAssertEqual(points(job).flatMap { $0 }, Array(0..<2500))
    }
}
