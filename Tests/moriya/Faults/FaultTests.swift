import Foundation
import Sweep
import XCTest

/// Kills, full disks and damaged files on real runs: `make test-faults`. After each fault no published point is lost, no
/// wrong number is merged, what was damaged is named, and the finished job equals the undisturbed one bit for bit.
final class FaultTests: CommandLineTestCase {
    private var random = SystemRandomNumberGenerator()

    override func setUpWithError() throws {
        try super.setUpWithError()
        guard ProcessInfo.processInfo.environment["MORIYA_TEST_FAULTS"] == "1" else {
            throw XCTSkip("takes minutes: make test-faults")
        }
    }

    /// Points that are done in the shards of a folder.
    private func published(_ directory: String) throws -> Set<Int> { Set(try recordedPoints(directory).keys) }

    // MARK: Kills

    func testFiftyKills() throws {
        let points = 400
        let job = try write(TestJob.long(points, width: 301), to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        var done: Set<Int> = []
        var kills = 0
        var publishedBetween = 0
        var mostRecords = 0
        // A fast machine ends the job before it has been killed often enough: then once more from the start.
        var attempt = 1
        var killed: String { "killed-\(attempt)" }
        while kills < 50 {
            let shardsBefore = try shards(killed)
            let launcher = kills % 5
            let run = try start(
                ["run", job, "-o", path(killed), "--no-merge", "--publish-interval", "\(kills % 2 == 0 ? "0" : "30")"],
                ranks: launcher < 3 ? nil : launcher - 1)
            // Now and then while it starts, else while it computes and writes.
            if kills % 4 > 0 { try wait { try !run.isRunning || self.shards(killed) != shardsBefore } }
            usleep(.random(in: 0...100_000, using: &random))
            // One rank, all ranks, or the launcher.
            let ranks = run.processes(named: "moriya")
            switch kills % 3 {
            case 0: if let victim = ranks.randomElement(using: &random) { kill(victim, SIGKILL) }
            case 1: ranks.forEach { kill($0, SIGKILL) }
            default: run.signal(SIGKILL, to: launcher < 3 ? "moriya" : "mpirun")
            }
            let outcome = try run.wait()
            if outcome.status == 0 {
                mostRecords = max(mostRecords, try recordedPoints(killed).values.max() ?? 0)
                try assertSameNumbers(reference, merged(killed))
                attempt += 1
                done = []
                continue
            }
            kills += 1
            // Ranks without a launcher end a little later and may write until then.
            try wait { ranks.allSatisfy { kill($0, 0) != 0 } }
            let now = try published(killed)
            XCTAssertTrue(now.isSuperset(of: done), "kill \(kills) lost points \(done.subtracting(now))")
            if now.count > done.count { publishedBetween += 1 }
            done = now
        }
        XCTAssertGreaterThan(publishedBetween, 15, "most kills came before anything was done")
        XCTAssertLessThan(try shards(killed).count, 1000)
        let rest = try moriya("run", job, "-o", path(killed), "--no-merge", ranks: 2)
        XCTAssertEqual(rest.status, 0, rest.errors)
        XCTAssertTrue(rest.output.hasPrefix("\(points - done.count) points computed"), rest.output)
        mostRecords = max(mostRecords, try recordedPoints(killed).values.max() ?? 0)
        XCTAssertLessThanOrEqual(mostRecords, 2, "a kill amid uniting shards leaves points twice, never more")
        try assertSameNumbers(reference, merged(killed))
    }

    // MARK: File systems

    func testFullDisk() throws {
        let disk = path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard try RunningProgram(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], in: folder).wait().status == 0
        else { throw XCTSkip("mounting a small tmpfs needs root") }
        defer { _ = try? RunningProgram(["umount", "-l", disk], in: folder).wait() }
        let job = try write(TestJob.long(300), to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        for ranks in [nil, 2] as [Int?] {
            let run = try start(["run", job, "-o", disk + "/results", "--publish-interval", "0"], ranks: ranks).wait()
            XCTAssertEqual(run.status, 74, run.errors)
            XCTAssertTrue(run.errors.contains("moriya: cannot write \(disk)/results/shards/"), run.errors)
            XCTAssertTrue(run.errors.contains(": No space left on device\n"), run.errors)
        }
        let done = try published("disk/results").count
        XCTAssertGreaterThan(done, 0)
        let merge = try moriya("merge", disk + "/results")
        XCTAssertEqual(merge.status, 74, merge.errors)
        XCTAssertTrue(merge.errors.contains("cannot write \(disk)/results/result.h5: "), merge.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: disk + "/results/result.h5"))

        XCTAssertEqual(
            try RunningProgram(["mount", "-o", "remount,size=50m", disk], in: folder).wait().status, 0)
        let rest = try moriya("run", job, "-o", disk + "/results")
        XCTAssertEqual(rest.status, 0, rest.errors)
        XCTAssertTrue(rest.output.hasPrefix("\(300 - done) points computed"), rest.output)
        try assertSameNumbers(reference, merged("disk/results"))
    }

    func testReadOnlyFolder() throws {
        let disk = path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard try RunningProgram(["mount", "-t", "tmpfs", "tmpfs", disk], in: folder).wait().status == 0
        else { throw XCTSkip("mounting a tmpfs needs root") }
        defer { _ = try? RunningProgram(["umount", "-l", disk], in: folder).wait() }
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        // Amid a run.
        let run = try start(["run", job, "-o", disk + "/results", "--publish-interval", "0"], ranks: 2)
        try wait { (try? self.shards("disk/results").count) ?? 0 >= 2 }
        var remounted = false
        // A file being written keeps the file system busy.
        while !remounted && run.isRunning {
            remounted = try RunningProgram(["mount", "-o", "remount,ro", disk], in: folder).wait().status == 0
        }
        let outcome = try run.wait()
        XCTAssertTrue(remounted, "the run was over too soon")
        XCTAssertEqual(outcome.status, 74, outcome.errors)
        XCTAssertTrue(outcome.errors.contains(": Read-only file system\n"), outcome.errors)
        let done = try published("disk/results").count
        XCTAssertGreaterThan(done, 0)
        // From the start.
        for command in [["run", job, "-o", disk + "/other"], ["merge", disk + "/results"]] {
            let refused = try start(command).wait()
            XCTAssertEqual(refused.status, 74, refused.errors)
            XCTAssertTrue(refused.errors.contains(": Read-only file system\n"), refused.errors)
        }
        // Merging to elsewhere still works.
        XCTAssertEqual(try moriya("merge", disk + "/results", "-o", path("partial.h5"), "--partial").status, 0)
        XCTAssertEqual(try RunningProgram(["mount", "-o", "remount,rw", disk], in: folder).wait().status, 0)
        XCTAssertEqual(try moriya("run", job, "-o", disk + "/results").status, 0)
        try assertSameNumbers(reference, merged("disk/results"))
    }

    // MARK: Damaged shards

    func testDamagedShardsAreNamedAndComputedAgain() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let tasks = 5
        for round in 0..<12 {
            let directory = "damaged\(round)"
            for task in 1...tasks {
                XCTAssertEqual(try moriya("run", job, "-o", path(directory), "--task", "\(task)/\(tasks)").status, 0)
            }
            let victim = try XCTUnwrap(try shards(directory).randomElement(using: &random))
            let file = path(directory) + "/shards/" + victim
            let lost = try pointCount(file)
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            switch round % 4 {
            case 0: bytes.removeSubrange(.random(in: 0..<bytes.count, using: &random)..<bytes.count)
            case 1, 2:
                let bit = Int.random(in: 0..<(bytes.count * 8), using: &random)
                bytes[bit / 8] ^= 1 << (bit % 8)
            default: bytes.append(contentsOf: [0, 1, 2])
            }
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            let merge = try moriya("merge", path(directory))
            XCTAssertEqual(merge.status, 75, "round \(round): \(merge.output)\(merge.errors)")
            XCTAssertTrue(merge.errors.contains("moriya: \(file) "), "\(merge.errors) does not name \(file)")
            XCTAssertTrue(merge.errors.contains("\(lost) points are missing"), merge.errors)
            try assertAgreesWhereDone(path(directory) + "/result.h5", reference)
            let rest = try moriya("run", job, "-o", path(directory))
            XCTAssertEqual(rest.status, 0, rest.errors)
            XCTAssertTrue(rest.output.hasPrefix("\(lost) points computed"), rest.output)
            XCTAssertTrue(rest.errors.contains("\(file) "), rest.errors)
            try assertSameNumbers(reference, merged(directory))
        }
    }

    func testDeletedShardsAreComputedAgain() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        for task in 1...5 {
            XCTAssertEqual(try moriya("run", job, "-o", path("results"), "--task", "\(task)/5").status, 0)
        }
        var lost = 0
        for name in try shards("results").shuffled(using: &random).prefix(2) {
            lost += try pointCount(path("results/shards/") + name)
            try FileManager.default.removeItem(atPath: path("results/shards/") + name)
        }
        XCTAssertEqual(try moriya("merge", "results").status, 75)
        let rest = try moriya("run", job, "-o", "results")
        XCTAssertTrue(rest.output.hasPrefix("\(lost) points computed"), rest.output)
        try assertSameNumbers(reference, merged("results"))
    }

    // MARK: Mistakes

    func testTwoCopiesOfATaskAtOnce() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        for round in 0..<3 {
            let directory = "twice\(round)"
            let copies = try (0..<2).map { _ in
                try start(["run", job, "-o", path(directory), "--publish-interval", "0"], ranks: round + 1)
            }
            if round == 1 {
                try wait { (try? self.shards(directory).count) ?? 0 >= 3 }
                copies[0].signal(SIGKILL, to: "moriya")
            }
            for copy in copies.dropFirst(round == 1 ? 1 : 0) {
                let outcome = try copy.wait()
                XCTAssertEqual(outcome.status, 0, outcome.errors)
            }
            _ = try copies[0].wait()
            try assertSameNumbers(reference, merged(directory), "round \(round)")
        }
    }

    func testJobFileChangedMidway() throws {
        let job = try write(TestJob.slow, to: "job.yaml")
        let reference = try result(of: job, in: "whole", ranks: 2)
        let run = try start(["run", job, "-o", path("results"), "--publish-interval", "0"], ranks: 2)
        try wait { (try? self.shards("results").count) ?? 0 >= 2 }
        try write(TestJob.slow.replacing("delta: 3", with: "delta: 4"), to: "job.yaml")
        let second = try moriya("run", job, "-o", path("results"))
        XCTAssertEqual(second.status, 65)
        XCTAssertTrue(second.errors.contains("holds the results of another job"), second.errors)
        let first = try run.wait()
        XCTAssertEqual(first.status, 0, first.errors)
        try assertSameNumbers(reference, merged("results"))
    }

    // MARK: Helpers

    private func pointCount(_ path: String) throws -> Int {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        return try ShardReader(bytes, name: path).progress().points.count
    }

    /// No number of an incomplete result is wrong: each point equals the reference or is a hole.
    private func assertAgreesWhereDone(_ partial: String, _ reference: String, line: UInt = #line) throws {
        let a = try ResultFile(partial)
        let b = try ResultFile(reference)
        let (values, expected) = (try a.array("free_energy").values, try b.array("free_energy").values)
        for (point, status) in a.statuses.enumerated() {
            let range = (point * 36)..<((point + 1) * 36)
            if status == .done {
                XCTAssertEqual(values[range].map(\.bitPattern), expected[range].map(\.bitPattern), line: line)
            } else {
                XCTAssertTrue(values[range].allSatisfy(\.isNaN), line: line)
            }
        }
    }
}
