import TestSupport
import XCTest

/// Runs `mpi-selfcheck` under `mpirun` and looks at how it ends.
final class MPIProgramTests: XCTestCase {
    private func run(_ check: String, ranks: Int?) throws -> (output: String, status: Int32) {
        try SelfCheck("mpi-selfcheck").run(check, ranks: ranks)
    }

    private func assertPasses(_ check: String, ranks: [Int?] = [1, 2, 3, 4], line: UInt = #line) throws {
        for count in ranks {
            let outcome = try run(check, ranks: count)
            XCTAssertEqual(outcome.status, 0, "\(check) on \(count ?? 1) ranks: \(outcome.output)", line: line)
            XCTAssertTrue(outcome.output.contains("passed on \(count ?? 1)\n"), outcome.output, line: line)
        }
    }

    func testCollectives() throws { try assertPasses("collectives", ranks: [nil, 1, 2, 3, 4]) }
    func testSplit() throws { try assertPasses("split") }
    func testCountersGiveEachNumberOnce() throws { try assertPasses("counters", ranks: [nil, 1, 2, 3, 4]) }
    func testNobodyWaitsForRankZero() throws { try assertPasses("counters-busy", ranks: [nil, 1, 2, 4]) }
    func testRankZeroAnswersBetweenItsCalls() throws { try assertPasses("counters-funneled", ranks: [nil, 1, 2, 4]) }
    func testCountersMayBeDropped() throws { try assertPasses("counters-dropped", ranks: [nil, 1, 3]) }

    func testErrorsEndTheJobWhileCountersAreServed() throws {
        for (check, rank) in [("throw-while-counting", 2), ("throw-while-serving", 0)] {
            let outcome = try run(check, ranks: 3)
            XCTAssertEqual(outcome.status, 70, outcome.output)
            XCTAssertTrue(outcome.output.contains("rank \(rank) of 3: as it should"), outcome.output)
        }
    }
    func testGrids() throws { try assertPasses("grid") }
    func testDistributedEigenvalues() throws { try assertPasses("eigenvalues", ranks: [nil, 1, 2, 3, 4]) }
    func testMemoryIsPredicted() throws { try assertPasses("memory", ranks: [1, 4]) }
    func testAntisymmetricMagnitudes() throws { try assertPasses("antisymmetric", ranks: [nil, 1, 2, 3, 4]) }
    func testDistributedSingularValues() throws { try assertPasses("singular-values", ranks: [nil, 1, 2, 3, 4]) }
    func testELPAMemoryIsPredicted() throws { try assertPasses("elpa-memory", ranks: [1, 2, 4]) }
    func testNaNIsAnErrorOnAllRanks() throws { try assertPasses("not-finite") }
    func testLackOfMemoryOnOneRankIsAnErrorOnAll() throws { try assertPasses("out-of-memory") }

    /// ELPA itself says nothing.
    func testELPA() throws {
        for ranks in [nil, 1, 2, 3, 4] as [Int?] {
            let outcome = try run("elpa", ranks: ranks)
            XCTAssertEqual(outcome.status, 0, outcome.output)
            // The launcher may have a word of its own.
            XCTAssertTrue(outcome.output.contains("passed on \(ranks ?? 1)\n"), outcome.output)
            XCTAssertFalse(outcome.output.uppercased().contains("ELPA"), outcome.output)
        }
    }

    /// The others wait for it: without an end they would hang until time is up, which is another status.
    func testAnErrorOnOneRankEndsTheJob() throws {
        let outcome = try run("throw-on-last-rank", ranks: 3)
        XCTAssertEqual(outcome.status, 70, outcome.output)
        XCTAssertTrue(outcome.output.contains("rank 2 of 3: as it should"), outcome.output)
        XCTAssertFalse(outcome.output.contains("passed"), outcome.output)
    }

    func testAbortSetsTheExitCode() throws {
        let outcome = try run("abort-on-last-rank", ranks: 3)
        XCTAssertEqual(outcome.status, 42, outcome.output)
    }

    /// MPI's errors arrive as errors that name call, object and cause.
    func testAFailingCallIsReported() throws {
        let outcome = try run("broken-call", ranks: 2)
        XCTAssertEqual(outcome.status, 71, outcome.output)
        XCTAssertTrue(outcome.output.contains("MPI_Bcast on world (2 ranks): "), outcome.output)
        // As Open MPI has it, and as MPICH has it.
        XCTAssertTrue(outcome.output.firstMatch(of: /MPI_ERR_ROOT|[Ii]nvalid root/) != nil, outcome.output)
    }
}
