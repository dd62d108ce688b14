import Foundation
import XCTest

/// Damage to results is noticed, whoever reads them.
final class CheckTests: CommandLineTestCase {
    func testFlippedBitsOfAResult() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let result = try result(of: job, in: "results")
        let sum = try RunningProgram(["sha256sum", "--check", "result.h5.sha256"], in: path("results")).wait()
        XCTAssertEqual(sum.status, 0, sum.errors)
        XCTAssertEqual(try moriya("check", result).status, 0)
        XCTAssertEqual(try moriya("check", "results").status, 0)
        let intact = try Data(contentsOf: URL(fileURLWithPath: result))
        for round in 0..<20 {
            var bytes = intact
            let bit = (round * 7919 + 13) * 131 % (bytes.count * 8)
            bytes[bit / 8] ^= 1 << (bit % 8)
            try bytes.write(to: URL(fileURLWithPath: result))
            for command in ["check", "show"] {
                let outcome = try moriya(command, result)
                XCTAssertEqual(outcome.status, 65, "\(command), bit \(bit)")
                XCTAssertTrue(outcome.errors.contains("was altered"), outcome.errors)
            }
        }
        XCTAssertEqual(try moriya("merge", "results").status, 0)
        XCTAssertEqual(try moriya("check", "results").status, 0)
    }

    /// Without the digest the checksums of the arrays remain.
    func testFlippedNumbersWithoutADigest() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let result = try result(of: job, in: "results")
        try FileManager.default.removeItem(atPath: result + ".sha256")
        XCTAssertEqual(try moriya("check", result).status, 0)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: result))
        // The first axis value of the grid, as it stands in the array of the axis.
        let pattern = withUnsafeBytes(of: (0.1).bitPattern.littleEndian) { Data($0) }
        let place = try XCTUnwrap(bytes.range(of: pattern))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: URL(fileURLWithPath: result))
        XCTAssertEqual(try moriya("check", result).status, 65)
    }

    func testAPipeAmongShardsIsNotWaitedFor() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "results")
        XCTAssertEqual(mkfifo(path("results/shards/points-0-0-aaaaaaaaaaaa.h5"), 0o600), 0)
        let huge = path("results/shards/points-0-0-bbbbbbbbbbbb.h5")
        XCTAssertTrue(FileManager.default.createFile(atPath: huge, contents: nil))
        XCTAssertEqual(truncate(huge, 20 << 30), 0)
        let check = try moriya("check", "results")
        XCTAssertEqual(check.status, 65, check.errors)
        XCTAssertTrue(
            check.errors.contains("it is not a file") && check.errors.contains("more than any that we write"), check.errors)
        XCTAssertEqual(try moriya("merge", "results").status, 0)
    }

    /// Arrays that lie in another file, or that have another shape than the grid, are no results.
    func testArraysThatAreNotWhatTheySay() throws {
        let python = try pythonWithH5py()
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "results")
        _ = try result(of: job, in: "other")
        for (change, part) in [
            ("f['D'] = h5py.ExternalLink('other/result.h5', '/D')", "is a link to elsewhere"),
            ("f['D'] = h5py.SoftLink('/alpha')", "is a link to elsewhere"),
            (
                "f.create_dataset('D', (50, 3), 'f8', external=[('other/result.h5', 0, 1200)])",
                "keeps its numbers in another file"
            ),
            ("f['D'] = 1.0", "does not fit the grid"),
            ("f.create_dataset('D', (1 << 40, 3), 'f8', chunks=(1, 3))", "does not fit the grid"),
            ("f.create_dataset('D', (1 << 62, 1 << 60), 'f8', chunks=(1, 3))", "impossible extent"),
        ] {
            let script =
                "import h5py, shutil; shutil.copy('results/result.h5', 'x.h5'); f = h5py.File('x.h5', 'r+'); del f['D']; "
                + change
            let made = try RunningProgram([python, "-c", script], in: folder).wait()
            XCTAssertEqual(made.status, 0, made.errors)
            let show = try moriya("show", "x.h5")
            XCTAssertEqual(show.status, 74, "\(change): \(show.output)")
            XCTAssertTrue(show.errors.contains(part), "\(change): \(show.errors)")
        }
    }
}
