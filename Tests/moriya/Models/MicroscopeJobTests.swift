import MUMPS
import Sweep
import XCTest

/// What microscopes see, from the job file through run and merge to the arrays, by both ways to it.
final class MicroscopeJobTests: CommandLineTestCase {
    private static let job = """
        system:
          lattice: { size: [6, 5] }
          rashba: 0.2
          temperature: 0.02
          impurities: [ { at: [0, 0] }, { at: [1, 1], exchange: 2.5, potential: 0.3 } ]
        grid: { mu: [-3, -2.5, -2] }
        textures: { tilted: [[0.6, 0, 0.8], [0, -0.28, 0.96]], parallel: [+z, +z] }
        observables:
          - in_gap: { window: 0.5, levels: 5 }
          - ldos: { energies: { from: -0.3, to: 0.3, count: 4 }, broadening: 0.05, sites: window, window: [-2, 1, -1, 1], tip_axis: [0, 1, 1] }
          - ground_state

        """

    /// Every array, its dimensions besides that of the grid, and how closely two ways to it agree: angles are where energies are
    /// flat.
    private static let arrays: [(name: String, dimensions: [String], accuracy: Double)] = [
        ("in_gap_energy", ["texture", "level"], 1e-8), ("in_gap_weight", ["texture", "level"], 1e-8),
        ("in_gap_count", ["texture"], 0), ("parity", ["texture"], 0), ("in_gap_host_energy", ["level_host"], 1e-8),
        ("ldos", ["texture", "energy", "x", "y", "spin"], 1e-8), ("ground_state_energy", [], 1e-8),
        ("ground_state_spin", ["impurity", "component"], 1e-6), ("canting_angle", [], 1e-5),
        ("ground_state_degeneracy", [], 0),
    ]

    private func file(_ text: String, _ directory: String, ranks: Int? = nil) throws -> ResultFile {
        let job = try write(text, to: directory + ".yaml")
        let teams = ranks.map { ["--ranks-per-point", "\($0)"] } ?? []
        let run = try start(["run", job, "-o", path(directory)] + teams, ranks: ranks).wait()
        XCTAssertEqual(run.status, 0, run.errors)
        return try ResultFile(merged(directory))
    }

    /// By all states of the full matrix: shapes, labels, what is missing, and the same bits on one rank and on two.
    func testArraysOfTheDiagonalization() throws {
        let one = try file(Self.job + "solver: diagonalization\n", "one")
        let two = try file(Self.job + "solver: diagonalization\n", "two", ranks: 2)
        XCTAssertEqual(try one.solvers(), [String](repeating: "diagonalization", count: 3))
        for (name, dimensions, _) in Self.arrays {
            let array = try one.array(name)
            XCTAssertEqual(array.dimensions.map(\.name), dimensions, name)
            XCTAssertEqual(array.values.count, array.dimensions.reduce(3) { $0 * $1.labels.count }, name)
            XCTAssertEqual(array.values.map(\.bitPattern), try two.array(name).values.map(\.bitPattern), name)
        }
        let density = try one.array("ldos")
        XCTAssertEqual(density.dimensions.map(\.labels.count), [2, 4, 4, 3, 2])
        XCTAssertEqual(density.dimensions[0].labels, ["tilted", "parallel"])
        XCTAssertEqual(density.dimensions[4].labels, ["up", "down"])
        // Levels ascend, are as many as were counted, and what follows them is missing.
        let (energies, counts) = (try one.array("in_gap_energy").values, try one.array("in_gap_count").values)
        for (row, count) in counts.enumerated() {
            let levels = Array(energies[5 * row..<5 * row + 5])
            let there = levels.prefix { !$0.isNaN }
            XCTAssertEqual(there.count, min(5, Int(count)))
            XCTAssertEqual(Array(there), there.sorted())
            XCTAssertTrue(levels.dropFirst(there.count).allSatisfy(\.isNaN))
        }
        XCTAssertGreaterThan(counts.max() ?? 0, 0)
    }

    /// By sparse factors: the same numbers, and the same bits on one rank and on three.
    func testSparseFactorsAgainstTheDiagonalization() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
        let dense = try file(Self.job + "solver: diagonalization\n", "dense")
        let sparse = try file(Self.job + "solver: sparse\n", "sparse")
        let three = try file(Self.job + "solver: sparse\n", "three", ranks: 3)
        for (name, _, accuracy) in Self.arrays {
            let (a, b) = (try dense.array(name).values, try sparse.array(name).values)
            XCTAssertEqual(a.count, b.count, name)
            for (x, y) in zip(a, b) where !(x.isNaN && y.isNaN) { XCTAssertEqual(x, y, accuracy: accuracy, name) }
            XCTAssertEqual(b.map(\.bitPattern), try three.array(name).values.map(\.bitPattern), name)
        }
    }
}
