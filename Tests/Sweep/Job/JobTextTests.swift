import Sweep
import XCTest

/// Texts as other programs write them, and texts made to do harm.
final class JobTextTests: XCTestCase {
    private func assertRefused(_ text: String, _ sentence: String, line: UInt = #line) {
        XCTAssertThrowsError(try readJob(text), line: line) { XCTAssertEqual("\($0)", sentence, line: line) }
    }

    func testAByteOrderMarkIsSkipped() throws {
        let text = leastSystem + "grid: { mu: [-3, -2] }\n"
        XCTAssertEqual(try readJob("\u{FEFF}" + text).hash, try readJob(text).hash)
        assertRefused("\u{FEFF}", "jobs/x.yaml: is empty; allowed: a mapping of keys to values")
    }

    func testPythonObjectsAreNamed() {
        let hint = "plain numbers, texts and lists; in Python, convert with float(), int(), str() or .tolist() first"
        assertRefused(
            "system:\n  mu: !!python/object/apply:numpy.core.multiarray.scalar\n  - x\n",
            "jobs/x.yaml:2: the Python object \"!!python/object/apply:numpy.core.multiarray.scalar\"; allowed: \(hint)")
        assertRefused(
            leastSystem + "grid:\n  mu: !!python/tuple [1, 2]\n",
            "jobs/x.yaml:3: the Python object \"!!python/tuple\"; allowed: \(hint)")
        assertRefused(
            leastSystem + "grid:\n  mu: !!python/name:numpy.pi\n",
            "jobs/x.yaml:3: the Python object \"!!python/name:numpy.pi\"; allowed: \(hint)")
    }

    func testMessagesStayShort() {
        let long = String(repeating: "😀\u{2028}long", count: 100_000)
        let texts = [
            "system: { \"\(long)\": 1 }", "system: { mu: \"\(long)\" }", "system: \"\(long)\"", "\"\(long)\": 1",
            "system: !\(String(repeating: "t", count: 100_000)) 1", "\"\(long)\": 1\n\"\(long)\": 1",
            leastSystem + "grid: { d_vector: [\"\(long)\"], delta: [99] }",
            leastSystem + "grid: { d_vector: [\"\(long)\", \"\(long)\"] }", leastSystem + "grid: { \"\(long)\": [1] }",
            leastSystem + "model: \"\(long)\"", leastSystem + "solver: \"\(long)\"",
            leastSystem + "grid: { d_vector: [\(String(repeating: "a", count: 100_000))], delta: [99] }",
            "system: { mu: 1\(String(repeating: "0", count: 100_000))x }", "system: \(String(repeating: "a", count: 100_000))",
        ]
        for text in texts {
            XCTAssertThrowsError(try readJob(text)) { error in
                XCTAssertLessThan("\(error)".utf8.count, 1400, String("\(error)".prefix(200)))
            }
        }
        // What a model says of a value is none of the reader's sentences.
        let model = JobError(file: long, line: 1, problem: long, allowed: long).description
        XCTAssertLessThan(model.utf8.count, 8000)
        XCTAssertLessThan(model.count, 1300)
        XCTAssertThrowsError(try readJob("system: { mu: \"\(long)\" }")) { error in
            let quoted = "\(error)".split(separator: "\"", omittingEmptySubsequences: false)
            XCTAssertLessThanOrEqual(quoted[3].unicodeScalars.count, 78, "with its quotes 80")
        }
    }

    func testManyAliasesAreRefusedBeforeTheyMultiply() {
        var bomb = "a0: &a0 { k: v }\n"
        for level in 1...40 { bomb += "a\(level): &a\(level) { ? *a\(level - 1) : 1, ? [*a\(level - 1)] : 2 }\n" }
        assertRefused(bomb, "jobs/x.yaml:12: more than 20 aliases; allowed: values written out")
        let list = (1...30).map { "&b\($0) [*b\($0 - 1),*b\($0 - 1)]" }.joined(separator: ", ")
        assertRefused("x: [&b0 [1], \(list)]", "jobs/x.yaml:1: more than 20 aliases; allowed: values written out")
        // The greatest number that is allowed, multiplied as far as it goes.
        var keys = "a0: &a0 { k: v }\n"
        for level in 1...6 { keys += "a\(level): &a\(level) { ? [*a\(level - 1),*a\(level - 1),*a\(level - 1)] : 1 }\n" }
        assertRefused(
            keys, "jobs/x.yaml:1: unknown key \"a0\" in the job; allowed: system, grid, solver, model")
    }

    func testStarsThatAreNoAliasesDoNotCount() throws {
        let texts = (0..<50).map { "\"e_z *p_x + \($0)\"" }.joined(separator: ", ")
        let comments = String(repeating: "# * a *list* of stars\n", count: 50)
        XCTAssertEqual(try readJob(comments + leastSystem + "grid: { d_vector: [\(texts)] }\n").grid.count, 50)
    }

    func testPlansOfLaterProgramsAreRefused() throws {
        let text = try readJob(leastSystem).canonicalText
        XCTAssertTrue(text.hasPrefix("# moriya plan 1\n"), "nothing new in it")
        for number in ["3", "0", "99999999999999999999999"] {
            let later = text.replacing("plan 1", with: "plan \(number)")
            let sentence = "p.yaml:1: plan \(number.prefix(20)) comes from another version of this program; allowed: plans 1 to 2"
            XCTAssertThrowsError(try Job(plan: later, path: "p.yaml", models: [DummyModel.self])) {
                XCTAssertEqual("\($0)", sentence)
            }
            XCTAssertThrowsError(try readJob(later, path: "p.yaml")) { XCTAssertEqual("\($0)", sentence) }
        }
        let second = text.replacing("plan 1", with: "plan 2")
        XCTAssertEqual(try Job(plan: second, path: "p.yaml", models: [DummyModel.self]).hash, try readJob(text).hash)
        XCTAssertNoThrow(try readJob("# moriya plan for the summer\n" + leastSystem))
        XCTAssertNoThrow(try readJob("# moriya plan 3 of 4\n" + leastSystem))
    }
}
