import Foundation
import HDF5
import Sweep
import XCTest

final class StoreMergeTests: StoreTestCase {
    private func merged(_ directory: ResultDirectory) throws -> MergeReport {
        try merge(directory, job: try storeJob(), provenance: storeProvenance)
    }

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

    func testDoneBeatsFailed() throws {
        let directory = try directory()
        try publish([PointRecord(point: 2, failed: .failed, "no", seconds: 3), StoreModel.record(1)], in: directory)
        try publish([StoreModel.record(2)], in: directory)
        try publish([PointRecord(point: 2, failed: .failed, "no", seconds: 3), StoreModel.record(3)], in: directory)
        let report = try merged(directory)
        XCTAssertEqual([report.done, report.failed], [3, 0])
        let survey = try Survey(directory, pointCount: 24)
        XCTAssertEqual(survey.points(.done), [1, 2, 3])
        XCTAssertEqual(try ResultFile(report.path).array("count").values[2], 2.1)
    }

    private func changed(_ point: Int, by factor: Double) -> PointRecord {
        let record = StoreModel.record(point)
        var values = record.values
        values[0][0] *= factor
        return PointRecord(
            point: point, status: .done, values: values, errors: record.errors, seconds: 1, solver: "dense", message: "")
    }

    func testRoundingErrorsAreNoDisagreement() throws {
        let directory = try directory()
        try publish([changed(2, by: 1 + 1e-12), StoreModel.record(4)], in: directory)
        try publish([StoreModel.record(2)], in: directory)
        XCTAssertEqual(try merged(directory).done, 2)
        // The file that comes first by name counts: points-2-2-… before points-2-4-….
        XCTAssertEqual(
            try ResultFile(directory.resultPath).array("exchange").values[18], StoreModel.record(2).values[0][0])
    }

    func testRoundingErrorsAroundZeroAreNoDisagreement() throws {
        let directory = try directory()
        for (point, size) in [(4, 1e-15), (5, -3e-15)] {
            let record = StoreModel.record(2, [Array(repeating: size, count: 9), [1, 2, 3], [4]])
            try publish([record, StoreModel.record(point)], in: directory)
        }
        XCTAssertEqual(try merged(directory).done, 3)
    }

    func testDisagreementNamesBothFiles() throws {
        let directory = try directory()
        let first = try publish([changed(2, by: 1 + 1e-6), StoreModel.record(4)], in: directory)
        let second = try publish([StoreModel.record(2)], in: directory)
        let text = sentence(.badData) { _ = try merged(directory) }
        XCTAssertTrue(text.contains(first) && text.contains(second), text)
        XCTAssertTrue(text.contains("exchange at point 2"), text)
        XCTAssertEqual(try files(directory.path), ["job.yaml", "plan.yaml", "shards"])
    }

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

    func testTheReaderGivesTheTable() throws {
        let directory = try directory()
        try publish((0..<24).map { StoreModel.record($0) }, in: directory)
        let file = try ResultFile(merged(directory).path)
        XCTAssertEqual(file.modelName, "store-test")
        XCTAssertEqual(file.planHash, directory.planHash)
        XCTAssertEqual(file.axes.map(\.name), ["mu", "lattice_twist_edge", "gap"])
        XCTAssertEqual(file.axes.map(\.count), [3, 2, 4])
        XCTAssertEqual(file.axes[0].coordinates[0].values, .reals([0.1, 0.1 + 0.2, -1e-300]))
        XCTAssertEqual(file.axes[1].coordinates.map(\.name), ["lattice_twist", "edge"])
        XCTAssertEqual(file.axes[1].coordinates[0].values, .integers([-3, 7]))
        XCTAssertEqual(file.axes[1].coordinates[1].values, .texts(["open", "periodic"]))
        XCTAssertEqual(file.axes[2].coordinates[0].values, .reals([1, 2, 3, 1.0 / 3]))
        XCTAssertEqual(file.axes[2].coordinates[0].unit, "t")
        let exchange = try file.array("exchange")
        XCTAssertEqual(exchange.dimensions.map(\.name), ["spin1", "spin2"])
        XCTAssertEqual(exchange.column(["x", "z"]), (0..<24).map { StoreModel.record($0).values[0][2] })
        XCTAssertNil(exchange.column(["x", "w"]))
        XCTAssertEqual(try file.array("count").column([]), (0..<24).map { Double($0) + 0.1 })
        XCTAssertEqual(try file.solvers(), Array(repeating: "dense", count: 24))
        XCTAssertEqual(try file.attribute("job_text"), "model: x # comment\n")
        XCTAssertTrue(sentence(.inputOutput) { _ = try ResultFile(folder + "/none.h5") }.contains("No such file"))
        let shard = directory.shardFolder + "/" + (try directory.shardNames()[0])
        XCTAssertTrue(sentence(.badData) { _ = try ResultFile(shard) }.contains("is no result file of moriya"))
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
}
