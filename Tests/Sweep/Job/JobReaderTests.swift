import Sweep
import XCTest

/// What a correct job file means.
final class JobReaderTests: XCTestCase {
    private func values(of axis: String, in grid: String) throws -> [ParameterValue] {
        let job = try readJob(leastSystem + "grid: { \(grid) }\n")
        let member = job.grid.axes.flatMap(\.members).first { $0.key == axis }
        return try XCTUnwrap(member).values
    }

    func testReadsTheWholeSystem() throws {
        let job = try readJob(
            """
            system:
              lattice: { size: [101, 51], boundary: [periodic, open] }
              hopping: 2
              mu: -3.0
              exchange: 3.5
              temperature: 1e-3
              gap_s: .5
              gap_p: +0.25
              d_vector: "e_z * p_y"
              p_phase: 1
              nu: 2.0
              delta: -4
            """)
        let expected: [String: ParameterValue] = [
            "lattice.size": .integers([101, 51]), "lattice.boundary": .texts(["periodic", "open"]), "hopping": .real(2),
            "mu": .real(-3), "exchange": .real(3.5), "temperature": .real(0.001), "gap_s": .real(0.5),
            "gap_p": .real(0.25), "d_vector": .text("e_z * p_y"), "p_phase": .text("1"), "nu": .integer(2),
            "delta": .integer(-4),
        ]
        XCTAssertEqual(job.fixed.values, expected)
        XCTAssertEqual(job.grid.count, 1)
        XCTAssertEqual(job.solver, SolverChoice(name: nil, settings: ParameterSet()))
        XCTAssertTrue(job.modelType == DummyModel.self)
        XCTAssertNil(job.source.systemPath)
    }

    func testFillsInDefaultsButNotExcludedOnes() throws {
        XCTAssertEqual(try readJob(leastSystem).fixed["delta"], .integer(1))
        XCTAssertEqual(try readJob(leastSystem).fixed["hopping"], .real(1), "a real default written as an integer")
        XCTAssertNil(try readJob(leastSystem).fixed["displacement"])
        let job = try readJob(
            "system: { lattice: { size: [9, 9] }, mu: 1, temperature: 1, displacement: [1, 2] }\n")
        XCTAssertNil(job.fixed["delta"])
        XCTAssertEqual(job.fixed["displacement"], .integers([1, 2]))
    }

    func testAxesWinOverTheSystemAndMayGiveWhatIsMissing() throws {
        let job = try readJob(
            "system: { lattice: { size: [9, 9] }, mu: 7 }\ngrid: { mu: [1], temperature: [2, 3] }\n")
        XCTAssertNil(job.fixed["mu"])
        XCTAssertEqual(job.parameters(at: 1)["mu"], .real(1))
        XCTAssertEqual(job.parameters(at: 1)["temperature"], .real(3))
    }

    func testAxesKeepTheirOrderWithZipWhereItStands() throws {
        let job = try readJob(
            leastSystem
                + "grid:\n  gap_p: [0, 1]\n  zip: [{ mu: [-3, -2], nu: [0, 1] }, { gap_s: [5, 6, 7] }]\n  delta: [1]\n")
        XCTAssertEqual(job.grid.axes.map(\.name), ["gap_p", "mu_nu", "gap_s", "delta"])
        XCTAssertEqual(job.grid.shape, [2, 2, 3, 1])
        XCTAssertEqual(job.grid.axes[1].members[1].values, [.integer(0), .integer(1)])
        XCTAssertEqual(job.label(of: 3), "gap_p=0 mu=-2 nu=1 gap_s=5 delta=1")
        XCTAssertEqual(try readJob(leastSystem).label(of: 0), "the only point")
        let texts = try readJob(leastSystem + "grid: { d_vector: [e_x, \"e_z * p_x\"], nu: [-1] }\n")
        XCTAssertEqual(texts.label(of: 0), "d_vector=e_x nu=-1")
        XCTAssertEqual(texts.label(of: 1), "d_vector=\"e_z * p_x\" nu=-1")
    }

    func testLists() throws {
        XCTAssertEqual(try values(of: "mu", in: "mu: [-3, 0.5]"), [.real(-3), .real(0.5)])
        XCTAssertEqual(try values(of: "nu", in: "nu: [3.0, -1]"), [.integer(3), .integer(-1)])
        XCTAssertEqual(try values(of: "p_phase", in: "p_phase: [i, 1]"), [.text("i"), .text("1")])
        XCTAssertEqual(try values(of: "d_vector", in: "d_vector: [e_x, \"1\"]"), [.text("e_x"), .text("1")])
    }

    func testRangesByStep() throws {
        XCTAssertEqual(try values(of: "delta", in: "delta: { from: 1, to: 20 }"), (1...20).map { .integer($0) })
        XCTAssertEqual(try values(of: "nu", in: "nu: { from: 5, to: 0, step: -2 }"), [5, 3, 1].map { .integer($0) })
        XCTAssertEqual(try values(of: "nu", in: "nu: { from: 5, to: 5 }"), [.integer(5)])
        XCTAssertEqual(
            try values(of: "mu", in: "mu: { from: 0, to: 1, step: 0.3 }"), [0, 0.3, 0.6, 0.9].map { .real($0) },
            "stops before an end that no step reaches")
        // 0.1 added ten times misses 1, three times 0.1 is not 0.3, and 0.7/0.1 is below 7 in floating point.
        let tenths = (0...10).map { ParameterValue.real(Double($0) / 10) }
        XCTAssertEqual(try values(of: "mu", in: "mu: { from: 0, to: 1, step: 0.1 }"), tenths)
        XCTAssertEqual(try values(of: "mu", in: "mu: { from: 0, to: 0.7, step: 0.1 }").count, 8)
        XCTAssertEqual(try values(of: "mu", in: "mu: { from: 0, to: 0.69999, step: 0.1 }").count, 7)
    }

    func testRangesByCount() throws {
        let gaps = try values(of: "gap_p", in: "gap_p: { from: 0, to: 0.4, count: 41 }")
        XCTAssertEqual(gaps, (0...40).map { .real(Double($0) / 100) })
        XCTAssertEqual(try values(of: "mu", in: "mu: { from: 0.1, to: 0.7, count: 7 }").last, .real(0.7))
        XCTAssertEqual(
            try values(of: "nu", in: "nu: { from: 4, to: 0, count: 3 }"), [.integer(4), .integer(2), .integer(0)])
        XCTAssertEqual(try values(of: "nu", in: "nu: { from: 4, to: 4, count: 1 }"), [.integer(4)])
    }

    func testSolvers() throws {
        XCTAssertNil(try readJob(leastSystem + "solver: auto\n").solver.name)
        XCTAssertNil(try readJob(leastSystem + "solver: { name: auto }\n").solver.name)
        let defaults: [String: ParameterValue] = ["block": .integer(64), "tolerance": .real(1e-9)]
        let plain = try readJob(leastSystem + "solver: scalapack\n").solver
        XCTAssertEqual(plain, SolverChoice(name: "scalapack", settings: ParameterSet(defaults)))
        XCTAssertEqual(try readJob(leastSystem + "solver: dense\n").solver, plain, "another spelling")
        let set = try readJob(leastSystem + "solver: { block: 8, name: scalapack, grid: { rows: 2 } }\n").solver
        XCTAssertEqual(set.settings["block"], .integer(8))
        XCTAssertEqual(set.settings["grid.rows"], .integer(2))
    }

    func testAnchorsAndAliasesWork() throws {
        let job = try readJob(leastSystem + "grid: { gap_s: &gaps [0.1, 0.2], gap_p: *gaps }\n")
        XCTAssertEqual(job.grid.axes[0].members[0].values, job.grid.axes[1].members[0].values)
    }

    /// Each once. (How long it takes: `moriya-bench runner`.)
    func testChecksAMillionPoints() throws {
        let before = DummyModel.pointsRead.withLock { $0 }
        let job = try readJob(
            leastSystem + "grid: { mu: { from: 1, to: 200 }, gap_p: { from: 1, to: 5000 }, delta: [1] }\n")
        XCTAssertEqual(job.grid.count, 1_000_000)
        XCTAssertEqual(DummyModel.pointsRead.withLock { $0 } - before, 1_000_000)
    }

    func testChecksTheLastPointToo() {
        let grid = "grid: { gap_p: { from: 1, to: 1000 }, zip: { delta: [1, 51], mu: [0, 1] } }\n"
        XCTAssertThrowsError(try readJob(leastSystem + grid))
        XCTAssertNoThrow(try readJob(leastSystem + grid.replacing("51", with: "50")))
    }
}
