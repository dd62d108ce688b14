import Foundation
import Sweep
import Synchronization
import XCTest

final class StoreDirectoryTests: StoreTestCase {
    func testCreatingTwiceIsFine() throws {
        let first = try ResultDirectory.create(
            folder + "/a/b/c", planText: "plan\n", jobText: "job\n", systemText: "system\n")
        let second = try ResultDirectory.create(
            folder + "/a/b/c/", planText: "plan\n", jobText: "job, again\n", systemText: nil)
        XCTAssertEqual(first.planHash, second.planHash)
        XCTAssertEqual(second.jobText, "job\n")
        XCTAssertEqual(second.systemText, "system\n")
        XCTAssertEqual(try files(folder + "/a/b/c"), ["job.yaml", "plan.yaml", "shards", "system.yaml"])
        XCTAssertEqual(try ResultDirectory.open(folder + "/a/b/c").planText, "plan\n")
    }

    func testAnotherJobsFolderIsRefused() throws {
        let first = try directory(plan: "plan one\n")
        let text = sentence(.badData) { _ = try directory(plan: "plan two\n") }
        XCTAssertTrue(text.contains("another job") && text.contains("choose another folder"), text)
        XCTAssertTrue(text.contains(first.planHash.prefix(12)), text)
    }

    func testManyMayCreateAtOnce() throws {
        let path = folder + "/shared"
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            do {
                _ = try ResultDirectory.create(path, planText: "plan\n", jobText: "job\n", systemText: "system\n")
            } catch {
                XCTFail("\(error)")
            }
        }
        XCTAssertEqual(try files(path), ["job.yaml", "plan.yaml", "shards", "system.yaml"])
    }

    /// Of two jobs that begin at once in one folder, one has it and the other gets a sentence.
    func testTwoJobsAtOnceInOneFolder() throws {
        for round in 0..<20 {
            let path = folder + "/race\(round)"
            let owned = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { index in
                do throws(StoreError) {
                    let directory = try ResultDirectory.create(
                        path, planText: "plan \(index)\n", jobText: "job \(index)\n", systemText: nil)
                    owned.withLock { $0.append(directory.planText) }
                } catch {
                    XCTAssertEqual(error.kind, .badData)
                    XCTAssertTrue(error.sentence.contains("another job"), error.sentence)
                }
            }
            XCTAssertEqual(owned.withLock { $0 }.count, 1)
            let directory = try ResultDirectory.open(path)
            XCTAssertEqual([directory.planText], owned.withLock { $0 })
            XCTAssertEqual(directory.jobText, directory.planText.replacing("plan", with: "job"))
        }
    }

    func testAFolderWithSomebodysFilesIsRefused() throws {
        try write([1], to: folder + "/job.yaml")
        try write([2], to: folder + "/system.yaml")
        let text = sentence(.badData) { _ = try directory(".") }
        XCTAssertTrue(text.contains("(job.yaml and 1 more)") && text.contains("choose a new or empty folder"), text)
        XCTAssertEqual(try bytes(folder + "/job.yaml"), [1])
        XCTAssertEqual(try files(folder), ["job.yaml", "system.yaml"])
        XCTAssertTrue(
            sentence(.badData) { _ = try ResultDirectory.create("", planText: "", jobText: "", systemText: nil) }.contains(
                "is empty"))
        // A start that was killed after its plan is completed by the next one.
        try FileManager.default.createDirectory(atPath: folder + "/killed/logs", withIntermediateDirectories: true)
        try write(Array("plan\n".utf8), to: folder + "/killed/plan.yaml")
        XCTAssertFalse(try ResultDirectory.isStarted(folder + "/killed"))
        let killed = try ResultDirectory.create(folder + "/killed", planText: "plan\n", jobText: "job\n", systemText: nil)
        XCTAssertEqual(killed.jobText, "job\n")
    }

    func testPermissionsAreTheUsersToDecide() throws {
        let old = umask(0o002)
        defer { umask(old) }
        let directory = try directory("group")
        for (name, mode) in [("", 0o775), ("/shards", 0o775), ("/plan.yaml", 0o664), ("/job.yaml", 0o664)] {
            var info = stat()
            XCTAssertEqual(stat(directory.path + name, &info), 0)
            XCTAssertEqual(info.st_mode & 0o777, mode_t(mode), name)
        }
    }

    func testEditedScriptsStay() throws {
        let directory = try directory()
        try directory.write([("a.sh", "one\n"), ("b.sh", "two\n")])
        try directory.write([("a.sh", "one\n"), ("b.sh", "two\n")])
        try write(Array("mine\n".utf8), to: directory.path + "/b.sh")
        let text = sentence(.badData) { try directory.write([("a.sh", "three\n"), ("b.sh", "two\n")]) }
        XCTAssertTrue(text.hasPrefix("\(directory.path)/b.sh is there already and has been edited"), text)
        XCTAssertEqual(try bytes(directory.path + "/b.sh"), Array("mine\n".utf8))
        XCTAssertTrue(try bytes(directory.path + "/a.sh").starts(with: Array("one\n".utf8)))
        // What nobody has edited makes room.
        try directory.write([("a.sh", "three\n")])
        XCTAssertTrue(try bytes(directory.path + "/a.sh").starts(with: Array("three\n".utf8)))
        try write(Array("four\n".utf8) + bytes(directory.path + "/a.sh"), to: directory.path + "/a.sh")
        XCTAssertTrue(sentence(.badData) { try directory.write([("a.sh", "five\n")]) }.contains("a.sh"))
    }

    /// Left by writers that were killed: gone if the writer is provably dead, or a day old.
    func testAbandonedTemporaryFiles() throws {
        let directory = try directory()
        let namespace = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid").filter(\.isNumber)
        let writer = "\(storeProvenance.host)+\(namespace)"
        let alive = ".y.\(writer)~\(getpid())~1.tmp"
        let dead = ".y.\(writer)~999999999~1.tmp"
        let elsewhere = ".y.otherhost+1~999999999~1.tmp"
        let old = ".y.otherhost+1~999999999~2.tmp"
        for name in [alive, dead, elsewhere, old] { try write([1], to: "\(directory.shardFolder)/\(name)") }
        try FileManager.default.setAttributes(
            [.modificationDate: Date().addingTimeInterval(-100_000)], ofItemAtPath: "\(directory.shardFolder)/\(old)")
        _ = try self.directory()
        XCTAssertEqual(try files(directory.shardFolder), [alive, elsewhere].sorted())
    }

    func testFoldersThatCannotBe() throws {
        try write([1], to: folder + "/file")
        XCTAssertEqual(
            sentence(.inputOutput) { _ = try directory("file/results") },
            "cannot create folder \(folder)/file/results: Not a directory")
        XCTAssertEqual(
            sentence(.inputOutput) { _ = try directory("file") },
            "cannot create folder \(folder)/file: a file of this name is in the way")
        XCTAssertTrue(
            sentence(.inputOutput) {
                _ = try ResultDirectory.create("/proc/moriya", planText: "", jobText: "", systemText: nil)
            }.hasPrefix("cannot create folder /proc/moriya"))
        XCTAssertEqual(
            sentence(.inputOutput) { _ = try ResultDirectory.open(folder + "/absent") },
            "cannot open folder \(folder)/absent: there is no such folder")
        XCTAssertTrue(sentence(.badData) { _ = try ResultDirectory.open(folder) }.contains("holds no results"))
    }
}
