import HDF5
import Sweep
import XCTest

/// Jobs beyond the paper's host and pair, as a person writes them.
final class AnySystemJobTests: CommandLineTestCase {
    private static let three = """
        model: bdg-rkky
        system:
          lattice: { size: [7, 6] }
          rashba: 0.2
          impurities: [ { at: [0, 0] }, { at: [2, 0], exchange: 2.5 }, { at: [1, 1], potential: 0.5 } ]
        grid: { mu: [-3, -2.5] }
        textures:
          up: [+z, +z, +z]
          tilted: [[0.6, 0, 0.8], [0, -0.28, 0.96], -x]
          chequerboard: { pattern: antiferromagnet }
          helix: { spiral: { q: [0.5, 0.2], plane: xz } }

        """

    private func array(_ name: String, of job: String, in directory: String) throws -> [Double] {
        let path = try result(of: write(job, to: directory + ".yaml"), in: directory)
        return try ResultFile(path).array(name).values
    }

    /// All solvers that take three impurities agree on pairs and on textures.
    func testThreeImpuritiesByAllSolvers() throws {
        let dense = "diagonalization"
        for name in ["J", "D", "texture_energy", "free_energy_host"] {
            let expected = try array(name, of: Self.three + "solver: \(dense)\n", in: "\(dense)-\(name)")
            let found = try array(name, of: Self.three, in: "auto-\(name)")
            XCTAssertEqual(found.count, expected.count)
            for (a, b) in zip(found, expected) { XCTAssertEqual(a, b, accuracy: 1e-10, name) }
        }
    }

    /// A spiral's directions are what the documentation says: those of a texture with the vectors in place.
    func testASpiralIsItsVectors() throws {
        func direction(_ x: Double, _ y: Double) -> String {
            let angle = 0.5 * x + 0.2 * y
            return "[\(sin(angle)), 0, \(cos(angle))]"
        }
        let job = Self.three + "  vectors: [\(direction(0, 0)), \(direction(2, 0)), \(direction(1, 1))]\n"
        let energies = try array("texture_energy", of: job, in: "spiral")
        for point in [0, 1] { XCTAssertEqual(energies[5 * point + 3], energies[5 * point + 4], accuracy: 1e-12) }
        XCTAssertNotEqual(energies[3], energies[0], accuracy: 1e-6)
    }

    /// Two impurities have no others to be averaged over.
    func testAPairEmbeddedAmongNoOthersIsIsolated() throws {
        let job = """
            system: { lattice: { size: [6, 5] }, rashba: 0.3, impurities: [ { at: [0, 0] }, { at: [1, 1] } ] }

            """
        let (isolated, embedded) = (
            try array("exchange_tensor", of: job, in: "isolated"),
            try array("exchange_tensor", of: job + "pairs: embedded\n", in: "embedded")
        )
        for (a, b) in zip(isolated, embedded) { XCTAssertEqual(a, b, accuracy: 1e-11) }
    }

    /// An impurity that is no magnet and no obstacle changes nothing for the others, wherever it stands in the list.
    func testANeutralImpurityIsNotFeltByAnEmbeddedPair() throws {
        let (a, b, none) = ("{ at: [0, 0] }", "{ at: [1, 1], exchange: 2 }", "{ at: [2, 0], exchange: 0 }")
        let system = "system: { lattice: { size: [6, 5] }, rashba: 0.3, impurities: "
        let alone = try array("exchange_tensor", of: system + "[\(a), \(b)] }\n", in: "alone")
        for (place, list, pair) in [("first", [none, a, b], 2), ("middle", [a, none, b], 1), ("last", [a, b, none], 0)] {
            let job = system + "[\(list.joined(separator: ", "))] }\npairs: embedded\n"
            let tensors = try array("exchange_tensor", of: job, in: place)
            XCTAssertEqual(tensors.count, 27)
            for index in 0..<9 { XCTAssertEqual(tensors[9 * pair + index], alone[index], accuracy: 1e-11, place) }
            for index in tensors.indices where index / 9 != pair { XCTAssertEqual(tensors[index], 0, accuracy: 1e-11, place) }
        }
    }

    func testWhatCannotBe() throws {
        let small = "lattice: { size: [7, 5] }"
        for (text, part) in [
            ("system: { \(small), lattice.type: hexagonal }\n", "lattice.type"),
            ("system: { lattice: { size: [7, 5], type: triangular }, hopping_diagonal: 0.1 }\n", "triangular"),
            ("system: { \(small), disorder_seed: -1 }\n", "disorder_seed"),
            ("system: { \(small), d_phase: x }\n", "i, 1"),
            ("system: { \(small), regions: [ { x: [0, 9], y: [0, 4], mu: 1 } ] }\n", "from 0 to 6"),
            ("system: { \(small), regions: [ { x: [3, 2], y: [0, 4], mu: 1 } ] }\n", "the first one not above the second"),
            ("system: { \(small), regions: [ { x: [0, 2], y: [0, 4] } ] }\n", "changes nothing"),
            ("system: { \(small), gap_temperature: { tc: 0 } }\n", "gap_temperature.tc"),
            ("system: { \(small), impurities: [ { at: [0, 0] } ] }\n", "2 to 64"),
            ("system: { \(small), impurities: [ { at: [0, 0] }, { at: [4, 0] } ] }\n", "outside the 7 × 5"),
            ("system: { \(small), impurities: [ { at: [0, 0] }, { at: [0, 0] } ] }\n", "both at"),
            ("system: { \(small), impurities: [ { at: [0, 0] }, { at: [1, 0] } ], delta: 2 }\n", "both given"),
            ("system: { \(small) }\ntextures: { a: [+z] }\n", "one for each of the 2 impurities"),
            ("system: { \(small) }\ntextures: { a: [+z, [0, 0, 0]] }\n", "vectors with a direction"),
            ("system: { \(small) }\ntextures: { a: { pattern: ferromagnet, spiral: { q: [1, 0] } } }\n", "has both"),
            ("system: { \(small) }\nobservables: [texture_energy]\n", "texture_energy without textures"),
            ("system: { \(small), disorder: 0.3 }\nsolver: low-rank\n", "not the same everywhere"),
            ("system: { \(small), rashba: 0.3 }\nsolver: low-rank\n", "rashba acts along y, which is open"),
        ] {
            let run = try moriya("run", write(text, to: "job.yaml"), "-o", "results")
            XCTAssertEqual(run.status, 65, "\(text): \(run.errors)")
            XCTAssertTrue(run.errors.contains(part), "\(text): \(run.errors)")
            XCTAssertEqual(run.errors.split(separator: "\n").count, 1, run.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")), text)
        }
    }
}
