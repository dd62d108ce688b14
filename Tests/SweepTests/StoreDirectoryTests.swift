import Foundation
import Sweep
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

    func testFoldersThatCannotBe() throws {
        try write([1], to: folder + "/file")
        XCTAssertEqual(
            sentence(.inputOutput) { _ = try directory("file/results") },
            "cannot create folder \(folder)/file/results: Not a directory")
        XCTAssertEqual(
            sentence(.inputOutput) { _ = try directory("file") },
            "cannot create folder \(folder)/file: Not a directory")
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
