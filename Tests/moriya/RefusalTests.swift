import Foundation
import XCTest

/// What cannot be done is refused in one sentence, with the exit code that says why, and nothing is written.
final class RefusalTests: CommandLineTestCase {
    func testBadJobs() throws {
        let good = "{ lattice: { size: [7, 5] } }"
        for (text, part) in [
            ("systems: \(good)\n", "unknown key \"systems\""),
            ("system: { lattice: { size: [7, 5] }, mju: 1 }\n", "\"mu\""),
            ("system: { lattice: { size: [7, 5] }, mu: high }\n", "high"),
            ("system: { lattice: { size: [7, 5] }, temperature: -1 }\n", "temperature"),
            ("system: \(good)\ngrid: { delta: { from: 1, to: 20 } }\n", "outside"),
            ("system: \(good)\ngrid: { delta: [] }\n", "delta"),
            ("system: { lattice: { size: [7, 5], boundary: [periodic, open] }, nu: 0.5 }\n", "periodic"),
            ("system: \(good)\nmodel: rkky\n", "unknown model \"rkky\""),
            ("system: nowhere.yaml\n", "nowhere.yaml"),
            ("system: [\n", "job.yaml"),
        ] {
            let job = try write(text, to: "job.yaml")
            for ranks in [nil, 2] as [Int?] where ranks == nil || part == "outside" {
                let run = try moriya("run", job, "-o", "results", ranks: ranks)
                XCTAssertEqual(run.status, 65, "\(text): \(run.errors)")
                let sentences = run.errors.split(separator: "\n").filter { $0.hasPrefix("moriya: ") }
                XCTAssertEqual(sentences.count, 1, run.errors)
                XCTAssertTrue(run.errors.contains(part), "\(text): \(run.errors)")
                if ranks == nil { XCTAssertEqual(run.errors.split(separator: "\n").count, 1, run.errors) }
                XCTAssertEqual(run.output, "")
                XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")), text)
            }
            XCTAssertEqual(try moriya("plan", job).status, 65, text)
        }
    }

    func testAMissingJobFile() throws {
        let run = try moriya("run", "none.yaml", "-o", "results")
        XCTAssertEqual(run.status, 65)
        XCTAssertTrue(run.errors.contains("none.yaml"), run.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
    }

    func testAnotherJobsFolderIsRefused() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "results")
        let before = try shards("results")
        try write(TestJob.closedForm.replacing("count: 50", with: "count: 51"), to: "job.yaml")
        for ranks in [nil, 2] as [Int?] {
            let run = try moriya("run", job, "-o", "results", ranks: ranks)
            XCTAssertEqual(run.status, 65, run.errors)
            XCTAssertTrue(run.errors.contains("moriya: results holds the results of another job"), run.errors)
            XCTAssertTrue(run.errors.contains("choose another folder for this job"), run.errors)
        }
        XCTAssertEqual(try shards("results"), before)
        try write(TestJob.closedForm + "\n# a comment changes nothing\n", to: "job.yaml")
        XCTAssertEqual(try moriya("run", job, "-o", "results").status, 0)
    }

    func testAShardOfAnotherJobIsRefused() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        _ = try result(of: job, in: "mine")
        try write(TestJob.closedForm.replacing("count: 50", with: "count: 51"), to: "other.yaml")
        _ = try result(of: path("other.yaml"), in: "other")
        let stray = try XCTUnwrap(try shards("other").first)
        try FileManager.default.copyItem(atPath: path("other/shards/\(stray)"), toPath: path("mine/shards/\(stray)"))
        for outcome in [try moriya("run", job, "-o", "mine"), try moriya("merge", "mine")] {
            XCTAssertEqual(outcome.status, 65, outcome.errors)
            XCTAssertTrue(outcome.errors.contains("mine/shards/\(stray) belongs to another job"), outcome.errors)
        }
    }

    func testMergingWhatIsNotThereYet() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        XCTAssertEqual(try moriya("run", job, "-o", "results", "--task", "1/2").status, 0)
        let merge = try moriya("merge", "results")
        XCTAssertEqual(merge.status, 75)
        XCTAssertEqual(merge.output, "results/result.h5: 15 of 30 points\n")
        XCTAssertTrue(merge.errors.contains("moriya: 15 points are missing: mu=-3 delta=1 p_phase=1;"), merge.errors)
        XCTAssertEqual(try moriya("status", "results").status, 75)
        XCTAssertEqual(try moriya("merge", "results", "--partial").status, 0)
        XCTAssertEqual(try moriya("show", "results/result.h5").status, 0)
    }

    func testFoldersAndFilesThatAreNone() throws {
        try write("hello\n", to: "text")
        for (arguments, status, part) in [
            (["status", "nowhere"], 74, "nowhere"), (["merge", "nowhere"], 74, "nowhere"),
            (["status", "."], 65, "no results"), (["show", "text"], 74, "text"), (["show", "nowhere"], 74, "nowhere"),
        ] {
            let outcome = try start(arguments, ranks: nil, environment: [:]).wait()
            XCTAssertEqual(outcome.status, Int32(status), "\(arguments): \(outcome.errors)")
            XCTAssertTrue(outcome.errors.contains(part), outcome.errors)
            XCTAssertEqual(outcome.errors.split(separator: "\n").count, 1, outcome.errors)
        }
    }

    func testWrongUsage() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        for arguments in [
            [], ["fly"], ["run"], ["run", job, "-o", "results", "--ranks-per-point", "0"], ["run", job, "--log-interval", "nan"],
            ["run", job, "-o", "results", "--task", "3/2"], ["run", job, "-o", "results", "--task", "x"],
            ["run", job, "-o", "results", "--max-time", "nan"], ["run", job, "-o", "results", "--max-time", "-1"],
            ["run", job, "-o", "results", "--publish-interval", "inf"], ["run", job, "-o", "results", "--log", "xml"],
            ["plan", job, "--tasks", "0"], ["verify", job, "--sample", "0"], ["show"],
            ["show", "x.h5", "--rows", "-1"],
        ] where !arguments.isEmpty {
            let outcome = try start(arguments, ranks: nil).wait()
            XCTAssertEqual(outcome.status, 64, "\(arguments): \(outcome.errors)")
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
    }

    func testMoreRanksPerPointThanRanks() throws {
        let run = try moriya(
            "run", write(TestJob.uneven, to: "job.yaml"), "-o", "results", "--ranks-per-point", "3", ranks: 2)
        XCTAssertEqual(run.status, 65)
        XCTAssertTrue(
            run.errors.contains("moriya: --ranks-per-point is 3 but there are only 2 ranks; allowed: 1 to 2\n"), run.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
    }

    func testIndependentCopies() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        for (environment, part) in [
            (["PMI_SIZE": "4", "PMI_RANK": "1"], "the launcher started 4 copies of moriya (PMI_SIZE)"),
            (["SLURM_STEP_NUM_TASKS": "3"], "srun started 3 copies of moriya"),
            (["SLURM_NTASKS": "2"], "Slurm gave this job 2 tasks (SLURM_NTASKS), but this moriya is one process"),
        ] {
            let run = try moriya("run", job, "-o", "results", environment: environment)
            XCTAssertEqual(run.status, 65, run.errors)
            XCTAssertTrue(run.errors.contains(part), run.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
        }
        // Fewer ranks than the allocation has room for are no mistake if mpirun was asked for them.
        XCTAssertEqual(
            try moriya("run", job, "-o", "results", ranks: 1, environment: ["SLURM_NTASKS": "2"]).status, 0)
    }
}
