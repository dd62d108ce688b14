import Foundation
import Sweep
import TestSupport
import XCTest

/// The model `berry-dmi` from the job to the merged file.
final class BerryDMITests: CommandLineTestCase {
    private static let crystals = "\(packageFolder)/jobs/berry-dmi/crystals"

    private func job(_ system: String, _ rest: String = "") throws -> String {
        try write(
            """
            model: berry-dmi
            system: { hbar: \(Self.crystals)/stack2_hbar_tb.dat, soi: \(Self.crystals)/stack2_soi_tb.dat, \(system) }
            \(rest)
            """, to: "job.yaml")
    }

    func testEveryRankGivesTheSameBits() throws {
        let text = """
            model: berry-dmi
            system:
              hbar: \(Self.crystals)/stack2_hbar_tb.dat
              soi: \(Self.crystals)/stack2_soi_tb.dat
              temperature: 1500
            grid: { soi_scale: [0.5, 1], mu: [-0.6, 0.1] }
            solver: { name: k-grid, grid: 96 }
            """
        let job = try write(text, to: "job.yaml")
        let reference = try result(of: job, in: "alone")
        for ranks in [1, 2, 3] {
            try assertSameNumbers(reference, result(of: job, in: "ranks\(ranks)", ranks: ranks), "on \(ranks) ranks")
        }
        let run = try moriya("run", job, "-o", path("team"), "--ranks-per-point", "3", ranks: 3)
        XCTAssertEqual(run.status, 0, run.errors)
        try assertSameNumbers(reference, merged("team"), "by a team of 3")
    }

    func testValuesAndTable() throws {
        let file = try result(
            of: job("mu: -0.6, temperature: 580.2259060775161", "grid: { exchange_direction: [[0, 0, 1], [1, 0, 0]] }"),
            in: "results")
        let result = try ResultFile(file)
        let dmi = try result.array("D")
        XCTAssertEqual(dmi.values[2], 1.006224481447e-4, accuracy: 1e-13)
        XCTAssertEqual(dmi.values[8], 1.005001242405e-4, accuracy: 1e-13)
        XCTAssertEqual(try result.array("D_cell").values[2], 9 * dmi.values[2], accuracy: 1e-17)
        XCTAssertEqual(try result.array("D_second").values[2], dmi.values[2], accuracy: 1e-13)
        XCTAssertEqual(try result.array("ahc").values[0], 1.356234925e-3, accuracy: 1e-12)
        XCTAssertEqual(try result.array("identity_residual").values[0], 0, accuracy: 1e-13)
        for name in ["Q", "aI", "aII", "a", "b", "c", "Q_cell", "aI_cell", "aII_cell", "a_cell", "b_cell", "c_cell", "grid"] {
            XCTAssertTrue(try result.has(name), name)
        }
        XCTAssertFalse(try result.has("split_quality"))
        let shown = try moriya("show", file)
        XCTAssertEqual(shown.status, 0, shown.errors)
        XCTAssertTrue(shown.output.contains("1.006224481e-04"), shown.output)
    }

    /// One Hamiltonian, split by time reversal: the sum of the two files of a crystal gives what the two do.
    func testOneFile() throws {
        let parts = try ["hbar", "soi"].map {
            try String(contentsOfFile: "\(Self.crystals)/stack2_\($0)_tb.dat", encoding: .utf8)
        }
        try write(Self.sum(of: parts), to: "stack2_tb.dat")
        let job = try write(
            "model: berry-dmi\nsystem: { file: stack2_tb.dat, split: time-reversal, mu: -0.6, temperature: 580.2259060775161 }\n",
            to: "job.yaml")
        let result = try ResultFile(result(of: job, in: "results"))
        XCTAssertEqual(try result.array("D").values[2], 1.006224481447e-4, accuracy: 1e-13)
        for value in try result.array("split_quality").values { XCTAssertEqual(value, 0, accuracy: 1e-12) }
    }

    /// Adds the elements of H of two `_tb.dat` files; the second may hold fewer R.
    private static func sum(of files: [String]) -> String {
        let blocks = files.map { $0.components(separatedBy: "\n\n") }
        func key(_ block: String) -> String { block.components(separatedBy: "\n")[0] }
        let count = (blocks[0].count - 1) / 2
        var second: [String: [Double]] = [:]
        for block in blocks[1].dropFirst().prefix((blocks[1].count - 1) / 2) {
            second[key(block)] = block.components(separatedBy: "\n").dropFirst().flatMap {
                $0.split(separator: " ").dropFirst(2).compactMap { Double($0) }
            }
        }
        let sums = blocks[0].enumerated().map { index, block -> String in
            guard (1...count).contains(index), let other = second[key(block)] else { return block }
            let rows = block.components(separatedBy: "\n").dropFirst().enumerated().map { row, line -> String in
                let words = line.split(separator: " ")
                guard words.count == 4, let x = Double(words[2]), let y = Double(words[3]) else { return line }
                return "\(words[0]) \(words[1]) \(x + other[2 * row]) \(y + other[2 * row + 1])"
            }
            return ([key(block)] + rows).joined(separator: "\n")
        }
        return sums.joined(separator: "\n\n")
    }

    func testHoppingsInPlaceAndScope() throws {
        let text = """
            model: berry-dmi
            system:
              lattice: [[3, 0, 0], [0, 3, 0], [0, 0, 20]]
              positions: [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]
              hoppings:
                - { R: [0, 0, 0], m: 1, n: 1, hbar: [0.5, 0] }
                - { R: [0, 0, 0], m: 2, n: 2, hbar: [-0.5, 0] }
                - { R: [0, 0, 0], m: 1, n: 3, hbar: [-0.4, 0] }
                - { R: [0, 0, 0], m: 3, n: 1, hbar: [-0.4, 0] }
                - { R: [0, 0, 0], m: 2, n: 4, hbar: [-0.4, 0] }
                - { R: [0, 0, 0], m: 4, n: 2, hbar: [-0.4, 0] }
                - { R: [1, 0, 0], m: 3, n: 3, hbar: [-0.5, 0] }
                - { R: [-1, 0, 0], m: 3, n: 3, hbar: [-0.5, 0] }
                - { R: [1, 0, 0], m: 4, n: 4, hbar: [-0.5, 0] }
                - { R: [-1, 0, 0], m: 4, n: 4, hbar: [-0.5, 0] }
                - { R: [1, 0, 0], m: 3, n: 4, soi: [-0.1, 0] }
                - { R: [1, 0, 0], m: 4, n: 3, soi: [0.1, 0] }
                - { R: [-1, 0, 0], m: 4, n: 3, soi: [-0.1, 0] }
                - { R: [-1, 0, 0], m: 3, n: 4, soi: [0.1, 0] }
              layers: [{ name: magnet, orbitals: [1] }, { name: heavy, orbitals: [2] }]
              soi_scope: [heavy]
              periodic: [x, y]
              mu: -0.2
              temperature: 1000
            """
        let all = try ResultFile(result(of: write(text, to: "all.yaml"), in: "all")).array("D").values
        XCTAssertGreaterThan(abs(all[2]), 1e-6)
        let none = try write(text.replacing("[heavy]", with: "magnet"), to: "none.yaml")
        XCTAssertEqual(try ResultFile(result(of: none, in: "none")).array("D").values[2], 0, accuracy: 1e-15)
    }

    func testWhatCannotBeReadIsRefused() throws {
        let hbar = try String(contentsOfFile: "\(Self.crystals)/stack2_hbar_tb.dat", encoding: .utf8)
        try write(String(hbar.prefix(hbar.count / 2)), to: "half_tb.dat")
        let (good, soi) = ("\(Self.crystals)/stack2_hbar_tb.dat", "\(Self.crystals)/stack2_soi_tb.dat")
        try write("## no shifts\n    0    0    0    1    1\n    1\n    0    0    0\n", to: "other_wsvec.dat")
        for (system, parts) in [
            (
                "hbar: half_tb.dat, soi: \(soi), mu: 0",
                ["job.yaml:2: \"hbar\": half_tb.dat, line ", "the file ends", "allowed: a whole file"]
            ),
            ("hbar: \(good), soi: \(Self.crystals)/stack4_soi_tb.dat, mu: 0", ["\"soi\": ", "(4 and 8)", "allowed: "]),
            (
                "hbar: \(good), soi: \(soi), wsvec: other_wsvec.dat, mu: 0",
                ["\"wsvec\": other_wsvec.dat: it belongs to another calculation"]
            ),
            ("hbar: \(good), mu: 0", ["\"hbar\": soi is missing"]),
            ("mu: 0", ["the system has no Hamiltonian", "hbar and soi"]),
            ("hbar: \(good), soi: \(soi), file: \(good), mu: 0", ["both given"]),
            (
                "hbar: \(good), soi: \(soi), mu: 0, temperature: 0",
                ["\"temperature\": the temperature is 0.0; allowed: above 0 kelvins"]
            ),
            ("hbar: \(good), soi: \(soi), mu: 0, temperature: -3", ["allowed: above 0 kelvins"]),
            (
                "hbar: \(good), soi: \(soi), mu: 0, soi_scope: [heavy]",
                ["\"soi_scope\": there is no layer \"heavy\"", "allowed: all, numbers of orbitals from 1 to 2"]
            ),
            ("hbar: \(good), soi: \(soi), mu: 0, soi_scope: [1, 3]", ["there is no orbital 3", "allowed: orbitals from 1 to 2"]),
            (
                "hbar: \(good), soi: \(soi), mu: 0, exchange_direction: [0, 0, 0]",
                ["\"exchange_direction\": the exchange direction must not be zero"]
            ),
            ("hbar: \(good), soi: \(soi), mu: 0, periodic: [z]", ["\"periodic\": it is [z]; allowed: [x, y] or [x, y, z]"]),
            ("file: \(soi), mu: 0, spin_order: block", ["\"file\": "]),
        ] {
            let job = try write("model: berry-dmi\nsystem: { \(system) }\n", to: "job.yaml")
            let run = try moriya("run", job, "-o", "results")
            XCTAssertEqual(run.status, 65, "\(system): \(run.errors)")
            XCTAssertEqual(run.errors.split(separator: "\n").count, 1, run.errors)
            for part in parts { XCTAssertTrue(run.errors.contains(part), "\(system): \(run.errors)") }
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
        }
    }

    func testAPointThatMissesItsAccuracyFails() throws {
        let run = try moriya(
            "run", job("mu: -0.6, temperature: 30", "solver: { name: k-grid, largest_grid: 64 }"), "-o", path("results"))
        XCTAssertEqual(run.status, 70, run.errors)
        XCTAssertTrue(run.errors.contains("the grid N = 64 does not give the accuracy"), run.errors)
    }
}
