import Foundation
import HDF5
import Sweep
import XCTest

/// What a merge makes of shards that are as they should be.
final class StoreMergeTests: StoreTestCase {
    func testArraysDoNotDependOnTheShards() throws {
        let records = (0..<24).map { StoreModel.record($0) }
        let whole = try directory("whole")
        try publish(records, in: whole)
        _ = try merged(whole)
        for round in 0..<3 {
            let parts = try directory("parts\(round)")
            var rest = records.shuffled()[...]
            while !rest.isEmpty {
                try publish(Array(rest.prefix(5)), in: parts)
                rest = rest.dropFirst(3)  // some points twice
            }
            let report = try merged(parts)
            XCTAssertEqual(report.done, 24)
            XCTAssertEqual(report.missing, 0)
            let a = try HDF5File.open(whole.resultPath)
            let b = try HDF5File.open(report.path)
            let rootA = try a.root()
            let rootB = try b.root()
            XCTAssertEqual(try rootA.names(), try rootB.names())
            for name in ["exchange", "torque", "count", "exchange_error", "seconds"] {
                XCTAssertEqual(
                    try rootA.openDataset(name).read(Double.self).map(\.bitPattern),
                    try rootB.openDataset(name).read(Double.self).map(\.bitPattern), name)
            }
            XCTAssertEqual(try rootB.openDataset("status").read(Int8.self), Array(repeating: 1, count: 24))
            XCTAssertEqual(try rootB.openDataset("solver").readTexts(), Array(repeating: "dense", count: 24))
        }
    }

    /// 3 × 40 000 × 9 numbers, which are written box by box, the points every third one missing, in three shards.
    func testLargeArraysAreWrittenPieceByPiece() throws {
        let rows = 40_000
        let grid = Grid(axes: [
            Axis(members: [.init(key: "mu", values: [.real(0.1), .real(0.2), .real(0.3)])]),
            Axis(members: [.init(key: "gap", values: (0..<rows).map { .real(Double($0)) })]),
        ])
        let directory = try directory()
        let points = (0..<3 * rows).filter { $0 % 3 != 1 }
        for part in 0..<3 {
            try publish(points.filter { $0 % 7 % 3 == part }.map { StoreModel.record($0) }, in: directory)
        }
        let report = try merge(directory, job: try storeJob(grid), provenance: storeProvenance)
        XCTAssertEqual([report.done, report.missing], [2 * rows, rows])
        let file = try ResultFile(report.path)
        let exchange = try file.array("exchange").values
        let seconds = try file.array("seconds").values
        let solvers = try file.solvers()
        for point in 0..<3 * rows {
            let numbers = exchange[9 * point..<9 * (point + 1)]
            if point % 3 == 1 {
                XCTAssertTrue(numbers.allSatisfy(\.isNaN) && seconds[point].isNaN && solvers[point].isEmpty)
            } else {
                XCTAssertEqual(Array(numbers), StoreModel.record(point).values[0])
                XCTAssertEqual(seconds[point], 1)
                XCTAssertEqual(solvers[point], "dense")
            }
        }
    }

    func testHolesAreReported() throws {
        let directory = try directory()
        try publish([StoreModel.record(0), StoreModel.record(23)], in: directory)
        try publish([PointRecord(point: 2, failed: .failed, "no convergence", seconds: 3)], in: directory)
        try publish([PointRecord(point: 4, failed: .rejected, "outside", seconds: 0)], in: directory)
        let report = try merged(directory)
        XCTAssertEqual([report.done, report.failed, report.rejected, report.missing], [2, 1, 1, 20])
        XCTAssertEqual(report.firstMissing.map(\.point), [1, 3, 5, 6, 7])
        XCTAssertEqual(report.firstFailed.map(\.message), ["no convergence", "outside"])
        XCTAssertEqual(report.firstFailed[0].coordinates.map(\.key), ["mu", "lattice.twist", "edge", "gap"])
        let file = try ResultFile(report.path)
        XCTAssertEqual(file.statuses[0...4], [.done, .absent, .failed, .absent, .rejected])
        XCTAssertEqual(try file.messages()[2], "no convergence")
    }

    func testAGridWithoutAxes() throws {
        let directory = try directory()
        try publish([StoreModel.record(0)], in: directory)
        let report = try merge(directory, job: try storeJob(Grid(axes: [])), provenance: storeProvenance)
        XCTAssertEqual(report.done, 1)
        let file = try ResultFile(report.path)
        XCTAssertEqual(file.axes, [])
        XCTAssertEqual(try file.array("exchange").column(["z", "y"]), [StoreModel.record(0).values[0][7]])
    }

    func testMergingWhileShardsAreUnited() throws {
        let directory = try directory()
        for point in 0..<20 { try publish([StoreModel.record(point)], in: directory) }
        var isFirst = true
        var points: Set<Int> = []
        // The first read triggers a compaction, as another process might: the others vanish.
        let problems = try ShardCollection(directory).read(.progress) { shard, _ throws(StoreError) in
            if isFirst {
                isFirst = false
                let others = try directory.shardNames()
                var writer = ShardWriter(
                    directory, observables: StoreModel.allObservables, modelName: StoreModel.name, provenance: storeProvenance)
                try writer.append((0..<20).map { StoreModel.record($0) })
                try writer.finish()
                for name in others { unlink(directory.shardFolder + "/" + name) }
            }
            points.formUnion(shard.table.points)
            return nil
        }
        XCTAssertEqual(problems, [])
        XCTAssertEqual(points, Set(0..<20))
    }
}
