import Foundation
import Sweep
import XCTest

/// What a job may say is computed, or fails with a reason, or is refused in one sentence: nothing ends the program, and the
/// other points of the grid are computed.
final class ExtremeValueTests: CommandLineTestCase {
    private let values = [0, 5e-324, -5e-324, 1e-300, -1e-300, 1e-18, 1, -1, 1e15, 1e200, 1e300, -1e300]

    /// Runs a job that must end as a job ends.
    private func run(_ text: String, _ label: String) throws {
        let job = try write(text, to: "job.yaml")
        try? FileManager.default.removeItem(atPath: path("results"))
        let run = try moriya("run", job, "-o", path("results"))
        XCTAssertTrue([0, 65, 70].contains(run.status), "\(label): \(run.status) \(run.errors)")
        if run.status == 65 {
            XCTAssertEqual(run.errors.split(separator: "\n").filter { $0.hasPrefix("moriya: ") }.count, 1, label)
        } else {
            XCTAssertTrue(run.output.contains(" 0 remain"), "\(label): \(run.output)")
            // The point 1 is one like any other.
            let merge = try moriya("merge", path("results"), "--partial")
            XCTAssertEqual(merge.status, 0, "\(label): \(merge.errors)")
            XCTAssertTrue(try ResultFile(path("results/result.h5")).statuses.contains(.done), label)
        }
    }

    private func list(_ values: [Double]) -> String { "[" + values.map(\.description).joined(separator: ", ") + "]" }

    func testImpurities() throws {
        for size in ["[1, 2]", "[2, 1]", "[3, 3]"] {
            for solver in ["low-rank", "diagonalization"] {
                for key in ["mu", "hopping", "exchange", "gap_s", "gap_p", "temperature", "nu"] {
                    // Negative temperatures, and so many windings, are refused for the whole job.
                    let values = values.filter { key == "temperature" ? $0 >= 0 : key == "nu" ? abs($0) <= 1e6 : true }
                    let displacement = size == "[1, 2]" ? "[0, -1]" : "[-1, 0]"
                    try run(
                        """
                        system: { lattice: { size: \(size) }, displacement: \(displacement) }
                        grid: { \(key): \(list(values)) }
                        solver: \(solver)
                        """, "\(size) \(solver) \(key)")
                }
            }
        }
    }

    func testTheRashbaGas() throws {
        for key in ["alpha", "splitting", "mu", "temperature", "mass"] {
            let others = ["alpha": "0.5", "splitting": "1", "mu": "0.2"].filter { $0.key != key }
            let values = ["temperature", "mass"].contains(key) ? values.filter { $0 > 0 } : values
            try run(
                """
                model: rashba-dmi
                system: { \(others.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ")) }
                grid: { \(key): \(list(values)) }
                """, key)
        }
    }

    func testTheNeighbouringPapers() throws {
        let positive = values.filter { $0 > 0 }
        let torque = [
            "mass": "0.8", "alpha": "17", "exchange": "5", "theta": "0.35", "energy": "7", "u": "80", "density": "1.0e-4",
        ]
        let cases: [(model: String, system: [String: String], keys: [String: [Double]], solver: String)] = [
            (
                "rashba-torque", torque,
                [
                    "mass": positive, "alpha": values, "exchange": values, "energy": values.filter { $0 > -2 },
                    "u": values.filter { abs($0) > 1e-301 }, "velocity": values,
                ], "rings"
            ),
            (
                "rashba-torque", torque, ["alpha": values, "energy": values.filter { $0 > -2 }],
                "{ name: rings, density_order: finite }"
            ),
            (
                "pearl-pair", ["distance": "0.5"],
                ["distance": positive, "temperature": [0, 5e-324, 1e-300, 0.5, 0.9999999999999999]], "auto"
            ),
            (
                "pearl-lattice", ["angle": "70", "spacing": "0.1"],
                [
                    "angle": [5e-324, 1e-18, 1, 179.9999999999], "spacing": [5e-324, 1e-18, 0.5, 0.9999],
                    "temperature": [0, 5e-324, 0.5, 0.9999999999999999],
                ], "auto"
            ),
            (
                "pearl-map", ["distance": "0.5", "points": "4"], ["distance": positive, "core": positive, "angle_1": values],
                "auto"
            ),
            (
                "nuclear-torque", ["spin": "0.5"],
                ["gamma": values.filter { $0 != 0 }, "permeability": positive, "t2": positive, "diffusion_length": positive],
                "auto"
            ),
            ("nuclear-radial", [:], ["distance": positive], "auto"),
            ("nuclear-map", ["points": "4"], ["strength": values, "height": values], "auto"),
        ]
        for (model, system, keys, solver) in cases {
            for (key, values) in keys {
                let others = system.filter { $0.key != key }.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ")
                try run(
                    "model: \(model)\nsystem: { \(others) }\ngrid: { \(key): \(list(values)) }\nsolver: \(solver)\n",
                    "\(model) \(key)")
            }
        }
    }

    /// The same system in other units, by both solvers: J and D in units of the hopping stay.
    func testUnits() throws {
        for solver in ["low-rank", "diagonalization"] {
            var reference: [Double] = []
            for unit in [1, 1e-9, 1.602176634e-19, 27.211386245988] {
                let energies = [
                    ("hopping", 1), ("mu", -3), ("exchange", 3), ("temperature", 0.001), ("gap_s", 0.1), ("gap_p", 0.1),
                ]
                .map { "\($0.0): \($0.1 * unit)" }.joined(separator: ", ")
                let job = try write(
                    "system: { lattice: { size: [9, 7] }, \(energies) }\ngrid: { delta: [2, 3] }\nsolver: \(solver)\n",
                    to: "unit.yaml")
                let file = try ResultFile(result(of: job, in: "\(solver)-\(unit)"))
                let found = try ["J", "D"].flatMap { try file.array($0).values.map { $0 / unit } }
                if reference.isEmpty { reference = found }
                for (a, b) in zip(found, reference) { XCTAssertEqual(a, b, accuracy: 1e-12, "\(solver) in units of \(unit)") }
            }
        }
    }
}
