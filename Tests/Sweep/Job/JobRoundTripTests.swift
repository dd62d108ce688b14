import Foundation
import RandomNumbers
import Sweep
import XCTest

/// Random jobs with parameters of every kind: the canonical text gives the same job back.
final class JobRoundTripTests: XCTestCase {
    private static let folder = NSTemporaryDirectory() + "moriya-round-\(UUID().uuidString)"

    override class func setUp() {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["a.dat", "b \"c\".dat"] { try? Data(name.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
    }

    override class func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private var random = SplitMix64(seed: 8)

    private func chance() -> Bool { Bool.random(using: &random) }

    private func number() -> String {
        let digits = Int.random(in: -9999...9999, using: &random)
        return chance() ? "\(Double(digits) / 16)" : "\(digits)e\(Int.random(in: -320...300, using: &random))"
    }

    private func list(_ count: ClosedRange<Int>, _ item: () -> String) -> String {
        "[" + (0..<Int.random(in: count, using: &random)).map { _ in item() }.joined(separator: ", ") + "]"
    }

    private func integers(_ count: Int) -> String { list(count...count) { "\(Int.random(in: -50...50, using: &random))" } }

    private func range() -> String {
        let from = Int.random(in: -100...100, using: &random)
        let to = from + Int.random(in: 1...9, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return "{ from: \(from)e-2, to: \(to)e-2, step: 0.01 }"
        case 1: return "{ from: \(to)e-1, to: \(from)e-1, count: \(Int.random(in: 2...12, using: &random)) }"
        case 2: return "{ from: \(abs(from) + 1), to: \(abs(from) + 9)e3, count: 7, spacing: log }"
        default: return "[\(from), \(to).25]"
        }
    }

    private func file() -> String { chance() ? "a.dat" : "'b \"c\".dat'" }

    private func record() -> String {
        var fields = ["at: { site: \(integers(2))\(chance() ? ", kind: b" : "") }"]
        if chance() { fields.append("strength: \(number())") }
        if chance() { fields.append("name: \"\\u0041\\\"\\n\u{1F600} {]\"") }
        if chance() { fields.append("profile: \(range())") }
        if chance() { fields.append("data: \(file())") }
        return "{ \(fields.shuffled(using: &random).joined(separator: ", ")) }"
    }

    private func job() -> String {
        var system: [String] = []
        if chance() { system.append("energies: \(range())") }
        if chance() { system.append("window: \(range())") }
        if chance() { system.append("path: \(list(0...4) { "[\(number()), \(number())]" })") }
        if chance() { system.append("hopping: \(file())") }
        if chance() { system.append("regions: \(list(0...3, record))") }
        if chance() { system.append("shift: { site: \(integers(2)) }") }
        var grid: [String] = []
        if chance() { grid.append("mu: \(range())") }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: grid.append("cell: [[0, 1, \(Int.random(in: 3...9, using: &random))], [2, 1, 0]]")
        case 1: grid.append("cell: { y: [1, 2], x: { from: -1, to: 1 }, z: [7] }")
        case 2 where grid.isEmpty:
            grid.append("zip: [{ mu: [1, 2], cell: [[0, 1, 2], [0, 1, 3]] }, { shift.site: { x: [1], y: [2, 3] } }]")
        default: grid.append("shift.site: { x: [1, 2], y: [4, 3] }")
        }
        return "system: { \(system.shuffled(using: &random).joined(separator: ", ")) }\n"
            + "grid: { \(grid.shuffled(using: &random).joined(separator: ", ")) }\n"
    }

    func testEveryJobReadsBack() throws {
        var texts = Set<String>()
        for _ in 0..<400 {
            let text = job()
            let read = try readRichJob(text, path: Self.folder + "/x.yaml")
            let inputs = read.inputs
            let again = try Job(plan: read.canonicalText, path: "p.yaml", models: [RichModel.self]) {
                digest throws(JobError) in inputs.first { $0.sha256 == digest }?.bytes ?? []
            }
            XCTAssertEqual(again.fixed, read.fixed, text)
            XCTAssertEqual(again.grid, read.grid, text)
            XCTAssertEqual(again.hash, read.hash, text)
            XCTAssertEqual(again.canonicalText, read.canonicalText, text)
            for point in 0..<read.grid.count {
                XCTAssertEqual(again.parameters(at: point), read.parameters(at: point), text)
            }
            texts.insert(read.canonicalText)
        }
        XCTAssertGreaterThan(texts.count, 300, "the jobs are all alike")
    }
}
