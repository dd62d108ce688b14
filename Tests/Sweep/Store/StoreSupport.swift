import Foundation
import Sweep
import XCTest

/// A model with one observable of two dimensions, one of one, and one number.
struct StoreModel: PointwiseModel {
    static let name = "store-test"
    static let title = "A model for the tests of the store"
    static let parameters = [
        Parameter("mu", .real, .required, unit: "t", "chemical potential"),
        Parameter("lattice.twist", .integer, .required, unit: "1", "twist"),
        Parameter("edge", .choice(["open", "periodic"]), .required, unit: "1", "boundary"),
        Parameter("lattice.size", .integers(count: 2), .required, unit: "1", "sites along each direction"),
        Parameter("gap", .real, .required, unit: "t", "order parameter"),
        Parameter("note", .text, .optional, unit: "1", "a word"),
    ]
    static let solvers: [SolverDescription] = []
    static let xyz = ["x", "y", "z"]
    static let allObservables = [
        Observable(
            .init("exchange"), [.init("spin1", labels: xyz, "direction of spin 1"), .init("spin2", labels: xyz, "of spin 2")],
            unit: "t", "exchange tensor"),
        Observable(.init("torque"), [.init("spin1", labels: xyz, "direction of spin 1")], unit: "t", "torque"),
        Observable(.init("count"), unit: "1", "a pure number"),
    ]
    static let conventions = [(name: "convention_sign", text: "negative favours parallel")]
    let table = [TableColumn("Jxz", .init("exchange"), ["x", "z"])]

    let observables = StoreModel.allObservables

    init(_ job: JobHeader) {}
    func point(_ parameters: ParameterSet) -> ParameterSet { parameters }
    func evaluate(_ point: ParameterSet) -> PointResult { .failed("the tests make up results of their own") }

    /// The result of a point: the same whenever it is asked for.
    static func record(_ point: Int, seconds: Double = 1) -> PointRecord {
        let x = Double(point) + 0.1
        return record(
            point, [(0..<9).map { sin(x * Double($0 + 1)) }, (0..<3).map { x / Double($0 + 3) }, [x]], seconds: seconds)
    }

    /// A result with these numbers of `exchange`, `torque` and `count`.
    static func record(_ point: Int, _ numbers: [[Double]], seconds: Double = 1) -> PointRecord {
        var values = PointValues(solver: "dense")
        for (observable, numbers) in zip(allObservables, numbers) { values[observable.id] = Estimate(numbers, error: 1e-14) }
        return PointRecord(point: point, .done(values), observables: allObservables, seconds: seconds)
    }
}

/// 3 × 2 × 4 points: a real axis, a zipped pair of an integer and a word, and another real axis.
let storeGrid = Grid(axes: [
    Axis(members: [.init(key: "mu", values: [.real(0.1), .real(0.1 + 0.2), .real(-1e-300)])]),
    Axis(members: [
        .init(key: "lattice.twist", values: [.integer(-3), .integer(7)]),
        .init(key: "edge", values: [.text("open"), .text("periodic")]),
    ]),
    Axis(members: [.init(key: "gap", values: [.real(1), .integer(2), .real(3), .real(1.0 / 3)])]),
])

func storeJob(_ grid: Grid = storeGrid) throws -> Job {
    try Job(
        model: StoreModel.self, fixed: ParameterSet(["lattice.size": .integers([101, 103]), "note": .text("é")]),
        grid: grid, solver: .auto,
        source: JobSource(jobPath: "job.yaml", jobText: "model: x # comment\n", systemPath: nil, systemText: nil))
}

let storeProvenance = Provenance.current(version: "0.0.0", libraries: [("Open MPI", "4.1.4")])

/// Tests of the store, each with a folder of its own.
class StoreTestCase: XCTestCase {
    private(set) var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "/moriya-store-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    func directory(_ name: String = "results", plan: String = "plan one\n") throws -> ResultDirectory {
        try ResultDirectory.create(
            "\(folder)/\(name)", planText: plan, jobText: "model: x # comment\n", systemText: nil)
    }

    /// Writes a shard with these records, as a writer would.
    @discardableResult
    func publish(_ records: [PointRecord], in directory: ResultDirectory) throws -> String {
        var writer = ShardWriter(
            directory, observables: StoreModel.allObservables, modelName: StoreModel.name, provenance: storeProvenance)
        try writer.append(records)
        try writer.finish()
        var table = PointTable(observables: StoreModel.allObservables)
        for record in records { table.append(record) }
        return directory.shardFolder + "/"
            + Shard(planHash: directory.planHash, modelName: StoreModel.name, table: table).fileName
    }

    func merged(_ directory: ResultDirectory) throws -> MergeReport {
        try merge(directory, job: try storeJob(), provenance: storeProvenance)
    }

    func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    func files(_ path: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// The sentence of the error that `body` throws.
    func sentence(_ kind: StoreError.Kind, _ body: () throws -> Void, line: UInt = #line) -> String {
        do {
            try body()
            XCTFail("no error", line: line)
        } catch let error as StoreError {
            XCTAssertEqual(error.kind, kind, line: line)
            return error.sentence
        } catch {
            XCTFail("\(error)", line: line)
        }
        return ""
    }
}
