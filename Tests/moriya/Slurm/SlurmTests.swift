import Foundation
import Sweep
import TestSupport
import XCTest

/// Job arrays on a real Slurm of one node, which `slurm/test/up` starts: `make test-slurm`.
final class SlurmTests: CommandLineTestCase {
    /// Where this Slurm's settings are; empty unless it runs.
    nonisolated(unsafe) private static var configuration = ""

    private static func script(_ name: String) throws -> RunningProgram.Outcome {
        try RunningProgram(
            (getuid() == 0 ? [] : ["sudo", "-n", "-E"]) + ["\(packageFolder)/slurm/test/\(name)"], in: NSTemporaryDirectory(),
            // More tasks than cores: they have to share.
            environment: ["MORIYA_SLURM_CPUS": "4"]
        ).wait()
    }

    override func setUpWithError() throws {
        try super.setUpWithError()
        guard ProcessInfo.processInfo.environment["MORIYA_TEST_SLURM"] == "1" else {
            throw XCTSkip("starts a Slurm: make test-slurm")
        }
        guard Self.configuration.isEmpty else { return }
        let up = try Self.script("up")
        guard up.status == 0, let start = up.output.range(of: "export SLURM_CONF=") else {
            throw Failure(description: "slurm/test/up: \(up.errors)")
        }
        Self.configuration = up.output[start.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
    }

    override class func tearDown() {
        if !configuration.isEmpty { XCTAssertEqual(try? script("down").status, 0) }
    }

    private struct Failure: Error, CustomStringConvertible { let description: String }

    // MARK: Asking Slurm

    private func slurm(_ command: String..., line: UInt = #line) throws -> String {
        let outcome = try RunningProgram(command, in: folder, environment: ["SLURM_CONF": Self.configuration]).wait()
        XCTAssertEqual(outcome.status, 0, "\(command): \(outcome.errors)", line: line)
        return outcome.output
    }

    /// Submits a job with the program's own scripts: the numbers of array and merge.
    private func submit(_ job: String, _ directory: String, _ options: [String], line: UInt = #line) throws
        -> (array: String, merge: String)
    {
        let submit = try start(
            ["submit", job, "-o", path(directory), "--yes"] + options, ranks: nil,
            environment: ["SLURM_CONF": Self.configuration]
        ).wait()
        XCTAssertEqual(submit.status, 0, submit.errors, line: line)
        guard let found = submit.output.firstMatch(of: /submitted: array (\d+), merge (\d+)/) else {
            throw Failure(description: submit.output)
        }
        return (String(found.1), String(found.2))
    }

    /// What `scontrol` says of a job, or of each task of an array.
    private func state(_ job: String, _ key: String) throws -> [String] {
        try slurm("scontrol", "-o", "show", "job", job).split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
        }
    }

    private func waitForEnd(of job: String) throws {
        try wait(seconds: 240) {
            usleep(200_000)
            // No answer, as from a controller that is busy, is no end.
            let states = try self.state(job, "JobState")
            return !states.isEmpty
                && states.allSatisfy {
                    !["PENDING", "RUNNING", "COMPLETING", "REQUEUED", "CONFIGURING", "SUSPENDED"].contains($0)
                }
        }
    }

    private func logs(_ directory: String) -> String {
        let folder = path(directory) + "/logs/"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { try? String(contentsOfFile: folder + $0, encoding: .utf8) }.joined()
    }

    // MARK: What arrays do

    func testArrayWithMpirunThenMerge() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let (array, merge) = try submit(job, "array", ["--tasks", "3", "--ranks", "2", "--throttle", "2"])
        try waitForEnd(of: merge)
        XCTAssertEqual(try state(array, "JobState"), ["COMPLETED", "COMPLETED", "COMPLETED"], logs("array"))
        XCTAssertEqual(try state(merge, "ExitCode"), ["0:0"], logs("array"))
        try assertSameNumbers(reference, path("array/result.h5"))
        XCTAssertEqual(try recordedPoints("array"), Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, 1) }))
        XCTAssertTrue(logs("array").contains("[rank 0, task 2/3] "), logs("array"))
        let status = try moriya("status", path("array"))
        XCTAssertTrue(status.output.contains("  \(array)_2\n"), status.output)
    }

    func testSrun() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let (_, merge) = try submit(job, "srun", ["--tasks", "2", "--ranks", "2", "--launcher", "srun"])
        try waitForEnd(of: merge)
        XCTAssertEqual(try state(merge, "ExitCode"), ["0:0"], logs("srun"))
        XCTAssertTrue(logs("srun").contains("2 groups of 1 ranks"), logs("srun"))
        try assertSameNumbers(reference, path("srun/result.h5"))
    }

    /// As after preemption.
    func testRequeuedTaskGoesOn() throws {
        let job = try write(TestJob.long(300), to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        let (array, merge) = try submit(job, "requeued", ["--tasks", "2", "--ranks", "2"])
        try wait { try self.shards("requeued").count >= 3 }
        _ = try slurm("scontrol", "requeue", "\(array)_0")
        try waitForEnd(of: merge)
        XCTAssertEqual(try state(merge, "ExitCode"), ["0:0"], logs("requeued"))
        XCTAssertTrue(try state(array, "Restarts").contains("1"))
        XCTAssertTrue(logs("requeued").contains("DUE TO JOB REQUEUE"), logs("requeued"))
        XCTAssertEqual(try recordedPoints("requeued"), Dictionary(uniqueKeysWithValues: (0..<300).map { ($0, 1) }))
        try assertSameNumbers(reference, path("requeued/result.h5"))
    }

    /// A task that Slurm warns of its time limit stops, queues up again by itself and goes on.
    func testTimeLimitStopsAndResumes() throws {
        let job = try write(TestJob.long(1500), to: "job.yaml")
        let (array, merge) = try submit(job, "limited", ["--tasks", "1", "--ranks", "1"])
        try wait { try self.shards("limited").count >= 1 }
        // The limit comes down to what is nearly over; Slurm looks every 30 s.
        _ = try slurm("scontrol", "update", "JobId=\(array)_0", "TimeLimit=1")
        try wait(seconds: 100) {
            usleep(200_000)
            return try self.state(array, "Restarts") == ["1"]
        }
        XCTAssertTrue(logs("limited").contains("stopped by signal USR1"), logs("limited"))
        _ = try slurm("scontrol", "update", "JobId=\(array)_0", "TimeLimit=60")
        try waitForEnd(of: merge)
        XCTAssertEqual(try state(merge, "ExitCode"), ["0:0"], logs("limited"))
        XCTAssertEqual(try recordedPoints("limited"), Dictionary(uniqueKeysWithValues: (0..<1500).map { ($0, 1) }))
        try assertSameNumbers(path("limited/result.h5"), result(of: job, in: "whole", ranks: 2))
    }

    func testAFailingTaskDoesNotKeepTheMergeFromRunning() throws {
        let job = try write(TestJob.failing, to: "job.yaml")
        let (array, merge) = try submit(job, "failing", ["--tasks", "4"])
        try waitForEnd(of: merge)
        XCTAssertEqual(try state(array, "ExitCode").sorted(), ["0:0", "0:0", "70:0", "70:0"], logs("failing"))
        XCTAssertEqual(try state(merge, "ExitCode"), ["70:0"])
        let file = try ResultFile(path("failing/result.h5"))
        XCTAssertEqual(file.statuses, [.done, .failed, .done, .failed])
        XCTAssertTrue(logs("failing").contains("failed: alpha=1e+300: D or Q overflows"), logs("failing"))
    }

    func testAKilledTaskLeavesHolesThatTheNextSubmissionFills() throws {
        let job = try write(TestJob.long(300), to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        let (array, merge) = try submit(job, "killed", ["--tasks", "2"])
        try wait { try self.shards("killed").count >= 2 }
        _ = try slurm("scancel", "-f", "-s", "KILL", "\(array)_0")
        try waitForEnd(of: merge)
        XCTAssertEqual(try state(merge, "ExitCode"), ["75:0"], logs("killed"))
        XCTAssertTrue(logs("killed").contains(" points are missing: mu="), logs("killed"))
        let (_, second) = try submit(job, "killed", ["--tasks", "3"])
        try waitForEnd(of: second)
        XCTAssertEqual(try state(second, "ExitCode"), ["0:0"], logs("killed"))
        try assertSameNumbers(reference, path("killed/result.h5"))
    }

    func testCancelledTaskKeepsItsPointsAndStaysAway() throws {
        let job = try write(TestJob.long(600), to: "job.yaml")
        let (array, merge) = try submit(job, "cancelled", ["--tasks", "1", "--ranks", "2"])
        try wait { try self.shards("cancelled").count >= 1 }
        _ = try slurm("scancel", "\(array)_0")
        try waitForEnd(of: merge)
        // More than the shard that was there before: the ranks wrote what they had.
        XCTAssertGreaterThan(try recordedPoints("cancelled").count, 2)
        XCTAssertEqual(try state(array, "JobState"), ["CANCELLED"])
        XCTAssertEqual(try state(merge, "ExitCode"), ["75:0"])
    }
}
