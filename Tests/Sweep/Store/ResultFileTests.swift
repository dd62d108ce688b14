import Sweep
import XCTest

final class ResultFileTests: StoreTestCase {
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
}
