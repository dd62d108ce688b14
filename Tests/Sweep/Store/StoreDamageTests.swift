import Foundation
import Sweep
import XCTest

/// What keeps a merge from being complete, or from being made: shards that are
/// damaged or strange, full disks, files in the way.
final class StoreDamageTests: StoreTestCase {
    func testDamagedShardsAreNamedAndTheirPointsMissing() throws {
        let directory = try directory()
        let good = try publish([StoreModel.record(1)], in: directory)
        let cut = try publish([StoreModel.record(2)], in: directory)
        let flipped = try publish([StoreModel.record(3)], in: directory)
        let empty = directory.shardFolder + "/points-4-4-000000000000.h5"
        let folder = directory.shardFolder + "/points-5-5-000000000000.h5"
        try write(Array(bytes(cut).dropLast()), to: cut)
        var damaged = try bytes(flipped)
        damaged[3000] ^= 4
        try write(damaged, to: flipped)
        try write([], to: empty)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let report = try merged(directory)
        XCTAssertEqual([report.done, report.missing], [1, 23])
        let named = report.problems.map { problem in
            if case .damaged(let path, _) = problem { path } else { "" }
        }
        XCTAssertEqual(named.sorted(), [cut, flipped, empty, folder].sorted())
        XCTAssertTrue("\(report.problems)".contains("cut short or altered"))
        XCTAssertEqual(try Survey(directory, pointCount: 24).problems, report.problems)
        XCTAssertEqual(try Survey(directory, pointCount: 24).points(.done), [1], good)
    }

    func testAForeignShardIsRefused() throws {
        let (directory, other) = (try directory(), try directory("other", plan: "plan two\n"))
        try publish([StoreModel.record(1)], in: directory)
        let path = try publish([StoreModel.record(2)], in: other)
        let stray = directory.shardFolder + "/points-2-2-aaaaaaaaaaaa.h5"
        try FileManager.default.copyItem(atPath: path, toPath: stray)
        XCTAssertEqual(
            sentence(.badData) { _ = try merged(directory) },
            "\(stray) belongs to another job (its plan is \(other.planHash.prefix(12)), this folder's is "
                + "\(directory.planHash.prefix(12))): move it to where it came from")
        let survey = try Survey(directory, pointCount: 24)
        XCTAssertEqual(
            survey.problems, [.foreign(path: stray, planHash: other.planHash, expected: directory.planHash)])
        XCTAssertEqual(survey.points(.done), [1])
    }

    func testAFullDiskKeepsTheOldResult() throws {
        let directory = try directory()
        try publish((0..<24).map { StoreModel.record($0) }, in: directory)
        _ = try merged(directory)
        let old = try bytes(directory.resultPath)
        withFileSizeLimit(3000) {
            XCTAssertEqual(
                sentence(.inputOutput) { _ = try merged(directory) },
                "cannot write \(directory.resultPath): File too large")
        }
        XCTAssertEqual(try bytes(directory.resultPath), old)
        XCTAssertEqual(try files(directory.path), ["job.yaml", "plan.yaml", "result.h5", "result.h5.sha256", "shards"])
        XCTAssertTrue(
            sentence(.inputOutput) {
                _ = try merge(directory, job: try storeJob(), provenance: storeProvenance, to: folder + "/no/where.h5")
            }.hasSuffix(": No such file or directory"))
    }

    /// A merge replaces an earlier result and nothing else.
    func testWhatIsInTheWayOfAMerge() throws {
        let directory = try directory()
        let shard = try publish([StoreModel.record(1)], in: directory)
        let pipe = folder + "/pipe"
        XCTAssertEqual(mkfifo(pipe, 0o600), 0)
        try write(Array("mine".utf8), to: folder + "/text.h5")
        func merge(to path: String) throws -> MergeReport {
            try Sweep.merge(directory, job: try storeJob(), provenance: storeProvenance, to: path)
        }
        for path in [pipe, "/dev/null", folder, shard, directory.path + "/plan.yaml", folder + "/text.h5"] {
            XCTAssertTrue(sentence(.badData) { _ = try merge(to: path) }.hasPrefix("\(path) is in the way"), path)
        }
        XCTAssertTrue(sentence(.badData) { _ = try merge(to: "") }.contains("is empty"))
        XCTAssertEqual(try bytes(folder + "/text.h5"), Array("mine".utf8))
        try write([], to: folder + "/empty.h5")
        for _ in 0..<2 { XCTAssertEqual(try merge(to: folder + "/empty.h5").done, 1) }
        // The folder's own result may be damaged.
        try write([1, 2, 3], to: directory.resultPath)
        XCTAssertEqual(try merged(directory).done, 1)
    }
}
