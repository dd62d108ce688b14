import Sweep
import XCTest

/// Every way to write a job wrongly, with the sentence that the user gets.
final class JobErrorTests: XCTestCase {
    struct BadJob {
        let text: String
        let sentence: String

        init(_ text: String, _ sentence: String) {
            self.text = text
            self.sentence = sentence
        }
    }

    func testEachBadJobGetsItsSentence() {
        for job in Self.badJobs + Self.badSystems + Self.badGrids + Self.badSolvers {
            do {
                _ = try readJob(job.text)
                XCTFail("accepted:\n\(job.text)\ninstead of: \(job.sentence)")
            } catch {
                XCTAssertEqual("\(error)", job.sentence, "for:\n\(job.text)")
                XCTAssertTrue(error is JobError)
            }
        }
    }

    /// Parts of many sentences.
    private static let allKeys =
        "lattice, hopping, mu, exchange, temperature, gap_s, gap_p, d_vector, p_phase, nu, delta, displacement"
    private static let axisKeys = "hopping, mu, exchange, temperature, gap_s, gap_p, d_vector, p_phase, nu, delta, displacement"
    private static let axisForms = "a list, { from, to, step } or { from, to, count }"
    private static let vectorForms = "a list of vectors, or { x, y } with an axis each"
    private static let zipForms = "a mapping of axes of equal length, or a list of such mappings"

    /// The whole file: encoding, syntax, top level.
    static let badJobs = [
        BadJob("", "jobs/x.yaml: is empty; allowed: a mapping of keys to values"),
        BadJob("# nothing but a comment\n", "jobs/x.yaml: is empty; allowed: a mapping of keys to values"),
        BadJob("---\n", "jobs/x.yaml:2: the job is nothing; allowed: a mapping with system, grid, solver, model"),
        BadJob(
            "just a text\n",
            "jobs/x.yaml:1: the job is \"just a text\"; allowed: a mapping with system, grid, solver, model"),
        BadJob(
            "- system\n- grid\n",
            "jobs/x.yaml:1: the job is a list of 2 values; allowed: a mapping with system, grid, solver, model"),
        BadJob(
            "system: x\ngrid: [1, 2\nmodel: 1\n",
            "jobs/x.yaml:3: not valid YAML: while parsing a flow sequence (line 2), did not find expected ',' or ']'"),
        BadJob(
            "system: x\n\tgrid: 1\n",
            "jobs/x.yaml:2: not valid YAML: while scanning a plain scalar (line 1), found a tab character that violates indentation"
        ),
        BadJob(
            "system: 'x\n",
            "jobs/x.yaml:2: not valid YAML: while scanning a quoted scalar (line 1), found unexpected end of stream"),
        BadJob("system: *nowhere\n", "jobs/x.yaml:1: not valid YAML: found undefined alias"),
        BadJob("system: a: b\n", "jobs/x.yaml:1: not valid YAML: mapping values are not allowed in this context"),
        BadJob("\nsystem: \u{1}\n", "jobs/x.yaml:2: not valid YAML: control characters are not allowed"),
        BadJob(String(repeating: "[", count: 100_000), "jobs/x.yaml:1: values nested too deeply"),
        BadJob(String(repeating: "- ", count: 100_000), "jobs/x.yaml:1: values nested too deeply"),
        BadJob(String(repeating: "{a: ", count: 100_000), "jobs/x.yaml:1: values nested too deeply"),
        BadJob(leastSystem + "---\nmodel: bdg-rkky\n", "jobs/x.yaml:2: a second YAML document; allowed: one document"),
        BadJob(
            leastSystem + "gird: {}\n",
            "jobs/x.yaml:2: unknown key \"gird\" in the job; did you mean \"grid\"? Allowed: system, grid, solver, model"),
        BadJob(
            leastSystem + "steps: 3\n",
            "jobs/x.yaml:2: unknown key \"steps\" in the job; allowed: system, grid, solver, model"),
        BadJob(
            leastSystem + "grid: {}\ngrid: {}\n",
            "jobs/x.yaml:2: key \"grid\" stands here and again further down in the same mapping; allowed: each key once"),
        BadJob(
            leastSystem + "? [a, b]\n: c\n",
            "jobs/x.yaml:2: a key in the job is a list of 2 values; allowed: a word"),
        BadJob(
            leastSystem + "<<: { model: x }\n",
            "jobs/x.yaml:2: merge key \"<<\" in the job; allowed: keys written out"),
        BadJob("grid: {}\n", "jobs/x.yaml: key \"system\" is missing; allowed: a file with the system, or a mapping"),
        BadJob(
            leastSystem + "model: bdg-rkyk\n",
            "jobs/x.yaml:2: unknown model \"bdg-rkyk\"; did you mean \"bdg-rkky\"? Allowed: bdg-rkky"),
        BadJob(leastSystem + "model: hubbard\n", "jobs/x.yaml:2: unknown model \"hubbard\"; allowed: bdg-rkky"),
        BadJob(leastSystem + "model: [bdg-rkky]\n", "jobs/x.yaml:2: \"model\" is a list of 1 value; allowed: bdg-rkky"),
        BadJob(leastSystem + "model:\n", "jobs/x.yaml:2: \"model\" is nothing; allowed: bdg-rkky"),
    ]

    /// `system:`, in place.
    static let badSystems = [
        BadJob("system:\n", "jobs/x.yaml:1: \"system\" is nothing; allowed: a file with the system, or a mapping"),
        BadJob(
            "system: ''\n",
            "jobs/x.yaml:1: \"system\" is the text \"\"; allowed: a file with the system, or a mapping"),
        BadJob(
            "system: \"a\\0b\"\n",
            "jobs/x.yaml:1: \"system\" is the text \"a\\u0000b\"; allowed: a file with the system, or a mapping"),
        BadJob("system: [1]\n", "jobs/x.yaml:1: the system is a list of 1 value; allowed: a mapping of \(allKeys)"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n",
            "jobs/x.yaml:1: parameter \"temperature\" (temperature) is missing; allowed: a finite number, in the system or as an axis of grid"
        ),
        BadJob("system: { lattice: 3 }\n", "jobs/x.yaml:1: \"lattice\" is \"3\"; allowed: a mapping of size, boundary"),
        BadJob(
            "system: { lattice: { sise: [9, 9] } }\n",
            "jobs/x.yaml:1: unknown key \"sise\" in \"lattice\"; did you mean \"size\"? Allowed: size, boundary"),
        BadJob(
            "system: { lattice.size: [9, 9] }\n",
            "jobs/x.yaml:1: parameter \"mu\" (chemical potential) is missing; allowed: a finite number, in the system or as an axis of grid"
        ),
        BadJob(
            "system:\n  mu: 1\n  nmu: 2\n",
            "jobs/x.yaml:3: unknown key \"nmu\" in the system; did you mean \"mu\" or \"nu\"? Allowed: \(allKeys)"),
        BadJob("system: { xyu: 1 }\n", "jobs/x.yaml:1: unknown key \"xyu\" in the system; allowed: \(allKeys)"),
        BadJob(
            "system:\n  mu: 1\n  mu: 2\n",
            "jobs/x.yaml:2: key \"mu\" stands here and again further down in the same mapping; allowed: each key once"),
        BadJob(
            "system:\n  1: 1\n  \"1\": 2\n",
            "jobs/x.yaml:3: key \"1\" stands twice in the system, first on line 2; allowed: each key once"),
        BadJob(
            "system: { \"1\": 1, 1: 2 }\n",
            "jobs/x.yaml:1: key \"1\" stands twice in the system, first on line 1; allowed: each key once"),
        BadJob("system: { mu: minus three }\n", "jobs/x.yaml:1: \"mu\" is \"minus three\"; allowed: a finite number"),
        BadJob("system: { mu: \"3\" }\n", "jobs/x.yaml:1: \"mu\" is the text \"3\"; allowed: a finite number"),
        BadJob("system: { mu: !!str 3 }\n", "jobs/x.yaml:1: \"mu\" is the text \"3\"; allowed: a finite number"),
        BadJob("system: { mu: !percent 3 }\n", "jobs/x.yaml:1: tag \"!percent\"; allowed: plain values"),
        BadJob("system: !include other.yaml\n", "jobs/x.yaml:1: tag \"!include\"; allowed: plain values"),
        BadJob("system: { mu: }\n", "jobs/x.yaml:1: \"mu\" is nothing; allowed: a finite number"),
        BadJob("system: { mu: ~ }\n", "jobs/x.yaml:1: \"mu\" is nothing; allowed: a finite number"),
        BadJob("system: { mu: [1] }\n", "jobs/x.yaml:1: \"mu\" is a list of 1 value; allowed: a finite number"),
        BadJob("system: { mu: { value: 1 } }\n", "jobs/x.yaml:1: \"mu\" is a mapping; allowed: a finite number"),
        BadJob("system: { mu: .inf }\n", "jobs/x.yaml:1: \"mu\" is \".inf\"; allowed: a finite number"),
        BadJob("system: { mu: -.INF }\n", "jobs/x.yaml:1: \"mu\" is \"-.INF\"; allowed: a finite number"),
        BadJob("system: { mu: .nan }\n", "jobs/x.yaml:1: \"mu\" is \".nan\"; allowed: a finite number"),
        BadJob("system: { mu: nan }\n", "jobs/x.yaml:1: \"mu\" is \"nan\"; allowed: a finite number"),
        BadJob("system: { mu: 1e999 }\n", "jobs/x.yaml:1: \"mu\" is \"1e999\"; allowed: a finite number"),
        BadJob("system: { mu: 1_000 }\n", "jobs/x.yaml:1: \"mu\" is \"1_000\"; allowed: a finite number"),
        BadJob("system: { mu: 0x10 }\n", "jobs/x.yaml:1: \"mu\" is \"0x10\"; allowed: a finite number"),
        BadJob("system: { mu: 010 }\n", "jobs/x.yaml:1: \"mu\" is \"010\"; allowed: a finite number"),
        BadJob("system: { mu: 1:30 }\n", "jobs/x.yaml:1: \"mu\" is \"1:30\"; allowed: a finite number"),
        BadJob("system: { mu: true }\n", "jobs/x.yaml:1: \"mu\" is \"true\"; allowed: a finite number"),
        BadJob("system: { nu: 1.5 }\n", "jobs/x.yaml:1: \"nu\" is \"1.5\"; allowed: an integer"),
        BadJob(
            "system: { nu: 9007199254740993 }\n",
            "jobs/x.yaml:1: \"nu\" is \"9007199254740993\"; allowed: an integer, of size below 2^53"),
        BadJob(
            "system: { nu: -99999999999999999999999 }\n",
            "jobs/x.yaml:1: \"nu\" is \"-99999999999999999999999\"; allowed: an integer, of size below 2^53"),
        BadJob("system: { d_vector: }\n", "jobs/x.yaml:1: \"d_vector\" is nothing; allowed: a text"),
        BadJob("system: { d_vector: [e_z] }\n", "jobs/x.yaml:1: \"d_vector\" is a list of 1 value; allowed: a text"),
        BadJob("system: { p_phase: j }\n", "jobs/x.yaml:1: \"p_phase\" is \"j\"; allowed: i, 1"),
        BadJob("system: { p_phase: 1.0 }\n", "jobs/x.yaml:1: \"p_phase\" is \"1.0\"; allowed: i, 1"),
        BadJob("system: { p_phase: \"a\\nb\" }\n", "jobs/x.yaml:1: \"p_phase\" is the text \"a\\nb\"; allowed: i, 1"),
        BadJob(
            "system: { lattice: { size: 101 } }\n",
            "jobs/x.yaml:1: \"lattice.size\" is \"101\"; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { size: [101] } }\n",
            "jobs/x.yaml:1: \"lattice.size\" is a list of 1 value; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { size: [101, 101, 3] } }\n",
            "jobs/x.yaml:1: \"lattice.size\" is a list of 3 values; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { size: [101, 10.5] } }\n",
            "jobs/x.yaml:1: item 2 of \"lattice.size\" is \"10.5\"; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { boundary: [open, opne] } }\n",
            "jobs/x.yaml:1: item 2 of \"lattice.boundary\" is \"opne\"; allowed: a list of 2 words, each one of open, periodic"),
        BadJob(
            "system: { lattice: { boundary: open } }\n",
            "jobs/x.yaml:1: \"lattice.boundary\" is \"open\"; allowed: a list of 2 words, each one of open, periodic"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n  temperature: 1\n  delta: 2\n  displacement: [1, 1]\n",
            "jobs/x.yaml:6: \"displacement\" and \"delta\" (jobs/x.yaml:5) are both given; allowed: one of the two"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n  temperature: 0\n",
            "jobs/x.yaml:4: \"temperature\": is not positive; allowed: a number above 0"),
        BadJob(
            "system:\n  lattice: { size: [1, 1] }\n  mu: 1\n  temperature: 1\n",
            "jobs/x.yaml: default of \"delta\": impurity 2 lies outside the lattice of 1 sites; allowed: a delta from -0 to 0"),
    ]

    static let badGrids = [
        BadJob(leastSystem + "grid:\n", "jobs/x.yaml:2: grid is nothing; allowed: a mapping of axes"),
        BadJob(leastSystem + "grid: [1]\n", "jobs/x.yaml:2: grid is a list of 1 value; allowed: a mapping of axes"),
        BadJob(
            leastSystem + "grid:\n  gap_q: [1]\n",
            "jobs/x.yaml:3: unknown key \"gap_q\" in grid; did you mean \"gap_s\" or \"gap_p\"? Allowed: \(axisKeys), zip"),
        BadJob(
            leastSystem + "grid:\n  lattice.size: [1]\n",
            "jobs/x.yaml:3: no axis can run over \"lattice.size\", which shapes the axes of the results; allowed: \(axisKeys)"),
        BadJob(
            leastSystem + "grid:\n  lattice: { size: [1] }\n",
            "jobs/x.yaml:3: unknown key \"lattice\" in grid; allowed: \(axisKeys), zip"),
        BadJob(
            leastSystem + "grid:\n  mu: [1]\n  nu: [1]\n  mu: [2]\n",
            "jobs/x.yaml:3: key \"mu\" stands here and again further down in the same mapping; allowed: each key once"),
        BadJob(
            leastSystem + "grid:\n  mu: [1]\n  zip: { nu: [1], mu: [2] }\n",
            "jobs/x.yaml:4: a second axis \"mu\", the first is at jobs/x.yaml:3; allowed: one axis for each parameter"),
        BadJob(
            leastSystem + "grid:\n  zip:\n    - { nu: [1] }\n    - { nu: [2] }\n",
            "jobs/x.yaml:5: a second axis \"nu\", the first is at jobs/x.yaml:4; allowed: one axis for each parameter"),
        BadJob(leastSystem + "grid:\n  mu: []\n", "jobs/x.yaml:3: axis \"mu\" has no values; allowed: \(axisForms)"),
        BadJob(leastSystem + "grid:\n  mu: {}\n", "jobs/x.yaml:3: axis \"mu\" has no from; allowed: \(axisForms)"),
        BadJob(leastSystem + "grid:\n  mu: 3\n", "jobs/x.yaml:3: axis \"mu\" is \"3\"; allowed: \(axisForms)"),
        BadJob(leastSystem + "grid:\n  mu:\n", "jobs/x.yaml:3: axis \"mu\" is nothing; allowed: \(axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: [1, x]\n",
            "jobs/x.yaml:3: value 2 of axis \"mu\" is \"x\"; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu:\n  - 1\n  - [2]\n",
            "jobs/x.yaml:5: value 2 of axis \"mu\" is a list of 1 value; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu: [1, .nan]\n",
            "jobs/x.yaml:3: value 2 of axis \"mu\" is \".nan\"; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu: [1, 2, 1.0]\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=1 twice, the second time as value 3; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  mu: [0, -0.0]\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=0 twice, the second time as value 2; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  nu: [1, 1.5]\n",
            "jobs/x.yaml:3: value 2 of axis \"nu\" is \"1.5\"; allowed: an integer"),
        BadJob(
            leastSystem + "grid:\n  p_phase: [i, j]\n",
            "jobs/x.yaml:3: value 2 of axis \"p_phase\" is \"j\"; allowed: i, 1"),
        BadJob(
            leastSystem + "grid:\n  p_phase: { from: 0, to: 1 }\n",
            "jobs/x.yaml:3: axis \"p_phase\" is a range, but its values are words; allowed: a list"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has no to; allowed: \(axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: { to: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has no from; allowed: \(axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, steps: 3 }\n",
            "jobs/x.yaml:3: unknown key \"steps\" in axis \"mu\"; did you mean \"step\"? Allowed: from, to, step, count, spacing"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: 1, count: 2 }\n",
            "jobs/x.yaml:3: axis \"mu\" has both a step and a count; allowed: \(axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has step 0; allowed: a step towards \"to\""),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: -0.1 }\n",
            "jobs/x.yaml:3: axis \"mu\" never gets from 0 to 1 by steps of -0.1; allowed: a step towards \"to\""),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 5, to: 1 }\n",
            "jobs/x.yaml:3: axis \"mu\" never gets from 5 to 1 by steps of 1; allowed: a step towards \"to\""),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: .inf }\n",
            "jobs/x.yaml:3: \"to\" of axis \"mu\" is \".inf\"; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 1 }\n",
            "jobs/x.yaml:3: axis \"mu\" has count 1 but different ends; allowed: a count of 2 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has count 0; allowed: a count of 1 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 2.5 }\n",
            "jobs/x.yaml:3: \"count\" of axis \"mu\" is \"2.5\"; allowed: a count of 1 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: }\n",
            "jobs/x.yaml:3: \"count\" of axis \"mu\" is nothing; allowed: a count of 1 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 1, count: 3 }\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=1 twice, the second time as value 2; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 10000001 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: 1e-300 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1e-300, to: 1e300, step: 1e-320 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1e300, to: 1.00000000000000000000000001e300, step: 1e270 }\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=1e+300 twice, the second time as value 2; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1e300, to: 1.0000000000000000000000001e300, step: 1e-320 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 2, step: 0.1, spacing: log }\n",
            "jobs/x.yaml:3: axis \"mu\" has spacing log but no count; allowed: { from, to, count, spacing: log }"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 2, count: 3, spacing: log }\n",
            "jobs/x.yaml:3: axis \"mu\" has spacing log but an end that is not positive; allowed: ends above 0"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 2, count: 3, spacing: geometric }\n",
            "jobs/x.yaml:3: \"spacing\" of axis \"mu\" is \"geometric\"; allowed: linear, log"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 1, to: 8, count: 3, spacing: log }\n",
            "jobs/x.yaml:3: value 2 of axis \"nu\" comes to 2.82842712475; allowed: integers"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 0, to: 3, count: 3 }\n",
            "jobs/x.yaml:3: value 2 of axis \"nu\" comes to 1.5; allowed: integers"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 0, to: 3, step: 0.5 }\n",
            "jobs/x.yaml:3: \"step\" of axis \"nu\" is \"0.5\"; allowed: an integer"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 0.5, to: 3 }\n",
            "jobs/x.yaml:3: \"from\" of axis \"nu\" is \"0.5\"; allowed: an integer"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 3000 }\n  gap_s: { from: 1, to: 3000 }\n  gap_p: [1, 2]\n",
            "jobs/x.yaml:5: the grid has more than 10 million points from axis \"gap_p\" on; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 5000 }\n  gap_s: { from: 1, to: 5000 }\n",
            "jobs/x.yaml:4: the grid has more than 10 million points from axis \"gap_s\" on; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  zip: { mu: [-3, -2], nu: [0] }\n",
            "jobs/x.yaml:3: zipped axes differ in length, \"mu\" has 2 values and \"nu\" has 1 value; allowed: equal lengths"),
        BadJob(leastSystem + "grid:\n  zip: {}\n", "jobs/x.yaml:3: zip is an empty mapping; allowed: \(zipForms)"),
        BadJob(leastSystem + "grid:\n  zip: []\n", "jobs/x.yaml:3: zip is an empty list; allowed: \(zipForms)"),
        BadJob(leastSystem + "grid:\n  zip: 3\n", "jobs/x.yaml:3: zip is \"3\"; allowed: \(zipForms)"),
        BadJob(leastSystem + "grid:\n  zip: [3]\n", "jobs/x.yaml:3: zip is \"3\"; allowed: \(zipForms)"),
        BadJob(
            leastSystem + "grid:\n  zip: { zip: [1] }\n",
            "jobs/x.yaml:3: unknown key \"zip\" in zip; allowed: \(axisKeys)"),
        BadJob(
            leastSystem + "grid:\n  zip: { mu: [1, 2, 1], nu: [0, 1, 0] }\n",
            "jobs/x.yaml:3: zipped axes \"mu\", \"nu\" have mu=1 nu=0 twice, the second time as value 3; allowed: values that differ"
        ),
        BadJob(
            leastSystem + "grid:\n  displacement: [[1, 2], [3]]\n",
            "jobs/x.yaml:3: value 2 of axis \"displacement\" is a list of 1 value; allowed: a list of 2 integers"),
        BadJob(
            leastSystem + "grid:\n  displacement: [[1, 2], [3, 4], [1, 2]]\n",
            "jobs/x.yaml:3: axis \"displacement\" has displacement_x=1 displacement_y=2 twice, the second time as value 3; allowed: values that differ"
        ),
        BadJob(
            leastSystem + "grid:\n  displacement: { x: [1, 2] }\n",
            "jobs/x.yaml:3: axis \"displacement\" has no y; allowed: \(vectorForms)"),
        BadJob(
            leastSystem + "grid:\n  displacement: { from: 1, to: 2 }\n",
            "jobs/x.yaml:3: unknown key \"from\" in axis \"displacement\"; allowed: x, y"),
        BadJob(
            leastSystem + "grid:\n  displacement: { x: [1, 60], y: [-1, 50] }\n",
            "jobs/x.yaml:3: \"displacement\": impurity 2 lies outside the lattice at displacement=60,50; allowed: a shorter one"),
        BadJob(
            leastSystem + "grid:\n  displacement: 3\n",
            "jobs/x.yaml:3: axis \"displacement\" is \"3\"; allowed: \(vectorForms)"),
        BadJob(
            leastSystem + "grid:\n  displacement: { x: [1, 1], y: [1] }\n",
            "jobs/x.yaml:3: axis \"displacement\" has displacement_x=1 twice, the second time as value 2; allowed: values that differ"
        ),
        BadJob(
            leastSystem + "grid:\n  zip: { displacement: { x: [1, 2], y: [3, 4] }, mu: [1, 2] }\n",
            "jobs/x.yaml:3: \"displacement\" makes 2 axes, which cannot advance together with others; allowed: a list of vectors"),
        BadJob(
            leastSystem + "grid:\n  displacement: [[1, 2]]\n  delta: [1]\n",
            "jobs/x.yaml:3: \"displacement\" and \"delta\" (jobs/x.yaml:4) are both given; allowed: one of the two"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n  temperature: 1\n  displacement: [1, 1]\n"
                + "grid:\n  delta: [1, 2]\n",
            "jobs/x.yaml:5: \"displacement\" and \"delta\" (jobs/x.yaml:7) are both given; allowed: one of the two"),
        BadJob(
            leastSystem + "grid:\n  gap_p: [0, 0.5]\n  delta: { from: 49, to: 60 }\n",
            "jobs/x.yaml:4: \"delta\": impurity 2 lies outside the lattice of 101 sites at gap_p=0 delta=51; allowed: a delta from -50 to 50"
        ),
        BadJob(
            leastSystem + "grid:\n  zip: { delta: [1, 51], gap_p: [0, 0.5] }\n",
            "jobs/x.yaml:3: \"delta\": impurity 2 lies outside the lattice of 101 sites at delta=51 gap_p=0.5; allowed: a delta from -50 to 50"
        ),
    ]

    static let badSolvers = [
        BadJob(
            leastSystem + "solver:\n",
            "jobs/x.yaml:2: \"solver\" is nothing; allowed: auto, low-rank, scalapack, or { name: …, settings }"),
        BadJob(
            leastSystem + "solver: scalapak\n",
            "jobs/x.yaml:2: unknown solver \"scalapak\"; did you mean \"scalapack\"? Allowed: auto, low-rank, scalapack, or { name: …, settings }"
        ),
        BadJob(
            leastSystem + "solver: magic\n",
            "jobs/x.yaml:2: unknown solver \"magic\"; allowed: auto, low-rank, scalapack, or { name: …, settings }"),
        BadJob(
            leastSystem + "solver: [auto]\n",
            "jobs/x.yaml:2: \"solver\" is a list of 1 value; allowed: auto, low-rank, scalapack, or { name: …, settings }"),
        BadJob(leastSystem + "solver: {}\n", "jobs/x.yaml:2: solver has no name; allowed: auto, low-rank, scalapack"),
        BadJob(
            leastSystem + "solver: { block: 3 }\n",
            "jobs/x.yaml:2: solver has no name; allowed: auto, low-rank, scalapack"),
        BadJob(
            leastSystem + "solver: { name: magic }\n",
            "jobs/x.yaml:2: unknown solver \"magic\"; allowed: auto, low-rank, scalapack"),
        BadJob(
            leastSystem + "solver: { name: scalapack, blok: 3 }\n",
            "jobs/x.yaml:2: unknown key \"blok\" in solver scalapack; did you mean \"block\"? Allowed: block, grid, tolerance"),
        BadJob(
            leastSystem + "solver: { name: scalapack, block: x }\n",
            "jobs/x.yaml:2: \"block\" is \"x\"; allowed: an integer"),
        BadJob(
            leastSystem + "solver: { name: scalapack, grid: { cols: 2 } }\n",
            "jobs/x.yaml:2: unknown key \"cols\" in \"grid\"; did you mean \"rows\"? Allowed: rows"),
        BadJob(
            leastSystem + "solver: { name: low-rank, block: 3 }\n",
            "jobs/x.yaml:2: unknown key \"block\" in solver low-rank; allowed: no keys"),
        BadJob(
            leastSystem + "solver: { name: auto, block: 3 }\n",
            "jobs/x.yaml:2: unknown key \"block\" in solver auto; allowed: name"),
    ]
}
