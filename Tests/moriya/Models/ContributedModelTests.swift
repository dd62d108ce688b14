import Foundation
import HDF5
import Sweep
import XCTest

/// A model that somebody adds (`Tests/Programs/Sweep/LevelsModel.swift`) with an input file, an axis of energies, lists of
/// different lengths, sums over a team, and a machine that fails.
final class ContributedModelTests: CommandLineTestCase {
    private static let selfCheck = URL(fileURLWithPath: program).deletingLastPathComponent()
        .appendingPathComponent("sweep-selfcheck").path

    private let levels = (0..<100).map { sin(Double($0)) * 2 }

    private func job(_ rest: String) throws -> String {
        try write(levels.map { "\($0)\n" }.joined(), to: "levels.txt")
        return try write(
            """
            system: { levels: levels.txt, energies: { from: -1, to: 1, count: 5 } }
            solver: adding-up
            \(rest)
            """, to: "job.yaml")
    }

    private func run(_ job: String, _ directory: String, ranks: Int?, perPoint: Int = 1) throws -> RunningProgram.Outcome {
        try start([job, path(directory), "\(perPoint)"], ranks: ranks, program: Self.selfCheck).wait()
    }

    func testAxesListsAndEqualBitsForAnyTeam() throws {
        let job = try job("grid: { shift: [0, 0.25], broadening: [0.1, 0.2, 0.4] }")
        var reference: String?
        for (ranks, perPoint) in [(1, 1), (2, 1), (2, 2), (3, 3), (3, 2)] {
            let directory = "ranks\(ranks)-\(perPoint)"
            let outcome = try run(job, directory, ranks: ranks, perPoint: perPoint)
            XCTAssertEqual(outcome.status, 0, outcome.errors + outcome.output)
            let file = path("\(directory)/result.h5")
            if let reference { try assertSameNumbers(reference, file, directory) } else { reference = file }
        }
        let result = try HDF5File.open(try XCTUnwrap(reference))
        let root = try result.root()
        XCTAssertEqual(try root.openDataset("energy").read(Double.self), [-1, -0.5, 0, 0.5, 1])
        XCTAssertEqual(try root.openDataset("energy").text(attribute: "units"), "t")
        let density = try root.openDataset("density_of_states").read(Double.self)
        // Point (shift 0.25, broadening 0.2), energy 0.5, from the definition.
        let expected = levels.reduce(0) { $0 + 0.2 / (.pi * (pow(0.5 - $1 - 0.25, 2) + 0.04)) }
        XCTAssertEqual(density[4 * 5 + 3], expected, accuracy: 1e-12)
        XCTAssertEqual(try root.openDataset("density_of_states_error").read(Double.self), Array(repeating: 1e-12, count: 6))
        // More than the list holds: its first eight.
        let inside = levels.filter { (0...1).contains($0) }.sorted().prefix(8)
        XCTAssertEqual(Array(try root.openDataset("level_inside").read(Double.self).prefix(8)), Array(inside))
        XCTAssertEqual(try root.openDataset("level_inside_count").read(Int64.self), Array(repeating: 8, count: 6))
    }

    /// The folder keeps its input file, so that it can be moved and read without the original.
    func testTheFolderKeepsTheInputFile() throws {
        let job = try job("grid: { shift: [0, 1] }")
        XCTAssertEqual(try run(job, "results", ranks: 2).status, 0)
        try FileManager.default.moveItem(atPath: path("results"), toPath: path("moved"))
        try FileManager.default.removeItem(atPath: path("levels.txt"))
        let plan = try String(contentsOfFile: path("moved/plan.yaml"), encoding: .utf8)
        XCTAssertTrue(plan.hasPrefix("# moriya plan 2\n"), plan)
        let inputs = try FileManager.default.contentsOfDirectory(atPath: path("moved/inputs"))
        XCTAssertEqual(inputs.count, 1)
        XCTAssertTrue(plan.contains(try XCTUnwrap(inputs.first)), plan)
        XCTAssertEqual(
            try String(contentsOfFile: path("moved/inputs/\(inputs[0])"), encoding: .utf8),
            levels.map { "\($0)\n" }.joined())
        let file = try HDF5File.open(path("moved/result.h5"))
        let root = try file.root()
        XCTAssertTrue(try root.text(attribute: "fixed_parameters").contains("levels.txt (SHA-256 \(inputs[0]))"))
        XCTAssertTrue(try root.text(attribute: "solver").hasPrefix("sum"))
    }

    /// What a machine cannot do is no result: the points stay open, the exit code says so, and a later run computes them.
    func testAFailureOfTheMachineIsNoResult() throws {
        for (ranks, perPoint) in [(nil, 1), (1, 1), (2, 2), (3, 1)] as [(Int?, Int)] {
            let job = try job("grid: { fault: [none, memory, numbers], broadening: [0.1, 0.2] }")
            let directory = "results\(ranks ?? 0)-\(perPoint)"
            let outcome = try run(job, directory, ranks: ranks ?? 1, perPoint: perPoint)
            XCTAssertEqual(outcome.status, 75, outcome.errors + outcome.output)
            XCTAssertTrue(outcome.output.contains("no memory is left"), outcome.output)
            let statuses = try ResultFile(path("\(directory)/result.h5")).statuses
            XCTAssertEqual(statuses[2], .absent)
            XCTAssertEqual(statuses[3], .absent)
            XCTAssertFalse(statuses[4...5].contains(.done))
            XCTAssertTrue(outcome.errors.contains("cannot go on"), outcome.errors)
        }
    }

    func testMistakesAreNamed() throws {
        for (rest, sentence) in [
            ("grid: { broadening: [0.1, -1] }", "\"broadening\": found -1.0 at broadening=-1"),
            ("grid: { energies: [0, 1] }", "no axis can run over \"energies\""),
        ] {
            let outcome = try run(job(rest), "none", ranks: 1)
            XCTAssertEqual(outcome.status, 65)
            XCTAssertTrue(outcome.output.contains(sentence), outcome.output)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("none")))
        }
        try write("1\ntwo\n", to: "levels.txt")
        let job = try write("system: { levels: levels.txt, energies: [0, 1] }\n", to: "wrong.yaml")
        let outcome = try run(job, "none", ranks: 1)
        XCTAssertTrue(outcome.output.contains("wrong.yaml:1: \"levels\": line 2 of levels.txt is not a number"), outcome.output)
    }
}
