import Foundation
import TestSupport
import XCTest

/// Runs `physics-selfcheck` under `mpirun` and looks at how it ends.
final class DiagonalizationTests: XCTestCase {
    private func assertPasses(_ check: String, ranks: [Int?], line: UInt = #line) throws {
        // Built beside the test bundle.
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let program = folder.appendingPathComponent("physics-selfcheck").path
        try XCTSkipUnless(
            FileManager.default.isExecutableFile(atPath: program), "\(program) is missing: swift build --build-tests")
        for count in ranks {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            // A check that hangs ends with status 124.
            process.arguments =
                ["timeout", "--kill-after=5", "300"]
                + (count.map { ["mpirun", "-n", "\($0)"] } ?? []) + [program, check]
            process.environment = ProcessInfo.processInfo.environment.merging(launcherEnvironment) { $1 }
                .merging(["OPENBLAS_NUM_THREADS": "1"]) { $1 }
            process.standardInput = FileHandle.nullDevice
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            XCTAssertEqual(process.terminationStatus, 0, "\(check) on \(count ?? 1) ranks: \(output)", line: line)
            XCTAssertTrue(output.contains("passed on \(count ?? 1)\n"), output, line: line)
        }
    }

    func testTheTableOfReferenceValues() throws { try assertPasses("table", ranks: [nil, 2]) }

    func testGroups() throws { try assertPasses("groups", ranks: [nil, 2]) }

    func testReferenceSystems() throws { try assertPasses("reference-systems", ranks: [nil, 2]) }

    func testReductionsOfAnyHost() throws { try assertPasses("reductions-of-any-host", ranks: [nil]) }
    func testAnalyticSpectraAndVanishingCoefficients() throws { try assertPasses("analytic", ranks: [nil, 2]) }
    func testEveryReductionAgreesWithTheFullMatrix() throws { try assertPasses("reductions", ranks: [nil, 2, 3, 4]) }
    func testBackendsAgree() throws { try assertPasses("backends", ranks: [nil, 1, 2, 3, 4]) }
    func testTinyMatricesWithELPA() throws { try assertPasses("tiny-matrices", ranks: [1, 4, 6, 9]) }
    func testWhatDoesNotFitIsRefused() throws { try assertPasses("refusal", ranks: [nil, 2, 4]) }
    func testLowRankAgreesOnRandomSystems() throws { try assertPasses("low-rank", ranks: [nil, 2, 3, 4]) }
}
