import Foundation
import Sweep
import XCTest

/// The models of the neighbouring papers from the command line: what is refused and how, and that ranks change no bit.
final class NeighbourModelTests: CommandLineTestCase {
    private let torque = "model: rashba-torque\nsystem: { mass: 0.8, alpha: 17, exchange: 5, energy: 7, u: 80 }\n"

    /// A job, and the key that its refusal names.
    private var refused: [(text: String, key: String)] {
        func torque(_ system: String, _ solver: String = "") -> String {
            "model: rashba-torque\nsystem: { \(system) }\n" + (solver.isEmpty ? "" : "solver: { name: rings, \(solver) }\n")
        }
        let gas = "mass: 0.8, alpha: 17, exchange: 5"
        return [
            (torque("\(gas), energy: -9, u: 80"), "energy"),
            (torque("\(gas), energy: 7, u: 80, theta: -0.1"), "theta"),
            (torque("\(gas), energy: 7, u: 80, theta: 3.2"), "theta"),
            (torque("\(gas), energy: 7, u: 80, density: 0", "density_order: finite"), "density"),
            (torque("\(gas), energy: 7, u: 80", "density_order: finite"), "density"),
            (torque("\(gas), energy: 7, u: 80, density: -1"), "density"),
            (torque("\(gas), energy: 7, u: 0"), "u"),
            (torque("\(gas), energy: 7"), "u"),
            (torque("\(gas), energy: 7, u: 1, inverse_u: 1"), "inverse_u"),
            (torque("\(gas), energy: 7, inverse_u: 0", "scattering: first-born"), "inverse_u"),
            (torque("\(gas), energy: 7, u: 80, cutoff: 0"), "cutoff"),
            (torque("\(gas), energy: 7, u: 80", "variant: printed"), "variant"),
            (torque("\(gas), energy: 7, u: 80", "scattering: second-born"), "scattering"),
            (torque("mass: 0, alpha: 17, exchange: 5, energy: 7, u: 80"), "mass"),
            (torque("\(gas), energy: 7, u: 80, ring_points: -1"), "ring_points"),
            ("model: pearl-pair\nsystem: { distance: 0 }\n", "distance"),
            ("model: pearl-pair\nsystem: { distance: -1 }\n", "distance"),
            ("model: pearl-pair\nsystem: { distance: 1, temperature: 1 }\n", "temperature"),
            ("model: pearl-pair\nsystem: { distance: 1, temperature: -0.1 }\n", "temperature"),
            ("model: pearl-pair\nsystem: { distance: 1, superfluid: warm }\n", "superfluid"),
            ("model: pearl-lattice\nsystem: { angle: 0, spacing: 0.1 }\n", "angle"),
            ("model: pearl-lattice\nsystem: { angle: 180, spacing: 0.1 }\n", "angle"),
            ("model: pearl-lattice\nsystem: { angle: 70, spacing: 1 }\n", "spacing"),
            ("model: pearl-lattice\nsystem: { angle: 70, spacing: -0.1 }\n", "spacing"),
            ("model: pearl-lattice\nsystem: { angle: 70, spacing: 0.1, temperature: 1.5 }\n", "temperature"),
            ("model: pearl-lattice\nsystem: { angle: 70, spacing: 0.1, cutoff: far }\n", "cutoff"),
            ("model: pearl-lattice\nsystem: { angle: 70, spacing: 1.0e-4, cutoff: 100 }\n", "cutoff"),
            ("model: pearl-lattice\nsystem: { angle: 70, spacing: 0.1, cutoff: 10, minimum: zone }\n", "minimum"),
            ("model: pearl-map\nsystem: { distance: 0.5, core: 0 }\n", "core"),
            ("model: pearl-map\nsystem: { distance: 0.5, extent: -1 }\n", "extent"),
            ("model: pearl-map\nsystem: { distance: 0.5, points: 1 }\n", "points"),
            ("model: nuclear-torque\nsystem: { spin: 0.3 }\n", "spin"),
            ("model: nuclear-torque\nsystem: { spin: 0 }\n", "spin"),
            ("model: nuclear-torque\nsystem: { lattice: -2.0e-10 }\n", "lattice"),
            ("model: nuclear-torque\nsystem: { diffusion_length: -1 }\n", "diffusion_length"),
            ("model: nuclear-torque\nsystem: { hall_angle: 0 }\n", "hall_angle"),
            ("model: nuclear-radial\nsystem: { distance: 0 }\n", "distance"),
            ("model: nuclear-map\nsystem: { points: 41 }\n", "height"),
            ("model: nuclear-map\nsystem: { extent: 0 }\n", "extent"),
        ]
    }

    func testBadInput() throws {
        for (text, key) in refused {
            let run = try moriya("run", write(text, to: "job.yaml"), "-o", "results")
            XCTAssertEqual(run.status, 65, "\(text): \(run.errors)")
            XCTAssertEqual(run.errors.split(separator: "\n").count, 1, "\(text): \(run.errors)")
            XCTAssertTrue(run.errors.contains("\"\(key)\""), "\(text): \(run.errors)")
            XCTAssertTrue(run.errors.contains("allowed: "), "\(text): \(run.errors)")
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")), text)
        }
    }

    func testWhatIsAllowedAtTheEdges() throws {
        for text in [
            torque.replacing("alpha: 17", with: "alpha: 0, theta: 0.7"),
            torque.replacing("u: 80", with: "inverse_u: 0, theta: 1.5707963267948966"),
            torque.replacing("u: 80", with: "u: 80, theta: 3.141592653589793"),
            "model: pearl-pair\nsystem: { distance: 1.0e-6 }\n", "model: pearl-pair\nsystem: { distance: 1.0e+4 }\n",
            "model: pearl-lattice\nsystem: { angle: 90, spacing: 0.5, cutoff: 3.5 }\n", "model: nuclear-torque\nsystem: {}\n",
        ] {
            _ = try result(of: write(text, to: "job.yaml"), in: "results-\(text.hashValue)")
        }
    }

    /// On the edge of the gap there is no number; its neighbours have theirs.
    func testTheEdgeOfTheGapFailsWithAReason() throws {
        let job = try write(
            "model: rashba-torque\nsystem: { mass: 0.8, alpha: 17, exchange: 4.8, u: 80 }\ngrid: { energy: [4.7, 4.8, 4.9] }\n",
            to: "job.yaml")
        let run = try moriya("run", job, "-o", "results")
        XCTAssertEqual(run.status, 70)
        XCTAssertTrue(run.errors.contains("too close to a band edge"), run.errors)
        XCTAssertEqual(try moriya("merge", "results", "--partial").status, 0)
        XCTAssertEqual(try ResultFile(path("results/result.h5")).statuses, [.done, .failed, .done])
    }

    func testRanks() throws {
        for (name, text) in [
            (
                "torque",
                torque
                    + "grid: { theta: { from: 0, to: 3, count: 13 }, velocity: [1, 2] }\nsolver: { name: rings, density_order: finite }\n"
            ),
            (
                "lattice",
                "model: pearl-lattice\nsystem: { spacing: 0.05 }\ngrid: { temperature: [0, 0.3, 0.6], angle: [60, 75, 90] }\n"
            ),
            ("map", "model: pearl-map\nsystem: { points: 6 }\ngrid: { distance: [0.3, 0.4, 0.5, 0.6] }\n"),
            ("radial", "model: nuclear-radial\nsystem: {}\ngrid: { distance: { from: 0.1, to: 9, count: 150 } }\n"),
        ] {
            let job = try write(
                text.replacing("u: 80 }", with: name == "torque" ? "u: 80, density: 5.0e-4 }" : "u: 80 }"), to: "\(name).yaml")
            let reference = try result(of: job, in: "\(name)-alone")
            for ranks in [2, 3] {
                try assertSameNumbers(
                    reference, result(of: job, in: "\(name)-ranks\(ranks)", ranks: ranks), "\(name) on \(ranks) ranks")
            }
        }
    }
}
