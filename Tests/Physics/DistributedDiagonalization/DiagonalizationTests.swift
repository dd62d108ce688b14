import TestSupport
import XCTest

/// Runs `physics-selfcheck` under `mpirun` and looks at how it ends.
final class DiagonalizationTests: XCTestCase {
    private func assertPasses(_ check: String, ranks: [Int?], line: UInt = #line) throws {
        for count in ranks {
            let outcome = try SelfCheck("physics-selfcheck").run(check, ranks: count)
            XCTAssertEqual(outcome.status, 0, "\(check) on \(count ?? 1) ranks: \(outcome.output)", line: line)
            XCTAssertTrue(outcome.output.contains("passed on \(count ?? 1)\n"), outcome.output, line: line)
        }
    }

    func testTheTableOfReferenceValues() throws { try assertPasses("table", ranks: [nil, 2]) }

    func testGroups() throws { try assertPasses("groups", ranks: [nil, 2]) }

    func testReferenceSystems() throws { try assertPasses("reference-systems", ranks: [nil, 2]) }

    func testReductionsOfAnyHost() throws { try assertPasses("reductions-of-any-host", ranks: [nil]) }
    func testAnalyticSpectraAndVanishingCoefficients() throws { try assertPasses("analytic", ranks: [nil, 2]) }
    func testEveryReductionAgreesWithTheFullMatrix() throws { try assertPasses("reductions", ranks: [nil, 2, 3, 4]) }
    func testBackendsAgree() throws { try assertPasses("backends", ranks: [nil, 1, 2, 3, 4]) }
    func testKnownHosts() throws { try assertPasses("known-hosts", ranks: [nil, 2, 3]) }
    func testTinyMatricesWithELPA() throws { try assertPasses("tiny-matrices", ranks: [1, 4, 6, 9]) }
    func testWhatDoesNotFitIsRefused() throws { try assertPasses("refusal", ranks: [nil, 2, 4]) }
    func testLowRankAgreesOnRandomSystems() throws { try assertPasses("low-rank", ranks: [nil, 2, 3, 4]) }
}
