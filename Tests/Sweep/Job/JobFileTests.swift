import Foundation
import Sweep
import XCTest

/// Jobs and systems in files of a temporary folder, shown as `DIR` in expected sentences.
final class JobFileTests: XCTestCase {
    private static let allKeys =
        "lattice, hopping, mu, exchange, temperature, gap_s, gap_p, d_vector, p_phase, nu, delta, displacement"
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "moriya-job-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/jobs", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder + "/configs", withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    private func read(_ name: String = "jobs/x.yaml") throws -> Job {
        try Job(readingFrom: folder + "/" + name, models: [DummyModel.self])
    }

    private func assertRefused(_ sentence: String, name: String = "jobs/x.yaml", line: UInt = #line) {
        XCTAssertThrowsError(try read(name), line: line) { error in
            XCTAssertTrue(error is JobError, line: line)
            XCTAssertEqual("\(error)".replacingOccurrences(of: folder, with: "DIR"), sentence, line: line)
        }
    }

    func testReadsSystemRelativeToTheJob() throws {
        let system = "lattice: { size: [7, 9] }\nmu: 1\ntemperature: 2\n"
        let text = "system: ../configs/s.yaml\n"
        try write(system, "configs/s.yaml")
        try write(text, "jobs/x.yaml")
        let job = try read()
        XCTAssertEqual(job.fixed.integers(DummyModel.parameter("lattice.size")), [7, 9])
        XCTAssertEqual(job.source.jobPath, folder + "/jobs/x.yaml")
        XCTAssertEqual(job.source.jobText, text)
        XCTAssertEqual(job.source.systemPath, folder + "/jobs/../configs/s.yaml")
        XCTAssertEqual(job.source.systemText, system)

        try write("system: \(folder)/configs/s.yaml\n", "jobs/absolute.yaml")
        XCTAssertEqual(try read("jobs/absolute.yaml").hash, job.hash)
        try write("system: { mu: 1, lattice: { size: [7, 9] }, temperature: 2 }\n", "jobs/inline.yaml")
        XCTAssertEqual(try read("jobs/inline.yaml").hash, job.hash)
    }

    func testRefusesUnreadableJobs() throws {
        assertRefused(
            "DIR/jobs/missing.yaml: cannot be read: No such file or directory", name: "jobs/missing.yaml")
        assertRefused(
            "DIR/jobs: cannot be read: Is a directory", name: "jobs")
        try Data([0x61, 0x0A, 0x62, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: folder + "/jobs/x.yaml"))
        assertRefused(
            "DIR/jobs/x.yaml:2: bytes that are not UTF-8; allowed: UTF-8 text")
    }

    func testRefusesBadSystemFiles() throws {
        try write("system: ../configs/s.yaml\ngrid: { delta: [1, 2] }\n", "jobs/x.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml: cannot be read: No such file or directory, named as system at DIR/jobs/x.yaml:1")
        try write("", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml: is empty; allowed: a mapping of keys to values")
        try write("- 1\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml:1: the system is a list of 1 value; allowed: a mapping of \(Self.allKeys)")
        try write("mu: 1\nsystem: t.yaml\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml:2: key \"system\" stands in the system but belongs to the job; allowed: \(Self.allKeys)")
        try write("mu: 1\nlattice:\n  size: [3]\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml:3: \"lattice.size\" is a list of 1 value; allowed: a list of 2 integers")
        try write("mu: 1\nlattice: { size: [9, 9] }\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml: parameter \"temperature\" (temperature) is missing; allowed: a finite number, in the system or as an axis of grid"
        )
        try write("mu: 1\nlattice: { size: [9, 9] }\ntemperature: -1\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml:3: \"temperature\": is not positive at delta=1; allowed: a number above 0")
        try write("mu: 1\nlattice: { size: [3, 3] }\ntemperature: 1\ndelta: 1\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/x.yaml:2: \"delta\": impurity 2 lies outside the lattice of 3 sites at delta=2; allowed: a delta from -1 to 1"
        )
        try write("mu: 1\nlattice: { size: [9, 9] }\ntemperature: 1\ndisplacement: [1, 1]\n", "configs/s.yaml")
        assertRefused(
            "DIR/jobs/../configs/s.yaml:4: \"displacement\" and \"delta\" (DIR/jobs/x.yaml:2) are both given; allowed: one of the two"
        )
        try write("system: ../configs\n", "jobs/x.yaml")
        assertRefused(
            "DIR/jobs/../configs: cannot be read: Is a directory, named as system at DIR/jobs/x.yaml:1")
    }
}
