import Digest
import Foundation
import RandomNumbers
import TestSupport
import XCTest

/// Files that were damaged or made to harm, with seals and names as they should be: nothing crashes, nothing hangs, no memory
/// is taken that a file of that size has no use for. A few cases always, 10 000 in `make test-faults`.
final class HostileFileFaultTests: CommandLineTestCase {
    private var random = SplitMix64(seed: 2026)

    private var rounds: Int { ProcessInfo.processInfo.environment["MORIYA_TEST_FAULTS"] == "1" ? 42 : 1 }

    /// Starts a program with no more memory than any of these files can be worth.
    private func startGuarded(_ program: String, _ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(
            ["sh", "-c", "ulimit -d 1500000; exec \"$@\"", "sh", "timeout", "--foreground", "300", program] + arguments,
            in: folder, environment: ["SWIFT_BACKTRACE": "enable=no"])
    }

    private func startGuarded(_ arguments: String...) throws -> RunningProgram { try startGuarded(Self.program, arguments) }

    private func guarded(_ arguments: String...) throws -> RunningProgram.Outcome {
        try startGuarded(Self.program, arguments).wait()
    }

    /// The bytes behind `start`, changed in one to four places.
    private func mutated(_ original: [UInt8], from start: Int) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: start..<bytes.count - 8, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes[place] = .random(in: 0...255, using: &random)
            case 3: bytes.replaceSubrange(place..<place + 8, with: repeatElement(0xFF, count: 8))
            case 4: bytes.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0x7F])
            case 5: bytes.replaceSubrange(place..<place + 8, with: repeatElement(0, count: 8))
            case 6:
                // Another part of the file, which may well make sense there.
                let length = Int.random(in: 1...256, using: &random)
                let from = Int.random(in: start..<bytes.count - length, using: &random)
                let end = min(bytes.count, place + length)
                bytes.replaceSubrange(place..<end, with: bytes[from..<from + end - place])
            default:
                let end = min(bytes.count, place + Int.random(in: 1...2000, using: &random))
                bytes.replaceSubrange(place..<end, with: repeatElement(0, count: end - place))
            }
        }
        return bytes
    }

    /// Writes a digest that fits over the one in the seal.
    private func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let start = "moriya shard 1\nsha256 ".utf8.count
        bytes.replaceSubrange(start..<start + 64, with: sha256(bytes[512...]).utf8)
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    func testShards() throws {
        let job = try write(
            "system: { lattice: { size: [7, 5] } }\ngrid: { delta: [1, 2], gap_p: [0, 0.1, 0.2] }\n", to: "job.yaml")
        _ = try result(of: job, in: "whole")
        let original = Array(try Data(contentsOf: URL(fileURLWithPath: path("whole/shards/" + shards("whole")[0]))))
        let count = 200
        var damaged = 0
        try inParallel(0..<rounds) { round in
            let folder = "round\(round)"
            try FileManager.default.copyItem(atPath: path("whole"), toPath: path(folder))
            for number in 0..<count {
                try write(sealed(mutated(original, from: 512)), to: path("\(folder)/shards/points-0-5-\(number).h5"))
            }
            return try startGuarded("check", folder)
        } finish: { round, check in
            let folder = "round\(round)"
            defer { try? FileManager.default.removeItem(atPath: path(folder)) }
            XCTAssertTrue([0, 65].contains(check.status), "\(check.status): \(check.errors)")
            let complaints = check.errors.split(separator: "\n").count { $0.hasPrefix("moriya: \(folder)/shards/points-0-5-") }
            XCTAssertTrue(
                check.output.hasPrefix("\(folder): \(count + 1 - complaints) shards with "), check.output + check.errors)
            damaged += complaints
            // The others read them in the same way.
            guard round % 20 == 0 else { return true }
            let status = try guarded("status", folder)
            XCTAssertTrue(status.output.contains("6 done, 0 failed, 0 missing, of 6"), status.output + status.errors)
            // Numbers that were altered with their seal contradict those that were not.
            let merge = try guarded("merge", folder)
            XCTAssertTrue([0, 65].contains(merge.status), "\(merge.status): \(merge.errors)")
            let run = try guarded("run", job, "-o", folder)
            XCTAssertTrue([0, 65].contains(run.status), "\(run.status): \(run.errors)")
            return true
        }
        XCTAssertGreaterThan(damaged, 20 * rounds, "mutations that do no harm")
    }

    /// What a shard never has: shapes, chunks and texts that claim more than there is, numbers of other files, other filters.
    func testShardsThatClaimWhatTheyHaveNot() throws {
        let python = try pythonWithH5py()
        let job = try write(
            "system: { lattice: { size: [7, 5] } }\ngrid: { delta: [1, 2], gap_p: [0, 0.1, 0.2] }\n", to: "job.yaml")
        _ = try result(of: job, in: "whole")
        let shard = path("whole/shards/" + (try shards("whole")[0]))
        let intact = try Data(contentsOf: URL(fileURLWithPath: shard))
        for (change, part) in [
            ("del f['J']; f.create_dataset('J', (1 << 40, 3), 'f8', chunks=(1, 3))", "claims 1099511627776 rows"),
            (
                "del f['point']; f.create_dataset('point', (1 << 27,), 'i8', chunks=(1 << 20,), compression=1)",
                "rows, more than its size"
            ),
            ("del f['seconds']; f.create_dataset('seconds', (6,), 'f8', external=[('job.yaml', 0, 48)])", "in another file"),
            ("del f['J']; f['J'] = h5py.ExternalLink('result.h5', '/J')", "is a link to elsewhere"),
            ("del f['J']; f['J'] = h5py.SoftLink('/D')", "is a link to elsewhere"),
            (
                "v = h5py.VirtualLayout((6,), 'f8'); v[:] = h5py.VirtualSource('whole/result.h5', 'seconds', (6,)); "
                    + "del f['seconds']; f.create_virtual_dataset('seconds', v)", "in another file"
            ),
            (
                "del f['J']; f.create_dataset('J', data=numpy.zeros((6, 3)), chunks=(6, 3), compression='lzf')",
                "by a filter that is not ours"
            ),
            ("del f['J']; f.create_dataset('J', (6, 3), 'f8', maxshape=(None, 3), chunks=(1 << 26, 3))", "larger than itself"),
            ("del f['message']; f.create_dataset('message', (6,), 'S2000000000')", "does not survive it, or finds more in it"),
            ("del f['solver']; f['solver'] = numpy.zeros(6)", "cannot be read"),
            ("f['status'][2] = 9", "has a status unknown to this program"),
            ("f.attrs['schema_version'] = 1 << 62", "is of layout"),
        ] {
            try intact.write(to: URL(fileURLWithPath: shard))
            let script = "import h5py, numpy; f = h5py.File('\(shard)', 'r+'); \(change); f.close()"
            let made = try RunningProgram([python, "-c", script], in: folder).wait()
            XCTAssertEqual(made.status, 0, made.errors)
            try write(sealed(Array(try Data(contentsOf: URL(fileURLWithPath: shard)))), to: shard)
            let merge = try guarded("merge", "whole")
            XCTAssertEqual(merge.status, 75, "\(change): \(merge.errors)")
            XCTAssertTrue(merge.errors.contains(part), "\(change): \(merge.errors)")
        }
        try intact.write(to: URL(fileURLWithPath: shard))
        XCTAssertEqual(try guarded("merge", "whole").status, 0)
    }

    /// One process reads as many as it survives, which takes a fraction of the time of a process for each. What does not
    /// survive a file is tried again by the commands, as are some of the others.
    func testResults() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let original = Array(try Data(contentsOf: URL(fileURLWithPath: try result(of: job, in: "whole"))))
        let count = 40
        var damaged = 0
        try inParallel(0..<rounds) { round in
            try FileManager.default.createDirectory(atPath: path("round\(round)"), withIntermediateDirectories: true)
            // No digest lies beside them.
            for number in 0..<count { try write(mutated(original, from: 0), to: path("round\(round)/\(number).h5")) }
            return try startReading(round, 0..<count)
        } finish: { round, outcome in
            defer { try? FileManager.default.removeItem(atPath: path("round\(round)")) }
            var outcome = outcome
            var read = 0
            while true {
                let lines = outcome.output.split(separator: "\n")
                damaged += lines.count { $0 != "intact" }
                for line in lines where line != "intact" { assertIsASentence(String(line), round, "\(line)") }
                read += lines.count
                guard read < count else { break }
                // The next one was too much, as it may be for HDF5, but the commands find words for it.
                XCTAssertTrue(Self.crashes.contains(outcome.status - 128), "\(outcome.status): \(outcome.errors)")
                damaged += 1
                try tryCommands(on: "round\(round)/\(read).h5")
                read += 1
                outcome = try startReading(round, read..<count).wait()
            }
            try tryCommands(on: "round\(round)/\(round % count).h5")
            return true
        }
        XCTAssertGreaterThan(damaged, 10 * rounds)
    }

    /// How HDF5 may end a process, besides by its taking too long.
    private static let crashes = [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGXCPU]

    private func startReading(_ round: Int, _ numbers: Range<Int>) throws -> RunningProgram {
        try startGuarded(builtProgram("sweep-selfcheck"), ["read", "D,Q"] + numbers.map { "round\(round)/\($0).h5" })
    }

    private func tryCommands(on file: String) throws {
        for command in ["show", "check"] {
            let outcome = try guarded(command, file)
            XCTAssertTrue([0, 65, 74].contains(outcome.status), "\(command): \(outcome.status): \(outcome.errors)")
            guard outcome.status != 0 else { continue }
            XCTAssertTrue(outcome.errors.hasPrefix("moriya: ") && outcome.errors.contains(file), outcome.errors)
            XCTAssertEqual(outcome.errors.count { $0 == "\n" }, 1, outcome.errors)
        }
    }

    private func assertIsASentence(_ text: String, _ round: Int, _ message: String) {
        XCTAssertTrue(text.hasPrefix("65 ") || text.hasPrefix("74 "), message)
        XCTAssertTrue(text.contains("round\(round)/"), message)
    }
}
