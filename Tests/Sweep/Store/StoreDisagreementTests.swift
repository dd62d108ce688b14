import Sweep
import XCTest

/// Several records of one point.
final class StoreDisagreementTests: StoreTestCase {
    func testDoneBeatsFailed() throws {
        let directory = try directory()
        try publish([PointRecord(point: 2, failed: .failed, "no", seconds: 3), StoreModel.record(1)], in: directory)
        try publish([StoreModel.record(2)], in: directory)
        try publish([PointRecord(point: 2, failed: .failed, "no", seconds: 3), StoreModel.record(3)], in: directory)
        let report = try merged(directory)
        XCTAssertEqual([report.done, report.failed], [3, 0])
        let survey = try Survey(directory, pointCount: 24)
        XCTAssertEqual(survey.points(.done), [1, 2, 3])
        XCTAssertEqual(try ResultFile(report.path).array("count").values[2], 2.1)
    }

    private func changed(_ point: Int, by factor: Double) -> PointRecord {
        let record = StoreModel.record(point)
        var values = record.values
        values[0][0] *= factor
        return PointRecord(
            point: point, status: .done, values: values, errors: record.errors, seconds: 1, solver: "dense", message: "")
    }

    func testRoundingErrorsAreNoDisagreement() throws {
        let directory = try directory()
        try publish([changed(2, by: 1 + 1e-12), StoreModel.record(4)], in: directory)
        try publish([StoreModel.record(2)], in: directory)
        XCTAssertEqual(try merged(directory).done, 2)
        // The file that comes first by name counts: points-2-2-… before points-2-4-….
        XCTAssertEqual(
            try ResultFile(directory.resultPath).array("exchange").values[18], StoreModel.record(2).values[0][0])
    }

    func testRoundingErrorsAroundZeroAreNoDisagreement() throws {
        let directory = try directory()
        for (point, size) in [(4, 1e-15), (5, -3e-15)] {
            let record = StoreModel.record(2, [Array(repeating: size, count: 9), [1, 2, 3], [4]])
            try publish([record, StoreModel.record(point)], in: directory)
        }
        XCTAssertEqual(try merged(directory).done, 3)
    }

    func testDisagreementNamesBothFiles() throws {
        let directory = try directory()
        let first = try publish([changed(2, by: 1 + 1e-6), StoreModel.record(4)], in: directory)
        let second = try publish([StoreModel.record(2)], in: directory)
        let text = sentence(.badData) { _ = try merged(directory) }
        XCTAssertTrue(text.contains(first) && text.contains(second), text)
        XCTAssertTrue(text.contains("exchange at point 2"), text)
        XCTAssertEqual(try files(directory.path), ["job.yaml", "plan.yaml", "shards"])
    }
}
