import Foundation
import Models
import Sweep
import XCTest

/// Runs that end before their work does, by a signal, a limit or a kill, and go on later.
final class ResumeTests: CommandLineTestCase {
    func testRunningAgainComputesNothing() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        _ = try result(of: job, in: "results")
        let before = try shards("results")
        let again = try moriya("run", job, "-o", "results")
        XCTAssertEqual(again.status, 0, again.errors)
        XCTAssertTrue(again.output.hasPrefix("0 points computed in "), again.output)
        XCTAssertTrue(again.output.contains(", 30 done before, 0 failed, 0 remain\n"), again.output)
        XCTAssertEqual(try shards("results"), before)
        XCTAssertFalse(again.errors.contains("holds results of"), again.errors)
    }

    func testOnlyMissingPointsAreComputedAndRecorded() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        XCTAssertEqual(try moriya("run", job, "-o", "results", "--task", "2/3").status, 0)
        let rest = try moriya("run", job, "-o", "results", ranks: 2)
        XCTAssertEqual(rest.status, 0, rest.errors)
        XCTAssertTrue(rest.output.hasPrefix("21 points computed in "), rest.output)
        XCTAssertTrue(rest.output.contains(", 9 done before, 0 failed, 0 remain\n"), rest.output)
        XCTAssertEqual(
            try recordedPoints("results"), Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, 1) }))
        try assertSameNumbers(reference, merged("results"))
    }

    /// A shard may hold some points of a batch only. The batch is then computed as a whole, because its points may
    /// depend on it, but no point is recorded twice.
    func testPartOfABatch() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let whole = try ResultDirectory.open(path("whole"))
        let part = try ResultDirectory.create(
            path("part"), planText: whole.planText, jobText: whole.jobText, systemText: whole.systemText)
        let plan = try Job(plan: whole.planText, path: "plan", models: [BdGRKKYModel.self])
        var writer = ShardWriter(
            part, observables: plan.observables, modelName: BdGRKKYModel.name, provenance: .current(version: "0"))
        for name in try whole.shardNames() {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(whole.shardFolder)/\(name)")))
            let table = try ShardReader(bytes, name: name).table(plan.observables)
            // Points 0, 2 and 4 share a solve, as do 1, 3 and 5.
            try writer.append((0..<table.count).map(table.record).filter { [2, 3, 4, 20].contains($0.point) })
        }
        try writer.finish()
        let rest = try moriya("run", job, "-o", path("part"))
        XCTAssertEqual(rest.status, 0, rest.errors)
        XCTAssertTrue(rest.output.hasPrefix("26 points computed in "), rest.output)
        XCTAssertTrue(rest.output.contains(", 4 done before, 0 failed, 0 remain\n"), rest.output)
        // The shard that was there comes from another version.
        XCTAssertTrue(rest.errors.contains("part holds results of moriya 0 (commit "), rest.errors)
        XCTAssertEqual(try recordedPoints("part"), Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, 1) }))
        try assertSameNumbers(reference, merged("part"))
    }

    func testKilledRunGoesOn() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        for (ranks, victim) in [(nil, "moriya"), (2, "moriya"), (2, "mpirun")] as [(Int?, String)] {
            let directory = "killed-\(ranks ?? 0)-\(victim)"
            let run = try start(
                ["run", job, "-o", path(directory), "--publish-interval", "0"], ranks: ranks)
            try wait { (try? self.shards(directory).count) ?? 0 >= 3 }
            let orphans = run.processes(named: "moriya")
            run.signal(SIGKILL, to: victim)
            XCTAssertNotEqual(try run.wait().status, 0)
            // Ranks that lost their launcher end by themselves a little later.
            try wait { orphans.allSatisfy { kill($0, 0) != 0 } }

            let before = try recordedPoints(directory).count
            XCTAssertGreaterThanOrEqual(before, 3)
            // With some launchers ranks that have lost theirs notice only at the end of this short job.
            if victim == "moriya" { XCTAssertLessThan(before, 60, "the kill came too late to test anything") }
            XCTAssertEqual(try moriya("merge", path(directory)).status, before < 60 ? 75 : 0)
            let rest = try moriya("run", job, "-o", path(directory), ranks: ranks)
            XCTAssertEqual(rest.status, 0, rest.errors)
            XCTAssertTrue(rest.output.hasPrefix("\(60 - before) points computed in "), rest.output)
            try assertSameNumbers(reference, merged(directory), directory)
        }
    }

    /// A second run on a core that the first is bound to says so; runs on cores of their own do not.
    func testACoreSharedWithAnotherRunIsReported() throws {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        try XCTSkipUnless(cores > 1, "takes two cores")
        let job = try write(TestJob.slow, to: "job.yaml")
        let quick = try write(TestJob.uneven, to: "quick.yaml")
        let first = try start(
            ["-c", "0", Self.program, "run", job, "-o", path("first"), "--publish-interval", "0"], program: "taskset")
        try wait { try self.moriyaRuns(in: first) }
        for (core, isShared) in [("0", true), ("1", false), ("0,1", false)] {
            let second = try start(
                ["-c", core, Self.program, "run", quick, "-o", path("second-\(core)")], program: "taskset"
            ).wait()
            XCTAssertEqual(second.status, 0, second.errors)
            XCTAssertEqual(second.errors.contains("must do for ranks of this run"), isShared, second.errors)
        }
        first.signal(SIGTERM, to: "moriya")
        _ = try first.wait()
    }

    private func moriyaRuns(in run: RunningProgram) throws -> Bool {
        try !run.processes(named: "moriya").isEmpty && !shards("first").isEmpty
    }

    func testSignalStopsSoftly() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        for (name, number, ranks) in [("USR1", SIGUSR1, 2), ("TERM", SIGTERM, nil), ("HUP", SIGHUP, nil), ("USR2", SIGUSR2, 2)]
            as [(String, Int32, Int?)]
        {
            let directory = "stopped-\(name)"
            let run = try start(["run", job, "-o", path(directory), "--publish-interval", "0"], ranks: ranks)
            try wait { (try? self.shards(directory).count) ?? 0 >= 3 }
            // What the launcher gets it passes on to the ranks.
            run.signal(number, to: ranks == nil ? "moriya" : "mpirun")
            let outcome = try run.wait()
            XCTAssertEqual(outcome.status, 75, outcome.errors)
            XCTAssertTrue(
                outcome.errors.contains("moriya: stopped by signal \(name); run again to continue\n"), outcome.errors)
            try assertGoesOn(job, directory, after: outcome, ranks: ranks, reference)
        }
    }

    func testTimeLimitStopsSoftly() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let outcome = try moriya("run", job, "-o", path("limited"), "--max-time", "0.7")
        XCTAssertEqual(outcome.status, 75, outcome.errors)
        XCTAssertTrue(outcome.errors.contains("moriya: stopped by the time limit; run again to continue\n"), outcome.errors)
        try assertGoesOn(job, "limited", after: outcome, ranks: nil, reference)
    }

    func testEndOfTheSlurmJobIsATimeLimit() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        // Seconds are whole there, and a quarter is kept for publishing.
        let run = try moriya(
            "run", job, "-o", "ended", environment: ["SLURM_JOB_END_TIME": "\(Int(Date().timeIntervalSince1970) + 2)"])
        XCTAssertEqual(run.status, 75, run.errors)
        XCTAssertTrue(run.errors.contains("moriya: stopped by the time limit; run again to continue\n"), run.errors)
        try assertGoesOn(job, "ended", after: run, ranks: nil, reference)
    }

    func testFailedPointsAreTriedAgainOnRequestOnly() throws {
        let job = try write(TestJob.failing, to: "job.yaml")
        let first = try moriya("run", job, "-o", "results")
        XCTAssertEqual(first.status, 70, first.errors)
        XCTAssertTrue(first.output.contains(" 2 failed, 0 remain"), first.output)
        let second = try moriya("run", job, "-o", "results")
        XCTAssertEqual(second.status, 70, second.errors)
        XCTAssertTrue(second.output.hasPrefix("0 points computed"), second.output)
        XCTAssertTrue(second.output.contains(", 2 done before, 2 failed, 0 remain"), second.output)
        let third = try moriya("run", job, "-o", "results", "--retry-failed")
        XCTAssertEqual(third.status, 70, third.errors)
        XCTAssertTrue(third.output.hasPrefix("2 points computed"), third.output)
        let merge = try moriya("merge", "results")
        XCTAssertEqual(merge.status, 70, "nothing is left to do, but there are holes")
        XCTAssertTrue(merge.errors.contains("failed: alpha=1e+300: D or Q overflows"), merge.errors)
        XCTAssertEqual(try moriya("merge", "results", "--partial").status, 0)
    }

    /// Checks that a stopped run kept its work, and that the next one does the rest.
    private func assertGoesOn(
        _ job: String, _ directory: String, after outcome: RunningProgram.Outcome, ranks: Int?, _ reference: String,
        line: UInt = #line
    ) throws {
        let before = try recordedPoints(directory).count
        XCTAssertGreaterThan(before, 0, line: line)
        XCTAssertLessThan(before, 60, "it came too late to test anything", line: line)
        XCTAssertTrue(outcome.output.hasPrefix("\(before) points computed in "), outcome.output, line: line)
        XCTAssertTrue(outcome.output.contains(" \(60 - before) remain\n"), outcome.output, line: line)
        let rest = try moriya("run", job, "-o", path(directory), ranks: ranks)
        XCTAssertEqual(rest.status, 0, rest.errors, line: line)
        XCTAssertTrue(rest.output.hasPrefix("\(60 - before) points computed in "), rest.output, line: line)
        try assertSameNumbers(reference, merged(directory, line: line), line: line)
    }
}
