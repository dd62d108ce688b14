import Foundation
import XCTest

/// Output that cannot be written.
final class OutputTests: CommandLineTestCase {
    private func shell(_ command: String) throws -> RunningProgram.Outcome {
        try RunningProgram(
            ["bash", "-c", command, "bash", Self.program], in: folder
        ).wait()
    }

    func testAFullDeviceIsNoSuccess() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        _ = try result(of: job, in: "results")
        for arguments in [
            "show results/result.h5", "show results/result.h5 --rows 1", "status results", "status results --json",
            "plan job.yaml",
            "merge results",
        ] {
            let outcome = try shell("\"$1\" \(arguments) >/dev/full")
            XCTAssertEqual(outcome.status, 74, arguments)
            XCTAssertTrue(outcome.errors.contains("cannot write to standard output: No space left on device"), outcome.errors)
            XCTAssertEqual(try shell("\"$1\" \(arguments) >out").status, 0, arguments)
        }
    }

    /// A reader that goes does not end a run.
    func testARunOutlivesItsReader() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        for (index, options) in ["", " --log json"].enumerated() {
            let run = try shell(
                "\"$1\" run job.yaml -o piped\(index) --publish-interval 0\(options) 2>&1 | true; exit ${PIPESTATUS[0]}")
            XCTAssertEqual(run.status, 0, run.errors)
            try assertSameNumbers(reference, merged("piped\(index)"))
        }
    }
}
