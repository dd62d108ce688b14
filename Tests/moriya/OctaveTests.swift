import Foundation
import Sweep
import TestSupport
import XCTest

/// What docs/reading.md says about Octave, with the lines that stand there.
final class OctaveTests: CommandLineTestCase {
    private func octave(_ script: String) throws -> RunningProgram.Outcome {
        try RunningProgram(["octave-cli", "--no-init-file", "--quiet", "--eval", script], in: folder).wait()
    }

    override func setUpWithError() throws {
        try super.setUpWithError()
        guard try octave("exit").status == 0 else { throw XCTSkip("no octave-cli") }
        let job = try write("system: { lattice: { size: [7, 5] } }\ngrid: { gap_p: [0.1, 0.2], delta: [1, 2] }\n", to: "job.yaml")
        try FileManager.default.copyItem(atPath: try result(of: job, in: "results"), toPath: path("result.h5"))
    }

    func testTheDocumentedLines() throws {
        let text = try String(contentsOfFile: packageFolder + "/docs/reading.md", encoding: .utf8)
        let lines = try XCTUnwrap(text.split(separator: "```octave\n").last?.split(separator: "```").first)
        let outcome = try octave(lines + "printf('%.17g\\n', size(s.D), s.D, D_z, s.delta, s.gap_p, ans);")
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        let printed = outcome.output.split(separator: "\n").compactMap { Double($0) }
        let file = try ResultFile(path("result.h5"))
        let values = try file.array("D").values
        // Over gap_p, delta, component here.
        var expected: [Double] = [3, 2, 2]
        expected += values
        // D_z at the second gap_p, then the two axes.
        expected += [values[8], values[11], 1, 2, 0.1, 0.2]
        for component in 0..<3 {
            for delta in 0..<2 {
                for gap in 0..<2 { expected.append(values[6 * gap + 3 * delta + component]) }
            }
        }
        XCTAssertEqual(Array(printed.suffix(33)), expected)
    }

    func testWordsAreBeyondIt() throws {
        let all = try octave("s = load('-hdf5', 'result.h5'); printf('%d\\n', isfield(s, {'D', 'component', 'delta'}))")
        XCTAssertTrue(all.output.hasSuffix("1\n0\n0\n"), all.output + all.errors)
    }
}
