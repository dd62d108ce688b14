import Foundation
import Sweep
import XCTest

final class StoreWriterTests: StoreTestCase {
    func testPolicy() {
        let policy = PublicationPolicy()
        XCTAssertTrue(policy.isDue(elapsed: .seconds(30), cost: .seconds(20)))
        XCTAssertFalse(policy.isDue(elapsed: .seconds(29), cost: .seconds(20)))
        XCTAssertTrue(policy.isDue(elapsed: .milliseconds(500), cost: .milliseconds(10)))
        XCTAssertFalse(policy.isDue(elapsed: .milliseconds(499), cost: .milliseconds(10)))
    }

    func testSlowPointsArePublishedOneByOneAndFilesStayFew() throws {
        let directory = try directory()
        var writer = ShardWriter(
            directory, observables: StoreModel.allObservables, modelName: StoreModel.name, provenance: storeProvenance,
            policy: PublicationPolicy(interval: .zero))
        XCTAssertFalse(try writer.publishIfDue())
        for point in 0..<100 {
            try writer.append([StoreModel.record(point)])
            XCTAssertTrue(try writer.publishIfDue())
            XCTAssertEqual(try Survey(directory, pointCount: 100).count(.done), point + 1)
            XCTAssertLessThanOrEqual(try directory.shardNames().count, 21)
        }
        // 100 = 1 · 64 + 4 · 8 + 4.
        XCTAssertEqual(try directory.shardNames().count, 9)
        try writer.finish()
        XCTAssertEqual(try files(directory.shardFolder).count, 1)
        let survey = try Survey(directory, pointCount: 101)
        XCTAssertEqual(survey.points(.done), Array(0..<100))
        XCTAssertEqual(survey.points(.absent), [100])
        XCTAssertEqual(survey.secondsSpent, 100)
    }

    func testCheapPointsAreWrittenInBulk() throws {
        let directory = try directory()
        var writer = ShardWriter(
            directory, observables: StoreModel.allObservables, modelName: StoreModel.name, provenance: storeProvenance)
        for point in 0..<20_000 {
            try writer.append([StoreModel.record(point)])
            try writer.publishIfDue()
        }
        XCTAssertLessThanOrEqual(try directory.shardNames().count, 21)
        try writer.finish()
        XCTAssertEqual(try Survey(directory, pointCount: 20_000).count(.done), 20_000)
        XCTAssertLessThanOrEqual(try directory.shardNames().count, 2)
    }

    func testRepeatingReplaces() throws {
        let directory = try directory()
        try publish([StoreModel.record(1), StoreModel.record(2)], in: directory)
        try publish([StoreModel.record(2), StoreModel.record(1)], in: directory)
        XCTAssertEqual(try directory.shardNames().count, 1)
    }

    func testWhatAKilledProcessLeavesIsIgnored() throws {
        let directory = try directory()
        let path = try publish([StoreModel.record(1)], in: directory)
        let half = try bytes(path).prefix(1000)
        try write(Array(half), to: directory.shardFolder + "/.points-2-2-0123456789ab.h5.99-x.tmp")
        let survey = try Survey(directory, pointCount: 3)
        XCTAssertEqual(survey.points(.done), [1])
        XCTAssertEqual(survey.problems, [])
    }

    func testWritingIntoAFolderThatIsGone() throws {
        let directory = try directory()
        var writer = ShardWriter(
            directory, observables: StoreModel.allObservables, modelName: StoreModel.name, provenance: storeProvenance)
        try writer.append([StoreModel.record(1)])
        try FileManager.default.removeItem(atPath: directory.shardFolder)
        let text = sentence(.inputOutput) { try writer.finish() }
        XCTAssertTrue(text.hasPrefix("cannot write \(directory.shardFolder)/points-1-1-"), text)
        XCTAssertTrue(text.hasSuffix(": No such file or directory"), text)
    }

    func testAFullDiskLeavesNothingBehind() throws {
        let directory = try directory()
        try publish([StoreModel.record(1)], in: directory)
        var writer = ShardWriter(
            directory, observables: StoreModel.allObservables, modelName: StoreModel.name, provenance: storeProvenance)
        try writer.append((0..<1000).map { StoreModel.record($0) })
        try withFileSizeLimit(20_000) {
            XCTAssertTrue(sentence(.inputOutput) { try writer.finish() }.hasSuffix(": File too large"))
            XCTAssertEqual(try files(directory.shardFolder).count, 1)
        }
        // The records are still there for another attempt.
        try writer.finish()
        XCTAssertEqual(try Survey(directory, pointCount: 1000).count(.done), 1000)
    }
}

/// Runs `body` while the process may not write beyond so many bytes into any file, as on a full disk.
func withFileSizeLimit(_ bytes: UInt, _ body: () throws -> Void) rethrows {
    var old = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
    signal(SIGXFSZ, SIG_IGN)
    var new = rlimit(rlim_cur: rlim_t(bytes), rlim_max: old.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &new)
    defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old) }
    try body()

    func testWhatIsNotFiniteIsNeverDone() {
        func status(_ values: [[Double]]) -> PointStatus {
            let observables = [
                Observable(.init("a"), [.init("i", .positions(2), "index")], unit: "1", "a"),
                Observable(.init("b"), unit: "1", "b"),
            ]
            var result = PointValues(solver: "dense")
            for (observable, numbers) in zip(observables, values) { result[observable.id] = Estimate(numbers) }
            return PointRecord(point: 0, .done(result), observables: observables, seconds: 1).status
        }
        XCTAssertEqual(status([[1, 2], [3]]), .done)
        XCTAssertEqual(status([[1, 2], [.nan]]), .done, "an observable that this solver does not give")
        XCTAssertEqual(status([[1, .nan], [3]]), .failed)
        XCTAssertEqual(status([[1, 2], [.infinity]]), .failed)
        XCTAssertEqual(status([[.nan, .nan], [.nan]]), .failed)
    }
}
