import Foundation
import XCTest

final class StatusTests: CommandLineTestCase {
    private struct Status: Decodable {
        struct Task: Decodable {
            let task: String
            let last_seen: String
            let slurm_job: String?
        }
        struct Failure: Decodable {
            let point: Int
            let parameters: String
            let message: String
        }
        let points, done, failed, missing: Int
        let core_hours_spent: Double
        let core_hours_left: Double?
        let tasks: [Task]
        let failures: [Failure]
        let problems: [String]
    }

    func testJSON() throws {
        let job = try write(TestJob.failing, to: "job.yaml")
        let slurm = ["SLURM_JOB_ID": "17", "SLURM_ARRAY_JOB_ID": "12", "SLURM_ARRAY_TASK_ID": "1"]
        XCTAssertEqual(
            try moriya("run", job, "-o", "results", "--task", "2/4", environment: slurm).status, 70)
        XCTAssertEqual(try moriya("run", job, "-o", "results", "--task", "3/4").status, 0)
        var outcome = try moriya("status", "results", "--json")
        XCTAssertEqual(outcome.status, 75, "points are missing")
        var status = try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
        XCTAssertEqual([status.points, status.done, status.failed, status.missing], [4, 1, 1, 2])
        XCTAssertGreaterThan(status.core_hours_spent, 0)
        XCTAssertEqual(try XCTUnwrap(status.core_hours_left), status.core_hours_spent, accuracy: 1e-15)
        XCTAssertEqual(status.tasks.map(\.task), ["2/4", "3/4"])
        XCTAssertEqual(status.tasks.map(\.slurm_job), ["12_1", nil])
        XCTAssertNotNil(status.tasks[0].last_seen.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/))
        XCTAssertEqual(status.failures.map(\.point), [1])
        XCTAssertEqual(status.failures[0].parameters, "alpha=1e+300")
        XCTAssertTrue(status.failures[0].message.hasPrefix("D or Q overflows"), status.failures[0].message)

        XCTAssertEqual(try moriya("run", job, "-o", "results").status, 70)
        outcome = try moriya("status", "results", "--json", "--watch")
        XCTAssertEqual(outcome.status, 70, "nothing is missing, so there is nothing to wait for")
        status = try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
        XCTAssertEqual([status.points, status.done, status.failed, status.missing], [4, 2, 2, 0])
    }

    func testTable() throws {
        XCTAssertEqual(try moriya("run", write(TestJob.failing, to: "job.yaml"), "-o", "results").status, 70)
        let shard = try XCTUnwrap(try shards("results").first)
        try Data("points".utf8).write(to: URL(fileURLWithPath: path("results/shards/points-0-0-0.h5")))
        let status = try moriya("status", "results")
        XCTAssertEqual(status.status, 70, status.errors)
        XCTAssertTrue(status.output.hasPrefix("points      2 done, 2 failed, 0 missing, of 4\ncore-hours  "), status.output)
        XCTAssertTrue(status.output.contains("\nfailed      alpha=1e+300: D or Q overflows"), status.output)
        XCTAssertTrue(status.output.contains("\n1/1   20"), status.output)
        XCTAssertTrue(status.errors.contains("moriya: results/shards/points-0-0-0.h5 has only 6 bytes"), status.errors)
        XCTAssertFalse(status.errors.contains(shard))
    }
}
