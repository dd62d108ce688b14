import Foundation
import Sweep
import XCTest

/// Folders and files that are not moriya's stay as they are.
final class FolderTests: CommandLineTestCase {
    private let small = "system: { lattice: { size: [7, 5] } }\ngrid: { delta: [1, 2] }\n"

    func testAFolderWithOtherFilesIsRefused() throws {
        let job = try write(small, to: "job.yaml")
        try FileManager.default.createDirectory(atPath: path("mine"), withIntermediateDirectories: true)
        try write("my own job\n", to: "mine/job.yaml")
        for command in [["run", job, "-o", "mine"], ["submit", job, "-o", "mine", "--tasks", "1"], ["run", job, "-o", "."]] {
            let run = try start(command).wait()
            XCTAssertEqual(run.status, 65, run.errors)
            XCTAssertTrue(run.errors.contains("and holds no results of this job: choose a new or empty folder"), run.errors)
        }
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path("mine")), ["job.yaml"])
        XCTAssertEqual(try String(contentsOfFile: path("mine/job.yaml"), encoding: .utf8), "my own job\n")
        XCTAssertEqual(try moriya("run", job, "-o", "").status, 65)
    }

    /// Whoever comes second is told, and the folder is the first one's throughout.
    func testTwoJobsThatBeginAtOnceInOneFolder() throws {
        let jobs = try (0..<4).map { try write(small.replacing("[7, 5]", with: "[\(7 + 2 * $0), 5]"), to: "job\($0).yaml") }
        for round in 0..<10 {
            let runs = try jobs.map { try start(["run", $0, "-o", path("new\(round)")]) }
            let statuses = try runs.map { try $0.wait().status }
            XCTAssertEqual(statuses.sorted(), [0, 65, 65, 65])
            let winner = try XCTUnwrap(statuses.firstIndex(of: 0))
            XCTAssertEqual(
                try String(contentsOfFile: path("new\(round)/job.yaml"), encoding: .utf8),
                try String(contentsOfFile: jobs[winner], encoding: .utf8))
            XCTAssertEqual(try moriya("merge", path("new\(round)")).status, 0)
        }
    }

    /// Names that are not UTF-8 are kept byte for byte, by every command.
    func testNamesThatAreNoText() throws {
        try write(small, to: "job.yaml")
        let script = #"""
            set -e
            name=$(printf 'results-\377\376-\303') && mv job.yaml "$name.yaml"
            "$0" plan "$name.yaml" && "$0" run "$name.yaml" -o "$name" && "$0" run "$name.yaml" -o "$name"
            "$0" status "$name" && "$0" merge "$name" -o "$name.h5" && "$0" merge "$name" && "$0" check "$name"
            "$0" show "$name.h5" && "$0" check "$name.h5" && "$0" verify "$name.h5" && test -f "$name/result.h5"
            sha256sum --check "$name.h5.sha256"
            "$0" submit "$name.yaml" -o "$name" --tasks 1 && grep -q "$name" "$name"/*.sh && bash -n "$name"/*.sh
            test "$(ls | wc -l)" = 4
            """#
        let outcome = try RunningProgram(["bash", "-c", script, Self.program], in: folder).wait()
        XCTAssertEqual(outcome.status, 0, outcome.errors)
    }

    func testMergeReplacesNothingButItsOwn() throws {
        let file = try result(of: write(small, to: "job.yaml"), in: "results")
        let shard = try XCTUnwrap(shards("results").first)
        let before = try Data(contentsOf: URL(fileURLWithPath: path("results/shards/\(shard)")))
        mkfifo(path("pipe"), 0o600)
        for target in ["results/plan.yaml", "results/shards/\(shard)", "pipe", "/dev/null", "results", "job.yaml"] {
            let merge = try moriya("merge", "results", "-o", target)
            XCTAssertEqual(merge.status, 65, "\(target): \(merge.errors)")
        }
        XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path("results/shards/\(shard)"))), before)
        XCTAssertEqual(try moriya("merge", "results", "-o", "new.h5").status, 0)
        XCTAssertEqual(try moriya("merge", "results", "-o", "new.h5").status, 0)
        try assertSameNumbers(file, path("new.h5"))
    }
}
