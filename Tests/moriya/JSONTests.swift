import Foundation
import HDF5
import XCTest

/// What machines read: JSON of every command that tells something, and comma-separated values.
final class JSONTests: CommandLineTestCase {
    private func object(_ outcome: RunningProgram.Outcome, status: Int32 = 0, line: UInt = #line) throws -> [String: Any] {
        XCTAssertEqual(outcome.status, status, outcome.errors, line: line)
        XCTAssertEqual(outcome.output.filter { $0 == "\n" }.count, 1, "one line: \(outcome.output)", line: line)
        return try XCTUnwrap(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], outcome.output, line: line)
    }

    func testPlan() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let plan = try object(moriya("plan", job, "--json", "--tasks", "3"))
        XCTAssertEqual(plan["points"] as? Int, 30)
        XCTAssertEqual(plan["batches"] as? Int, 10)
        XCTAssertEqual((plan["tasks"] as? [String: Int])?["most_points"], 12)
        let axes = try XCTUnwrap(plan["axes"] as? [[String: Any]])
        XCTAssertEqual(axes.map { $0["name"] as? String }, ["mu", "delta", "p_phase"])
        let mu = try XCTUnwrap((axes[0]["members"] as? [[String: Any]])?.first)
        XCTAssertEqual(mu["values"] as? [Double], [-3, -2.5, -2, -1.5, -1])
        XCTAssertEqual(mu["unit"] as? String, "t")
        XCTAssertEqual((plan["fixed"] as? [String: Any])?["lattice.size"] as? [Int], [9, 7])
    }

    /// From the run to the table: the numbers that files hold, to the last bit.
    func testARunAndItsTable() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let run = try object(moriya("run", job, "--json"))
        XCTAssertEqual(run["computed"] as? Int, 30)
        XCTAssertEqual(run["remaining"] as? Int, 0)
        let result = try XCTUnwrap(run["result"] as? String)
        XCTAssertEqual(result, "results/job/result.h5")
        let file = try HDF5File.open(path(result))
        let j = try file.root().openDataset("J").read(Double.self)

        let show = try object(moriya("show", result, "--json"))
        let columns = try XCTUnwrap(show["columns"] as? [[String: String]])
        // Reads numbers to the last bit, as JSONSerialization does not.
        struct Table: Decodable {
            struct Row: Decodable { let values: [Double] }
            let rows: [Row]
        }
        let rows = try JSONDecoder().decode(Table.self, from: Data(moriya("show", result, "--json").output.utf8)).rows
        XCTAssertEqual(rows.count, 30)
        let index = try XCTUnwrap(columns.firstIndex { $0["name"] == "J_z" })
        XCTAssertEqual(columns[index]["unit"], "t")
        XCTAssertEqual(rows.map { $0.values[index] }, (0..<30).map { j[3 * $0 + 2] })

        let csv = try moriya("show", result, "--csv")
        XCTAssertEqual(csv.status, 0, csv.errors)
        let lines = csv.output.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        XCTAssertEqual(lines.count, 31)
        let heading = try XCTUnwrap(lines[0].firstIndex(of: "J_z (t)"))
        XCTAssertEqual(lines.dropFirst().map { Double($0[heading]) }, (0..<30).map { j[3 * $0 + 2] })
        XCTAssertEqual(lines[1].prefix(3), ["-3.0", "1", "i"])
        XCTAssertTrue(lines.allSatisfy { $0.count == lines[0].count })

        XCTAssertEqual(try moriya("show", result, "--csv", "--json").status, 64)
        XCTAssertEqual(try object(moriya("status", "results/job", "--json"))["done"] as? Int, 30)
        XCTAssertEqual(try object(moriya("merge", "results/job", "--json"))["done"] as? Int, 30)
        XCTAssertEqual(try object(moriya("check", "results/job", "--json"))["points"] as? Int, 30)
    }

    /// Missing numbers are null, and reasons are there.
    func testFailures() throws {
        let job = try write(TestJob.failing, to: "job.yaml")
        let run = try object(moriya("run", job, "-o", "results", "--json"), status: 70)
        XCTAssertEqual(run["failed"] as? Int, 2)
        let show = try object(moriya("show", "results/result.h5", "--json"))
        let rows = try XCTUnwrap(show["rows"] as? [[String: Any]])
        XCTAssertEqual(rows.map { ($0["values"] as? [Any])?.first is NSNull }, [false, true, false, true])
        XCTAssertEqual(rows.map { $0["status"] as? String }, ["done", "failed", "done", "failed"])
        let merge = try object(moriya("merge", "results", "--json"), status: 70)
        let failed = try XCTUnwrap(merge["first_failed"] as? [[String: Any]])
        XCTAssertEqual(failed.map { $0["point"] as? Int }, [1, 3])
        XCTAssertTrue(failed.allSatisfy { ($0["message"] as? String)?.contains("overflow") == true })
        let csv = try moriya("show", "results/result.h5", "--csv")
        XCTAssertTrue(csv.output.contains("1e+300,,,failed,"), csv.output)
    }

    func testOthers() throws {
        let job = try write("system: { lattice: { size: [5, 4] } }\n", to: "job.yaml")
        let verify = try object(moriya("verify", job, "--json"))
        XCTAssertEqual(verify["passed"] as? Bool, true)
        let observables = try XCTUnwrap(verify["observables"] as? [[String: Any]])
        let j = try XCTUnwrap(observables.first { $0["observable"] as? String == "J" })
        XCTAssertLessThanOrEqual(try XCTUnwrap(j["largest_difference"] as? Double), try XCTUnwrap(j["allowed"] as? Double))
        let tune = try object(moriya("tune", "--order", "40", "--repeats", "1", "--block-sizes", "8", "--json"))
        XCTAssertEqual((tune["rows"] as? [[String: Any]])?.allSatisfy { ($0["seconds"] as? Double ?? 0) > 0 }, true)
        XCTAssertEqual((tune["advice"] as? [String])?.count, 3)
        let doctor = try moriya("doctor", "--json")
        let findings = try object(doctor, status: doctor.status)["findings"] as? [[String: Any]]
        XCTAssertTrue(try XCTUnwrap(findings).contains { $0["subject"] as? String == "MPI" })
    }
}
