import XCTest

/// Many points that cost nothing: what is written stays small. `make bench` says how long the runner takes for one.
final class ScaleTests: CommandLineTestCase {
    func testAHundredThousandCheapPoints() throws {
        let text = TestJob.closedForm.replacing("count: 50", with: "count: 100000")
        let job = try write(text, to: "job.yaml")
        let run = try moriya("run", job, "-o", "results", ranks: 2)
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.hasPrefix("100000 points computed in "), run.output)
        XCTAssertLessThan(try shards("results").count, 50)
        XCTAssertEqual(try moriya("merge", "results").output, "results/result.h5: 100000 of 100000 points\n")
        let again = try moriya("run", job, "-o", "results", ranks: 2)
        XCTAssertTrue(again.output.contains(", 100000 done before, 0 failed, 0 remain"), again.output)
    }

    func testPublishingEveryPointKeepsTheFolderSmall() throws {
        let job = try write(TestJob.closedForm.replacing("count: 50", with: "count: 600"), to: "job.yaml")
        let run = try moriya("run", job, "-o", "results", "--publish-interval", "0")
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertLessThan(try shards("results").count, 30)
        XCTAssertEqual(try recordedPoints("results").values.max(), 1)
    }
}
