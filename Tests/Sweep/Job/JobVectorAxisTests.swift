import Sweep
import XCTest

/// Axes over vectors of integers.
final class JobVectorAxisTests: XCTestCase {
    private func points(_ job: Job) -> [ParameterValue?] {
        (0..<job.grid.count).map { job.parameters(at: $0)["displacement"] }
    }

    func testAListOfVectorsIsOneAxis() throws {
        let job = try readJob(leastSystem + "grid: { displacement: [[1, 0], [1, 1], [-2, 5]], mu: [1, 2] }\n")
        XCTAssertEqual(job.grid.axes.map(\.name), ["displacement", "mu"])
        XCTAssertEqual(job.grid.axes[0].members.map(\.name), ["displacement_x", "displacement_y"])
        XCTAssertEqual(job.grid.axes[0].members[1].values, [0, 1, 5].map { .integer($0) })
        XCTAssertEqual(points(job), [[1, 0], [1, 0], [1, 1], [1, 1], [-2, 5], [-2, 5]].map { .integers($0) })
        XCTAssertEqual(job.label(of: 5), "displacement=-2,5 mu=2")
        XCTAssertNil(job.fixed["delta"], "excluded by the displacement")
    }

    func testComponentsAreAnAxisEach() throws {
        let job = try readJob(leastSystem + "grid: { displacement: { x: { from: 0, to: 2 }, y: [3, 1] } }\n")
        XCTAssertEqual(job.grid.axes.map(\.name), ["displacement_x", "displacement_y"])
        XCTAssertEqual(points(job), [[0, 3], [0, 1], [1, 3], [1, 1], [2, 3], [2, 1]].map { .integers($0) })
        XCTAssertEqual(job.label(of: 3), "displacement=1,1")
        let turned = try readJob(leastSystem + "grid: { displacement: { y: [3, 1], x: [0] } }\n")
        XCTAssertEqual(turned.grid.axes.map(\.name), ["displacement_y", "displacement_x"])
        XCTAssertEqual(points(turned), [[0, 3], [0, 1]].map { .integers($0) })
    }

    func testVectorsAdvanceWithOtherParameters() throws {
        let job = try readJob(leastSystem + "grid: { zip: { mu: [1, 2], displacement: [[1, 0], [0, 1]] } }\n")
        XCTAssertEqual(job.grid.axes.map(\.name), ["mu_displacement"])
        XCTAssertEqual(points(job), [[1, 0], [0, 1]].map { .integers($0) })
    }

    func testTheyReadBack() throws {
        let vectors = "[[1, 0], [1, 1]]"
        let grids = [
            "displacement: \(vectors)", "displacement: { y: [1, 2], x: [4] }", "zip: { mu: [1, 2], displacement: \(vectors) }",
            "zip: [{ mu: [1, 2], nu: [3, 4] }, { displacement: { x: [1, 2], y: [3] } }, { gap_s: [1, 2], gap_p: [3, 4] }]",
            "zip: [{ mu: [1, 2], nu: [3, 4] }, { displacement: \(vectors) }, { gap_s: [1, 2], gap_p: [3, 4] }]",
        ]
        for grid in grids {
            let job = try readJob(leastSystem + "grid: { \(grid) }\n")
            XCTAssertTrue(job.canonicalText.hasPrefix("# moriya plan 2\n"), "an earlier program cannot read it")
            XCTAssertEqual(try readJob(job.canonicalText).grid, job.grid, grid)
            XCTAssertEqual(try readJob(job.canonicalText).hash, job.hash, grid)
        }
        let split = try readJob(leastSystem + "grid: { displacement: { x: { from: 1, to: 2 }, y: [3] } }\n")
        XCTAssertTrue(split.canonicalText.contains("  displacement: { x: [1, 2], y: [3] }\n"))
        let listed = try readJob(leastSystem + "grid: { displacement: [[1, 3], [2, 3]] }\n")
        XCTAssertTrue(listed.canonicalText.contains("  displacement: [[1, 3], [2, 3]]\n"))
        XCTAssertNotEqual(split.hash, listed.hash, "results of another shape")
    }
}
