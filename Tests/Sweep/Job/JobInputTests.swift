import Foundation
import Sweep
import XCTest

/// Files that a job names as values of its parameters.
final class JobInputTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "moriya-input-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/jobs/data", withIntermediateDirectories: true)
        try write("abc", "jobs/data/tb.dat")
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    /// FIPS 180-2, appendix B.1.
    private let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    private func read(_ system: String, at name: String = "jobs/x.yaml") throws -> Job {
        try readRichJob("system: { \(system) }\n", path: folder + "/" + name)
    }

    private func plan(_ text: String, _ inputs: InputResolver? = nil) throws -> Job {
        try Job(plan: text, path: "p.yaml", models: [RichModel.self], inputs: inputs)
    }

    private func assertRefused(_ sentence: String, line: UInt = #line, _ read: () throws -> Job) {
        XCTAssertThrowsError(try read(), line: line) { error in
            XCTAssertTrue(error is JobError, line: line)
            XCTAssertEqual("\(error)".replacingOccurrences(of: folder, with: "DIR"), sentence, line: line)
        }
    }

    func testReadsRelativeToTheFileThatNamesIt() throws {
        let job = try read("hopping: data/tb.dat")
        guard case .file(let file) = job.fixed["hopping"] else { return XCTFail("no file") }
        XCTAssertEqual(file.name, "tb.dat")
        XCTAssertEqual(file.bytes, Array("abc".utf8))
        XCTAssertEqual(file.sha256, digest)
        XCTAssertEqual(job.inputs, [file])
        try FileManager.default.createDirectory(atPath: folder + "/systems", withIntermediateDirectories: true)
        try write("hopping: ../jobs/data/tb.dat\n", "systems/s.yaml")
        let other = try readRichJob("system: ../systems/s.yaml\n", path: folder + "/jobs/x.yaml")
        XCTAssertEqual(other.fixed, job.fixed)
    }

    func testHashIsOfTheContent() throws {
        let job = try read("hopping: data/tb.dat")
        XCTAssertEqual(try read("hopping: \(folder)/jobs/data/tb.dat").hash, job.hash)
        try write("abc", "jobs/other.dat")
        let renamed = try read("hopping: other.dat")
        XCTAssertEqual(renamed.hash, job.hash)
        XCTAssertNotEqual(renamed.canonicalText, job.canonicalText, "the name stays in the text")
        try write("abd", "jobs/data/tb.dat")
        XCTAssertNotEqual(try read("hopping: data/tb.dat").hash, job.hash)
        XCTAssertNotEqual(try read("mu: 0").hash, job.hash)
    }

    func testAPlanTakesBytesFromItsResolver() throws {
        let regions = "regions: [{ at: { site: [1, 2] }, data: more.dat }, { at: { site: [1, 3] }, data: data/tb.dat }]"
        try write("", "jobs/more.dat")
        let job = try read("hopping: data/tb.dat, \(regions)")
        XCTAssertTrue(job.canonicalText.hasPrefix("# moriya plan 2\n"))
        XCTAssertTrue(job.canonicalText.contains("  hopping: { file: \"tb.dat\", sha256: \"\(digest)\" }\n"))
        XCTAssertEqual(job.inputs.count, 2, "each content once")
        let inputs = job.inputs
        let again = try plan(job.canonicalText) { wanted throws(JobError) in
            inputs.first { $0.sha256 == wanted }?.bytes ?? [0]
        }
        XCTAssertEqual(again.fixed, job.fixed)
        XCTAssertEqual(again.inputs.map(\.bytes), inputs.map(\.bytes))
        XCTAssertEqual(again.hash, job.hash)
        XCTAssertEqual(again.canonicalText, job.canonicalText)

        let wrong = "p.yaml:9: \"hopping\" is another file than the job was written for: its SHA-256 is "
        let one = try read("hopping: data/tb.dat").canonicalText
        let other = "88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589"
        assertRefused(wrong + other + "; allowed: content with SHA-256 " + digest) {
            try plan(one) { _ throws(JobError) in Array("abcd".utf8) }
        }
        assertRefused("p.yaml: names the input file with SHA-256 \(digest), which is not at hand") { try plan(one) }
        assertRefused("p.yaml:1: \"hopping\" has no sha256; allowed: { file: …, sha256: … } in a plan") {
            try plan("system: { hopping: /etc/passwd }\n") { _ throws(JobError) in [] }
        }
    }

    func testAJobMayFixTheDigest() throws {
        let job = try read("hopping: { file: data/tb.dat, sha256: \(digest) }")
        XCTAssertEqual(job.hash, try read("hopping: data/tb.dat").hash)
        try write("abcd", "jobs/data/tb.dat")
        XCTAssertThrowsError(try read("hopping: { file: data/tb.dat, sha256: \(digest) }"))
        assertRefused(
            "DIR/jobs/x.yaml:1: \"sha256\" of \"hopping\" is \"12\"; allowed: 64 hexadecimal digits in lower case"
        ) { try read("hopping: { file: data/tb.dat, sha256: 12 }") }
    }

    func testRefusesWhatIsNoRegularFile() throws {
        let named = ", named as \"hopping\" at DIR/jobs/x.yaml:1"
        assertRefused("DIR/jobs/data: is a folder\(named); allowed: a regular file") { try read("hopping: data") }
        assertRefused("/dev/zero: is a device or a pipe\(named); allowed: a regular file") {
            try read("hopping: /dev/zero")
        }
        XCTAssertEqual(mkfifo(folder + "/jobs/pipe", 0o600), 0)
        assertRefused("DIR/jobs/pipe: is a device or a pipe\(named); allowed: a regular file") {
            try read("hopping: pipe")
        }
        assertRefused("DIR/jobs/none: cannot be read: No such file or directory\(named)") { try read("hopping: none") }
        // A file of two gigabytes with nothing in it.
        XCTAssertTrue(FileManager.default.createFile(atPath: folder + "/jobs/large", contents: nil))
        XCTAssertEqual(truncate(folder + "/jobs/large", 2 << 30), 0)
        assertRefused("DIR/jobs/large: is larger than 1 GiB\(named); allowed: a smaller file") {
            try read("hopping: large")
        }
        let allowed = "the path of a Wannier90 _tb.dat file"
        assertRefused("DIR/jobs/x.yaml:1: \"hopping\" is the text \"\"; allowed: \(allowed)") { try read("hopping: ''") }
        assertRefused("DIR/jobs/x.yaml:1: \"hopping\" is a list of 1 value; allowed: \(allowed)") {
            try read("hopping: [a]")
        }
        assertRefused("DIR/jobs/x.yaml:1: \"hopping\" has no file; allowed: \(allowed)") {
            try read("hopping: { sha256: a }")
        }
    }
}
