import XCTest

/// The merged numbers depend on neither ranks nor tasks nor the order of work, to the last bit.
final class IdentityTests: CommandLineTestCase {
    func testRanks() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "alone")
        for ranks in [1, 2, 3, 4, 7] {
            try assertSameNumbers(reference, result(of: job, in: "ranks\(ranks)", ranks: ranks), "on \(ranks) ranks")
        }
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
                "run", job, "-o", "results",
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

    func testMoreRanksThanBatches() throws {
        let job = try write(TestJob.failing.replacing(", 1.0e+300, 0.2, 1.0e+301", with: ""), to: "job.yaml")
        try assertSameNumbers(result(of: job, in: "one"), result(of: job, in: "four", ranks: 4))
    }
}
