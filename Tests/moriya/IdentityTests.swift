import Foundation
import MUMPS
import Sweep
import XCTest

/// The merged numbers depend on neither ranks nor tasks nor the order of work, to the last bit.
final class IdentityTests: CommandLineTestCase {
    func testRanks() throws {
        for (name, text) in [("low-rank", TestJob.uneven), ("diagonalization", TestJob.diagonalized)] {
            let job = try write(text, to: "\(name).yaml")
            let reference = try result(of: job, in: "\(name)-alone")
            for ranks in [1, 2, 3] {
                try assertSameNumbers(
                    reference, result(of: job, in: "\(name)-ranks\(ranks)", ranks: ranks), "\(name) on \(ranks) ranks")
            }
        }
    }

    /// What the environment says of threads, or leaves to the number of cores, changes no bit: BLAS rounds differently with
    /// one thread and with two.
    func testThreadsOfTheEnvironment() throws {
        let job = try write(
            "system: { lattice: { size: [11, 11] } }\nsolver: { name: diagonalization, reductions: none }\n", to: "job.yaml")
        let files = try ["1", "2"].map {
            try result(of: job, in: "threads\($0)", environment: ["OPENBLAS_NUM_THREADS": $0])
        }
        try assertSameNumbers(files[0], files[1])
        let two = try write(
            "system: { lattice: { size: [11, 11] } }\nsolver: { name: diagonalization, reductions: none, threads: 2 }\n",
            to: "two.yaml")
        // Otherwise this test would notice nothing.
        let energies = try [files[0], result(of: two, in: "two")].map { try ResultFile($0).array("free_energy").values }
        XCTAssertTrue(ProcessInfo.processInfo.activeProcessorCount < 2 || energies[0] != energies[1])
    }

    func testManyRanks() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "alone")
        for ranks in [4, 7] {
            try assertSameNumbers(reference, result(of: job, in: "ranks\(ranks)", ranks: ranks), "on \(ranks) ranks")
        }
    }

    /// As on nodes of their own, with a thread of rank 0 that hands out the work and without one.
    func testRanksThatTakeTheirWorkByMessages() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "alone")
        for (threads, log) in [("multiple", "from a thread of rank 0"), ("funneled", "MPI_THREAD_FUNNELED")] {
            let run = try moriya(
                "run", job, "-o", path(threads), ranks: 3,
                environment: ["MORIYA_COUNTERS": "messages", "MORIYA_MPI_THREADS": threads])
            XCTAssertEqual(run.status, 0, run.errors)
            XCTAssertTrue(run.errors.contains(log), run.errors)
            XCTAssertEqual(try recordedPoints(threads), Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, 1) }))
            try assertSameNumbers(reference, merged(threads), threads)
        }
    }

    func testTasksOfADiagonalization() throws {
        let job = try write(TestJob.diagonalized, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        for task in ["1/2", "2/2"] {
            XCTAssertEqual(try moriya("run", job, "-o", path("tasks"), "--task", task, ranks: 2).status, 0)
        }
        try assertSameNumbers(reference, merged("tasks"))
    }

    /// A job of both kinds of batches: those that take a team of ranks come first, then every rank works alone.
    func testTeamsAndSingleRanksInOneJob() throws {
        let job = try write(
            """
            system: { lattice: { size: [7, 5] }, gap_p: 0.2 }
            grid:
              d_vector: ["e_z * p_x", "e_z * p_y"]
              delta: [1, 2]
            """, to: "job.yaml")
        let run = try moriya("run", job, "-o", path("teams"), "--ranks-per-point", "2", ranks: 3)
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.errors.contains("1 groups of 2 ranks, then 3 groups of 1 ranks"), run.errors)
        XCTAssertEqual(try recordedPoints("teams"), [0: 1, 1: 1, 2: 1, 3: 1])
        let other = MUMPS.isAvailable ? "sparse" : "diagonalization"
        XCTAssertEqual(try ResultFile(merged("teams")).solvers(), ["low-rank", "low-rank", other, other])
    }

    func testTasks() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        for count in [1, 2, 5] {
            let directory = "tasks\(count)"
            // All at once, as an array does.
            let tasks = try (1...count).map {
                try start(["run", job, "-o", path(directory), "--task", "\($0)/\(count)"], ranks: $0 % 2 + 1)
            }
            for task in tasks {
                let outcome = try task.wait()
                XCTAssertEqual(outcome.status, 0, outcome.errors)
            }
            XCTAssertEqual(try recordedPoints(directory), Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, 1) }))
            try assertSameNumbers(reference, merged(directory), "by \(count) tasks")
        }
    }

    func testTasksOfASlurmArray() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        for index in [3, 5] {
            let run = try moriya(
                "run", job, "-o", "results", "--task", "auto",
                environment: [
                    "SLURM_ARRAY_TASK_ID": "\(index)", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_STEP": "2",
                    "SLURM_ARRAY_TASK_COUNT": "2",
                ])
            XCTAssertEqual(run.status, 0, run.errors)
            XCTAssertTrue(run.output.hasPrefix("15 points computed"), run.output)
            XCTAssertTrue(run.errors.contains("[task \((index - 1) / 2)/2] "), run.errors)
        }
        try assertSameNumbers(result(of: job, in: "whole"), merged("results"))
    }

    /// The tasks of an array may be jobs of their own.
    func testNoSliceUnasked() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let run = try moriya(
            "run", job, "-o", "results",
            environment: ["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_JOB_END_TIME": "nan"])
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.hasPrefix("30 points computed"), run.output)
        XCTAssertTrue(run.errors.contains("SLURM_JOB_END_TIME is \"nan\""), run.errors)
    }

    func testMoreRanksThanBatches() throws {
        let job = try write(TestJob.failing.replacing(", 1.0e+300, 0.2, 1.0e+301", with: ""), to: "job.yaml")
        try assertSameNumbers(result(of: job, in: "one"), result(of: job, in: "four", ranks: 4))
    }
}
