import Foundation
import RandomNumbers
import Sweep
import XCTest

/// Whatever the bytes, the reader gives a job or a `JobError`, and a job that it gives survives its canonical text.
final class JobFuzzTests: XCTestCase {
    private static let path = NSTemporaryDirectory() + "moriya-fuzz-\(UUID().uuidString).yaml"

    override class func setUp() { try? Data("abc".utf8).write(to: URL(fileURLWithPath: path + ".dat")) }

    override class func tearDown() {
        for file in [path, path + ".dat"] { try? FileManager.default.removeItem(atPath: file) }
    }

    private static let seeds = [
        """
        system: { lattice: { size: [101, 101] }, mu: -3, temperature: 0.001 }
        grid: { delta: { from: 1, to: 20 }, gap_p: { from: 0, to: 0.4, count: 5 }, zip: { mu: [-3, -2], nu: [0, 1] } }
        solver: { name: scalapack, block: 8 }
        """,
        """
        # comment
        system:
          lattice: &a
            size: [7, 9]
            boundary: [open, periodic]
          d_vector: "e_z * \\u0041 p_x"
          temperature: 1e-3
          p_phase: 1
        grid:
          mu:
            - -1
            - 2.5
          zip:
            - {nu: [0, 1], gap_s: [0.1, 0.2]}
        model: bdg-rkky
        solver: auto
        """,
        """
        model: rich
        system:
          energies: { from: 0.1, to: 1e2, count: 4, spacing: log }
          path: [[0, 0], [0.5, 1]]
          regions: [{ at: { site: [1, 2] }, strength: 2 }, { at: { site: [3, 4], kind: b }, profile: [1, 2] }]
          hopping: { file: "\(path).dat", sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad }
        grid:
          cell: [[0, 0, 1], [0, 1, 0]]
          shift.site: { x: { from: 1, to: 3 }, y: [4] }
          mu: { from: -0.3, to: 0.3, step: 0.1 }
        """,
        """
        model: rich
        system: { window: { from: 1, to: 2, step: 0.25 }, path: [[1e-3, 2]], regions: [{ at: { site: [1, 2] } }] }
        grid: { zip: [{ mu: [1, 2], cell: [[0, 0, 1], [0, 1, 0]] }, { shift.site: { y: [1], x: [2, 3] } }] }
        """,
    ]

    /// Returns whether the bytes are a job.
    private func survives(_ bytes: [UInt8]) throws -> Bool {
        let text = String(validating: bytes, as: UTF8.self)
        // Files are slow; they are needed only for bytes that are no text.
        if text == nil { try Data(bytes).write(to: URL(fileURLWithPath: Self.path)) }
        do {
            let models: [any Model.Type] = [DummyModel.self, RichModel.self]
            let job =
                if let text { try Job(reading: text, path: Self.path, models: models) } else {
                    try Job(readingFrom: Self.path, models: models)
                }
            // Mutations of a range can make grids of millions of points.
            if job.grid.count < 10_000 {
                let again = try Job(reading: job.canonicalText, path: Self.path, models: models)
                XCTAssertEqual(again.hash, job.hash)
            }
            return true
        } catch {
            XCTAssertFalse(error.description.contains("\n"), "more than one line: \(error)")
            XCTAssertTrue(error.file == Self.path || error.file.hasPrefix("/"), "no file: \(error)")
            return false
        }
    }

    func testRandomBytes() throws {
        var random = SplitMix64(seed: 1)
        for round in 0..<2000 {
            // Most bytes beyond ASCII are no UTF-8, which is soon told.
            let largest: UInt8 = round < 200 ? 255 : 127
            let count = Int.random(in: 0...100, using: &random)
            _ = try survives((0..<count).map { _ in UInt8.random(in: 0...largest, using: &random) })
        }
    }

    func testRandomCharacters() throws {
        var random = SplitMix64(seed: 6)
        for _ in 0..<1000 {
            let scalars = (0..<Int.random(in: 1...30, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 9...0x10FFFF, using: &random))
            }
            let text = "system: \"" + String(String.UnicodeScalarView(scalars)) + "\"\n"
            XCTAssertFalse(try survives(Array(text.utf8)))
        }
    }

    func testRandomPunctuation() throws {
        var random = SplitMix64(seed: 2)
        let alphabet = Array("[]{}:,-?&*!|>'\"%@`#<= \n\tsystemgrid01.~\\e+".utf8)
        for _ in 0..<1500 {
            let count = Int.random(in: 0...80, using: &random)
            _ = try survives((0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 })
        }
    }

    func testMutationsOfValidJobs() throws {
        var random = SplitMix64(seed: 3)
        let pieces = [
            "[", "]", "{", "}", ":", ", ", "\n", "  ", "-", "0", "1e9", ".nan", "null", "&a ", "*a", "!x ", "<<: ", "'", "\"",
        ]
        for seed in Self.seeds { XCTAssertTrue(try survives(Array(seed.utf8)), seed) }
        var accepted = 0
        for round in 0..<6000 {
            var bytes = Array(Self.seeds[round % Self.seeds.count].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
                case 3: bytes.removeSubrange(place..<min(bytes.count, place + 12))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
                }
                if bytes.isEmpty { break }
            }
            if try survives(bytes) { accepted += 1 }
        }
        XCTAssertGreaterThan(accepted, 80, "the mutations no longer reach past the parser")
        XCTAssertLessThan(accepted, 5900)
    }
}
