import Foundation
import HDF5
import Sweep
import TestSupport
import XCTest

/// Runs the built `moriya`, each test in a folder of its own.
class CommandLineTestCase: XCTestCase {
    private(set) var folder = ""

    override func setUpWithError() throws {
        let name = "moriya-cli-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(name).standardizedFileURL.path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    /// Built beside the test bundle.
    static let program = builtProgram("moriya")

    /// Writes a file into the test's folder and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    // MARK: Running

    func moriya(
        _ arguments: String..., ranks: Int? = nil, environment: [String: String] = [:]
    ) throws -> RunningProgram.Outcome {
        try start(arguments, ranks: ranks, environment: environment).wait()
    }

    /// - Parameter program: one that is built beside the test bundle.
    func start(
        _ arguments: [String], ranks: Int? = nil, environment: [String: String] = [:], program: String = program
    ) throws -> RunningProgram {
        let launcher = ranks.map { ["mpirun", "-n", "\($0)"] } ?? []
        return try RunningProgram(
            ["timeout", "--foreground", "--kill-after=5", "120"] + launcher + [program] + arguments, in: folder,
            environment: environment)
    }

    /// Runs a job to its end and merges it: the path of the merged file.
    func result(
        of job: String, in directory: String, _ options: [String] = [], ranks: Int? = nil,
        environment: [String: String] = [:], line: UInt = #line
    ) throws -> String {
        let run = try start(["run", job, "-o", path(directory), "--no-merge"] + options, ranks: ranks, environment: environment)
            .wait()
        XCTAssertEqual(run.status, 0, run.errors, line: line)
        return try merged(directory, line: line)
    }

    func merged(_ directory: String, line: UInt = #line) throws -> String {
        let merge = try moriya("merge", path(directory))
        XCTAssertEqual(merge.status, 0, merge.errors, line: line)
        return path(directory) + "/result.h5"
    }

    func pythonWithH5py() throws -> String {
        let candidates = [
            ProcessInfo.processInfo.environment["MORIYA_PYTHON"], packageFolder + "/.venv/bin/python", "python3",
        ].compactMap { $0 }
        let python = try candidates.first { try RunningProgram([$0, "-c", "import h5py"], in: folder).wait().status == 0 }
        guard let python else { throw XCTSkip("no Python with h5py: set MORIYA_PYTHON") }
        return python
    }

    // MARK: Looking at results

    /// Every dataset of the root group but the durations, bit for bit.
    func assertSameNumbers(_ a: String, _ b: String, _ message: String = "", line: UInt = #line) throws {
        let (a, b) = (try numbers(of: a), try numbers(of: b))
        XCTAssertEqual(a.keys.sorted(), b.keys.sorted(), message, line: line)
        XCTAssertGreaterThan(a.count, 5, line: line)
        for (name, values) in a { XCTAssertTrue(b[name] == values, "\(name) differs \(message)", line: line) }
    }

    private enum Numbers: Equatable {
        case bits([UInt64])
        case integers([Int64])
        case texts([String])
    }

    private func numbers(of path: String) throws -> [String: Numbers] {
        let file = try HDF5File.open(path)
        let root = try file.root()
        var numbers: [String: Numbers] = [:]
        for name in try root.names() where name != "seconds" && name != "parameters" {
            let dataset = try root.openDataset(name)
            numbers[name] =
                switch try dataset.kind() {
                case .integer: .integers(try dataset.read(Int64.self))
                case .text: .texts(try dataset.readTexts())
                case .real, .other: .bits(try dataset.read(Double.self).map(\.bitPattern))
                }
        }
        return numbers
    }

    func shards(_ directory: String) throws -> [String] {
        // A run that was killed early has not made its folder yet.
        guard FileManager.default.fileExists(atPath: path(directory) + "/shards") else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path(directory) + "/shards")
            .filter { $0.hasPrefix("points-") }.sorted()
    }

    /// How often each point stands in the shards of a folder.
    func recordedPoints(_ directory: String) throws -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for name in try shards(directory) {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path(directory) + "/shards/" + name)))
            for point in try ShardReader(bytes, name: name).progress().points { counts[point, default: 0] += 1 }
        }
        return counts
    }

    /// Waits until `condition` holds.
    func wait(seconds: Double = 60, for condition: () throws -> Bool) throws {
        let end = Date().addingTimeInterval(seconds)
        while try !condition() {
            guard Date() < end else { throw TimeOut() }
            usleep(2000)
        }
    }

    struct TimeOut: Error {}
}
