import Foundation
import XCTest

/// However the program is started: without standard streams, without an environment, with little of what the system gives.
final class HostileStartTests: CommandLineTestCase {
    private func bash(_ script: String) throws -> RunningProgram.Outcome {
        try RunningProgram(["timeout", "120", "bash", "-c", script, Self.program], in: folder).wait()
    }

    /// Where a stream is closed, a file would get its number, and complaints would end up among results.
    func testClosedStreams() throws {
        let job = try write(TestJob.failing, to: "job.yaml")
        for (index, closed) in [">&-", "2>&-", "<&-", ">&- 2>&- <&-"].enumerated() {
            XCTAssertEqual(try bash("\"$0\" run \(job) -o results\(index) --publish-interval 0 \(closed)").status, 70, closed)
            XCTAssertEqual(try moriya("check", "results\(index)").status, 0, closed)
            XCTAssertEqual(try moriya("merge", "results\(index)").status, 70, closed)
        }
        let slow = try write(TestJob.slow, to: "slow.yaml")
        let run = try start(["-c", "exec \"$0\" run \(slow) -o slow >&- 2>&- <&-", Self.program], program: "bash")
        try wait { try self.shards("slow").count >= 1 }
        let process = try XCTUnwrap(run.processes(named: "moriya").first)
        for stream in 0...2 {
            XCTAssertEqual(
                try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(stream)"), "/dev/null")
        }
        XCTAssertEqual(try run.wait().status, 0)
        for command in ["show results0/result.h5", "check results0", "status results0", "plan job.yaml"] {
            XCTAssertEqual(try bash("\"$0\" \(command) >&-").status, 74, command)
        }
    }

    /// A limit is an error like a full disk, and what was there stays.
    func testFilesThatMayNotGrow() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        for kibibytes in [0, 1, 8, 16, 40] {
            // What it says goes into a file, too, behind the pipe.
            let run = try bash(
                "(ulimit -f \(kibibytes); exec \"$0\" run \(job) -o results) 2>&1 | cat >&2; exit ${PIPESTATUS[0]}")
            XCTAssertEqual(run.status, 74, run.errors)
            XCTAssertTrue(run.errors.contains(": File too large\n"), run.errors)
        }
        let rest = try moriya("run", job, "-o", "results")
        XCTAssertEqual(rest.status, 0, rest.errors)
        try assertSameNumbers(reference, path("results/result.h5"))
    }

    func testFewFilesAtATime() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "results")
        for count in [5, 6, 8, 10, 16] {
            for command in ["run \(job) -o new\(count)", "merge results", "check results", "show results/result.h5"] {
                let outcome = try bash("ulimit -n \(count); exec \"$0\" \(command)")
                XCTAssertTrue(
                    [0, 74].contains(outcome.status), "\(count) files, \(command): \(outcome.status) \(outcome.errors)")
            }
        }
    }

    func testWithoutAnEnvironmentOrAWorkingFolder() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let bare = try bash("exec env -i \"$0\" run job.yaml -o bare")
        XCTAssertEqual(bare.status, 0, bare.errors)
        let nowhere = try bash("mkdir gone; cd gone; rmdir ../gone; exec \"$0\" run \(job) -o \(path("elsewhere"))")
        XCTAssertEqual(nowhere.status, 0, nowhere.errors)
        try assertSameNumbers(path("bare/result.h5"), path("elsewhere/result.h5"))
    }

    /// `nohup` means what it says.
    func testAnIgnoredSignalStaysIgnored() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let run = try start(
            ["-c", "trap '' HUP; exec \"$0\" run \(job) -o results --publish-interval 0", Self.program], program: "bash")
        try wait { try self.shards("results").count >= 2 }
        run.signal(SIGHUP, to: "moriya")
        let outcome = try run.wait()
        XCTAssertEqual(outcome.status, 0, outcome.errors)
    }

    func testLinks() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let made = try bash("mkdir real; ln -s real link; ln -s nowhere dangling; ln -s circle circle")
        XCTAssertEqual(made.status, 0, made.errors)
        XCTAssertEqual(try moriya("run", job, "-o", "link").status, 0)
        XCTAssertEqual(try moriya("check", "real").status, 0)
        for (name, sentence) in [
            ("dangling", "cannot create folder dangling: a file of this name is in the way"),
            ("circle", "cannot read circle/plan.yaml: Too many levels of symbolic links"),
        ] {
            let run = try moriya("run", job, "-o", name)
            XCTAssertEqual(run.status, 74, run.errors)
            XCTAssertEqual(run.errors, "moriya: \(sentence)\n")
        }
        // A result that is a link: what it points to stays as it is.
        XCTAssertEqual(try bash("mv real/result.h5 kept.h5; ln -s ../kept.h5 real/result.h5").status, 0)
        let before = try Data(contentsOf: URL(fileURLWithPath: path("kept.h5")))
        XCTAssertEqual(try moriya("merge", "real").status, 0)
        XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path("kept.h5"))), before)
        XCTAssertEqual(try moriya("check", "real").status, 0)
    }

    /// Files that claim to be enormous are refused by their size.
    func testEnormousFiles() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "results")
        for (file, command) in [("plan.yaml", "status results"), ("result.h5.sha256", "check results")] {
            let size = try FileManager.default.attributesOfItem(atPath: path("results/\(file)"))[.size] as? Int
            XCTAssertEqual(truncate(path("results/\(file)"), 3 << 30), 0)
            let outcome = try bash("ulimit -v 2000000; exec \"$0\" \(command)")
            XCTAssertTrue([65, 74].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
            XCTAssertTrue(outcome.errors.contains("results/\(file): it has 3221225472 bytes, more than any"), outcome.errors)
            XCTAssertEqual(truncate(path("results/\(file)"), off_t(try XCTUnwrap(size))), 0)
        }
        XCTAssertEqual(try moriya("check", "results").status, 0)
    }

    /// Whoever merges last, the digest is that of the result; who reads meanwhile gets one of the two.
    func testMergesAtOnce() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "results")
        for round in 0..<5 {
            let merges = try (0..<4).map { _ in try start(["merge", "results"]) }
            while merges.contains(where: \.isRunning) {
                let show = try moriya("show", "results/result.h5", "--rows", "1")
                XCTAssertEqual(show.status, 0, "round \(round): \(show.errors)")
            }
            for merge in merges { XCTAssertEqual(try merge.wait().status, 0) }
            XCTAssertEqual(try moriya("check", "results").status, 0, "round \(round)")
        }
    }
}
