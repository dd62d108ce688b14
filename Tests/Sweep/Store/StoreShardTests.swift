import Foundation
import Sweep
import XCTest

final class StoreShardTests: StoreTestCase {
    private let hash = String(repeating: "a", count: 64)

    private func shard(_ records: [PointRecord]) -> Shard {
        var table = PointTable(observables: StoreModel.allObservables)
        for record in records { table.append(record) }
        return Shard(planHash: hash, modelName: StoreModel.name, table: table)
    }

    private let mixed = [
        StoreModel.record(7, seconds: 2.5),
        PointRecord(point: 3, failed: .failed, "no convergence after 100 steps — é", seconds: 1),
        PointRecord(point: 5, failed: .rejected, "the impurity lies outside", seconds: 0),
    ]

    func testRecordsComeBack() throws {
        let bytes = try shard(mixed).encoded(by: storeProvenance)
        let reader = try ShardReader(bytes, name: "test")
        XCTAssertEqual(reader.planHash, hash)
        let table = try reader.table(StoreModel.allObservables)
        XCTAssertEqual(table.points, [3, 5, 7])
        XCTAssertEqual(table.record(2), mixed[0])
        // NaN differs from itself: compare the rest.
        XCTAssertEqual(table.record(0).message, mixed[1].message)
        XCTAssertEqual(table.record(0).status, .failed)
        XCTAssertEqual(table.record(0).values, [])
        XCTAssertEqual(table.record(1).status, .rejected)
        XCTAssertTrue(table.values[0][0..<18].allSatisfy(\.isNaN))
        let progress = try reader.progress()
        XCTAssertEqual(progress.statuses, [.failed, .rejected, .done])
        XCTAssertEqual(progress.seconds, [1, 0, 2.5])
    }

    func testTheHeadIsReadableText() throws {
        let bytes = try shard(mixed).encoded(by: storeProvenance)
        let lines = String(decoding: bytes[..<512], as: UTF8.self).split(separator: "\n")
        XCTAssertEqual(lines[0], "moriya shard 1")
        XCTAssertTrue(lines[1].hasPrefix("sha256 ") && lines[1].count == 71)
        XCTAssertEqual(lines[2], "plan \(hash)")
    }

    func testNamesComeFromPoints() {
        XCTAssertEqual(
            shard([StoreModel.record(1), StoreModel.record(2)]).fileName,
            shard([StoreModel.record(2, seconds: 9), StoreModel.record(1)]).fileName)
        XCTAssertNotEqual(
            shard([StoreModel.record(1), StoreModel.record(3), StoreModel.record(9)]).fileName,
            shard([StoreModel.record(1), StoreModel.record(4), StoreModel.record(9)]).fileName)
        XCTAssertTrue(shard([StoreModel.record(4)]).fileName.hasPrefix("points-4-4-aaaaaaaa-"))
    }

    func testEveryTruncationIsFound() throws {
        let bytes = try shard(mixed).encoded(by: storeProvenance)
        for length in Array(0..<600) + stride(from: 600, to: bytes.count, by: 97) + [bytes.count - 1] {
            XCTAssertThrowsError(try open(Array(bytes[..<length])), "\(length)") { XCTAssertTrue($0 is ShardDamage) }
        }
        XCTAssertThrowsError(try open(bytes + [0]))
    }

    func testEveryFlippedBitIsFound() throws {
        let bytes = try shard(mixed).encoded(by: storeProvenance)
        let offsets = Array(0..<160) + [200, 511, 512] + (0..<200).map { _ in Int.random(in: 512..<bytes.count) }
        for offset in offsets {
            var damaged = bytes
            damaged[offset] ^= 1 << UInt8.random(in: 0..<8)
            XCTAssertThrowsError(try open(damaged), "\(offset)") { XCTAssertTrue($0 is ShardDamage) }
        }
    }

    func testAnotherSetOfObservablesIsNamed() throws {
        let bytes = try shard(mixed).encoded(by: storeProvenance)
        let reader = try ShardReader(bytes, name: "test")
        XCTAssertThrowsError(try reader.table([Observable(.init("exchange"), unit: "t", "a number now")])) {
            XCTAssertTrue("\($0)".contains("exchange"), "\($0)")
        }
    }

    private func open(_ bytes: [UInt8]) throws { _ = try ShardReader(bytes, name: "test").progress() }
}
