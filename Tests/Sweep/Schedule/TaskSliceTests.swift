import Foundation
import RandomNumbers
import Sweep
import XCTest

final class TaskSliceTests: XCTestCase {
    func testSlicesStride() throws {
        XCTAssertEqual(Array(TaskSlice(2, of: 3).indices(ofBatches: 8)), [1, 4, 7])
        XCTAssertEqual(Array(TaskSlice(3, of: 3).indices(ofBatches: 8)), [2, 5])
        XCTAssertEqual(Array(TaskSlice(5, of: 5).indices(ofBatches: 3)), [])
        XCTAssertEqual(Array(TaskSlice.whole.indices(ofBatches: 3)), [0, 1, 2])
    }

    func testSlicesCoverAndBalance() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<200 {
            let total = Int.random(in: 0...300, using: &random)
            let count = Int.random(in: 1...40, using: &random)
            let slices = (1...count).map { Array(TaskSlice($0, of: count).indices(ofBatches: total)) }
            // Sorted and equal to the whole: nothing is missing and nothing is twice.
            XCTAssertEqual(slices.flatMap { $0 }.sorted(), Array(0..<total), "\(total) batches, \(count) tasks")
            let sizes = slices.map(\.count)
            XCTAssertLessThanOrEqual((sizes.max() ?? 0) - (sizes.min() ?? 0), 1)
        }
    }

    func testParsing() throws {
        XCTAssertEqual(try TaskSlice(parsing: "3/10"), TaskSlice(3, of: 10))
        XCTAssertEqual(try TaskSlice(parsing: "1/1"), .whole)
        for text in ["", "3", "/", "3/", "/3", "0/3", "-1/3", "+1/3", "a/b", "1/2/3", "1.0/2", " 1/2", "1/99999999999999999999"] {
            XCTAssertThrowsError(try TaskSlice(parsing: text)) {
                XCTAssertEqual("\($0)", "task \"\(text)\" is not of the form k/n; allowed: such as 3/10")
            }
        }
        XCTAssertThrowsError(try TaskSlice(parsing: "11/10")) {
            XCTAssertEqual("\($0)", "task \"11/10\" counts beyond its last; allowed: 1/10 to 10/10")
        }
    }

    /// The variables of an array task as Slurm sets them.
    private func slurm(_ id: String, min: String? = "0", step: String? = "1", count: String? = "10") -> [String: String] {
        var environment = ["SLURM_JOB_ID": "1", "SLURM_ARRAY_TASK_ID": id]
        environment["SLURM_ARRAY_TASK_MIN"] = min
        environment["SLURM_ARRAY_TASK_STEP"] = step
        environment["SLURM_ARRAY_TASK_COUNT"] = count
        return environment
    }

    func testSlurmArrays() throws {
        XCTAssertNil(try TaskSlice(slurmEnvironment: ["SLURM_JOB_ID": "1"]))
        XCTAssertEqual(try TaskSlice(slurmEnvironment: slurm("0")), TaskSlice(1, of: 10))
        XCTAssertEqual(try TaskSlice(slurmEnvironment: slurm("9")), TaskSlice(10, of: 10))
        XCTAssertEqual(try TaskSlice(slurmEnvironment: slurm("1", min: "1")), TaskSlice(1, of: 10))
        XCTAssertEqual(try TaskSlice(slurmEnvironment: slurm("30", min: "10", step: "10")), TaskSlice(3, of: 10))
        XCTAssertEqual(try TaskSlice(slurmEnvironment: slurm("3", min: nil, step: nil)), TaskSlice(4, of: 10))
    }

    func testSlicesOnlyWhenTold() throws {
        XCTAssertEqual(try TaskSlice(parsing: "auto", slurmEnvironment: slurm("3")), TaskSlice(4, of: 10))
        XCTAssertEqual(try TaskSlice(parsing: "auto", slurmEnvironment: [:]), .whole)
        XCTAssertEqual(try TaskSlice(parsing: "2/5", slurmEnvironment: slurm("3")), TaskSlice(2, of: 5))
        // Two of ten tasks again, --array=1,3: Slurm says nothing of the other eight.
        let again = slurm("3", min: "1", count: "2")
        XCTAssertThrowsError(try TaskSlice(parsing: "auto", slurmEnvironment: again))
        XCTAssertEqual(try TaskSlice(parsing: "auto/10", slurmEnvironment: again), TaskSlice(4, of: 10))
        XCTAssertEqual(try TaskSlice(parsing: "auto/10", slurmEnvironment: [:]), .whole)
        XCTAssertThrowsError(try TaskSlice(parsing: "auto/3", slurmEnvironment: again))
        XCTAssertThrowsError(try TaskSlice(parsing: "auto/x", slurmEnvironment: again))
        XCTAssertThrowsError(try TaskSlice(parsing: "automatic", slurmEnvironment: again))
    }

    func testAnEndThatIsNoTimeIsIgnored() {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        for text in ["nan", "0", "-5", "", "soon", "inf", "-inf"] {
            let environment = ["SLURM_JOB_END_TIME": text]
            XCTAssertNil(Deadline(secondsFromNow: nil, environment: environment, now: now), text)
            XCTAssertEqual(
                Deadline(secondsFromNow: 10, environment: environment, now: now)?.end, now.addingTimeInterval(10), text)
            XCTAssertTrue(Deadline.complaint(about: environment)?.contains("\"\(text)\"") ?? false, text)
        }
        let environment = ["SLURM_JOB_END_TIME": "1700001000"]
        XCTAssertNil(Deadline.complaint(about: environment))
        XCTAssertNil(Deadline.complaint(about: [:]))
        XCTAssertEqual(
            Deadline(secondsFromNow: nil, environment: environment, now: now)?.end, now.addingTimeInterval(940))
    }

    func testRefusesInconsistentSlurmArrays() {
        let gaps = " do not fit together; allowed: an array without gaps, such as --array=0-9, or --task auto/n"
        func assertRefused(_ environment: [String: String], _ sentence: String, line: UInt = #line) {
            XCTAssertThrowsError(try TaskSlice(slurmEnvironment: environment), line: line) {
                XCTAssertEqual("\($0)", sentence, line: line)
            }
        }
        assertRefused(slurm("10"), "ID 10, MIN 0, STEP 1, COUNT 10 in SLURM_ARRAY_TASK_*" + gaps)
        assertRefused(slurm("7", min: "3", count: "2"), "ID 7, MIN 3, STEP 1, COUNT 2 in SLURM_ARRAY_TASK_*" + gaps)
        assertRefused(slurm("3", min: "5"), "ID 3, MIN 5, STEP 1, COUNT 10 in SLURM_ARRAY_TASK_*" + gaps)
        assertRefused(slurm("3", step: "2"), "ID 3, MIN 0, STEP 2, COUNT 10 in SLURM_ARRAY_TASK_*" + gaps)
        assertRefused(slurm("3", step: "0"), "ID 3, MIN 0, STEP 0, COUNT 10 in SLURM_ARRAY_TASK_*" + gaps)
        assertRefused(slurm("0", count: "0"), "ID 0, MIN 0, STEP 1, COUNT 0 in SLURM_ARRAY_TASK_*" + gaps)
        assertRefused(slurm("x"), "SLURM_ARRAY_TASK_ID is \"x\"; allowed: an integer from 0 on")
        assertRefused(slurm("-1"), "SLURM_ARRAY_TASK_ID is \"-1\"; allowed: an integer from 0 on")
        assertRefused(slurm("1", min: ""), "SLURM_ARRAY_TASK_MIN is \"\"; allowed: an integer from 0 on")
        assertRefused(
            slurm("1", count: nil),
            "SLURM_ARRAY_TASK_ID is set but SLURM_ARRAY_TASK_COUNT is not; allowed: both or none")
    }
}
