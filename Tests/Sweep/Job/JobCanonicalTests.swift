import Sweep
import XCTest

final class JobCanonicalTests: XCTestCase {
    private let rich = """
        system:
          lattice: { size: [101, 101], boundary: [open, periodic] }
          mu: -3.0
          temperature: 1e-3
          d_vector: "e_z * p_x"
        grid:
          delta: { from: 1, to: 3 }
          zip: [{ mu: [-3, -2], nu: [0, 1] }, { exchange: [1, 2], p_phase: [i, 1] }]
          gap_p: { from: 0, to: 0.3, count: 4 }
        solver: { name: scalapack, tolerance: 1e-12, grid: { rows: 2 } }
        """

    func testTextIsAJobFileInFixedOrder() throws {
        XCTAssertEqual(
            try readJob(rich).canonicalText,
            """
            # moriya plan 1
            model: bdg-rkky
            system:
              lattice:
                size: [101, 101]
                boundary: ["open", "periodic"]
              hopping: 1.0
              temperature: 0.001
              gap_s: 0.1
              d_vector: "e_z * p_x"
            grid:
              delta: [1, 2, 3]
              zip:
                - mu: [-3.0, -2.0]
                  nu: [0, 1]
                - exchange: [1.0, 2.0]
                  p_phase: ["i", "1"]
              gap_p: [0.0, 0.1, 0.2, 0.3]
            solver:
              name: scalapack
              block: 64
              grid:
                rows: 2
              tolerance: 1e-12

            """)
    }

    func testReadingTheTextGivesTheSameJob() throws {
        let awkward = "system: { lattice: { size: [9, 9] }, mu: 5e-324, temperature: 1.7976931348623157e308, "
        let texts = [
            rich, leastSystem, leastSystem + "solver: low-rank\n", leastSystem + "grid: { zip: { mu: [1, 2] } }\n",
            awkward + "d_vector: \"a\\\"\\\\ \\n\\t\\0é\u{1F600}\\u2028: #\", displacement: [1, 1] }\n",
        ]
        for text in texts {
            let job = try readJob(text)
            let again = try readJob(job.canonicalText)
            XCTAssertEqual(again.canonicalText, job.canonicalText)
            XCTAssertEqual(again.fixed, job.fixed)
            XCTAssertEqual(again.grid, job.grid)
            XCTAssertEqual(again.solver, job.solver)
            XCTAssertEqual(again.hash, job.hash)
        }
    }

    func testKeepsAxesBetweenZippedOnesInOrder() throws {
        let job = try readJob(leastSystem)
        func axis(_ keys: String...) -> Axis {
            Axis(members: keys.map { Axis.Member(key: $0, values: [.real(1), .real(2)]) })
        }
        let grid = Grid(axes: [axis("exchange"), axis("mu", "gap_s"), axis("gap_p"), axis("hopping", "temperature")])
        let onAxes = grid.axes.flatMap(\.members).map(\.key)
        let fixed = ParameterSet(job.fixed.values.filter { !onAxes.contains($0.key) })
        let made = try Job(model: job.modelType, fixed: fixed, grid: grid, solver: job.solver, source: job.source)
        XCTAssertEqual(try readJob(made.canonicalText).grid, grid)
    }

    private let base = "system: { lattice: { size: [9, 9] }, mu: 1, temperature: 0.001 }\n"
    private let axes = "grid: { mu: [-3, -2], delta: [1, 2] }\n"

    func testHashIgnoresSpelling() throws {
        let hash = try readJob(base + axes).hash
        XCTAssertEqual(hash.count, 64)
        let same = [
            "# a comment\n" + base + axes + "# another\n",
            axes + base,
            "system: { temperature: 1e-3, mu: 1.0, lattice: { size: [9.0, +9] } }\n" + axes,
            "system:\n  temperature: .001\n  mu: 10e-1\n  lattice:\n    size:\n    - 9\n    - 9\n" + axes,
            base + "grid: { mu: { from: -3, to: -2 }, delta: { from: 1, to: 2, count: 2 } }\n",
            base + "grid: { mu: [-3.0, -2.0], delta: [1.0, 2] }\n",
            base + axes + "solver: auto\nmodel: bdg-rkky\n",
            "\u{FEFF}" + base + axes,
            "system: { lattice: { size: [9, 9] }, mu: 5, temperature: 0.001, gap_s: 0.1, p_phase: 'i' }\n" + axes,
        ]
        for text in same { XCTAssertEqual(try readJob(text).hash, hash, text) }

        let zero = "grid: { gap_p: [0], delta: { from: -2, to: 0 } }\n"
        XCTAssertEqual(
            try readJob(base + zero.replacing("[0]", with: "[-0.0]")).hash, try readJob(base + zero).hash,
            "-0 equals 0 but prints differently")
    }

    func testHashChangesWithContent() throws {
        let texts = [
            base + axes,
            base,
            base + "grid: { delta: [1, 2], mu: [-3, -2] }\n",
            base + "grid: { mu: [-2, -3], delta: [1, 2] }\n",
            base + "grid: { mu: [-3, -2.0000000000000004], delta: [1, 2] }\n",
            base + "grid: { zip: { mu: [-3, -2], delta: [1, 2] } }\n",
            base + "grid: { zip: { delta: [1, 2], mu: [-3, -2] } }\n",
            base.replacing("0.001", with: "0.0010000000000000002") + axes,
            base.replacing("[9, 9]", with: "[9, 8]") + axes,
            base.replacing("mu: 1", with: "p_phase: 1") + axes,
            base + axes + "solver: low-rank\n",
            base + axes + "solver: scalapack\n",
            base + axes + "solver: { name: scalapack, block: 32 }\n",
            base + axes + "solver: { name: scalapack, grid: { rows: 2 } }\n",
        ]
        let hashes = try texts.map { try readJob($0).hash }
        for (first, hash) in hashes.enumerated() {
            XCTAssertEqual(hashes.firstIndex(of: hash), first, "the same hash as an earlier text: \(texts[first])")
        }
    }
}
