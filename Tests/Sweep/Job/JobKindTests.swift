import Sweep
import XCTest

/// Parameters whose values are ranges, vectors and records.
final class JobKindTests: XCTestCase {
    private func value(_ key: String, _ system: String) throws -> ParameterValue? {
        try readRichJob("system: { \(system) }\n").fixed[key]
    }

    func testRanges() throws {
        XCTAssertEqual(try value("energies", ""), .reals([1, 2]), "a default written with integers")
        XCTAssertEqual(try value("energies", "energies: [3, 1.5]"), .reals([3, 1.5]))
        XCTAssertEqual(try value("energies", "energies: { from: -0.1, to: 0.1, count: 3 }"), .reals([-0.1, 0, 0.1]))
        XCTAssertEqual(try value("energies", "energies: { from: 0.1, to: 0.3, step: 0.1 }"), .reals([0.1, 0.2, 0.3]))
        XCTAssertEqual(
            try value("energies", "energies: { from: 1, to: 100, count: 3, spacing: log }"), .reals([1, 10, 100]))
        XCTAssertEqual(
            try readRichJob("system: { energies: { from: 0, to: 0.3, step: 0.1 } }").hash,
            try readRichJob("system: { energies: [0, 0.1, 0.2, 0.3] }").hash)
    }

    func testVectors() throws {
        XCTAssertEqual(try value("path", "path: [[0, 0], [0.5, -1]]"), .vectors([[0, 0], [0.5, -1]]))
        XCTAssertEqual(try value("path", "path: []"), .vectors([]))
    }

    func testVectorsOfReals() throws {
        XCTAssertEqual(try value("direction", "direction: [0, 0.6, -0.8]"), .reals([0, 0.6, -0.8]))
        XCTAssertEqual(try value("direction", "direction: [1, 1, 1]"), .reals([1, 1, 1]), "equal ones are no mistake")
        for bad in ["[0, 1]", "1", "[0, 0, up]", "[0, 0, 1, 0]", "{ from: 0, to: 2 }"] {
            XCTAssertThrowsError(try value("direction", "direction: \(bad)"), bad) { error in
                XCTAssertTrue(
                    "\(error)".contains("allowed: a list of 3 numbers") || "\(error)".contains("allowed: a finite number"),
                    "\(error)")
            }
        }
        let job = try readRichJob("system: {}\ngrid: { direction: [[0, 0, 1], [0.6, 0, -0.8]] }\n")
        XCTAssertEqual(job.grid.axes[0].members.map(\.name), ["direction_x", "direction_y", "direction_z"])
        XCTAssertEqual((0..<2).map { job.parameters(at: $0)["direction"] }, [.reals([0, 0, 1]), .reals([0.6, 0, -0.8])])
        XCTAssertEqual(job.label(of: 1), "direction=0.6,0,-0.8")
        XCTAssertEqual(try readRichJob(job.canonicalText).grid, job.grid)
    }

    func testNames() throws {
        XCTAssertEqual(try value("scope", ""), .texts(["all"]))
        XCTAssertEqual(try value("scope", "scope: iron"), .texts(["iron"]))
        XCTAssertEqual(try value("scope", "scope: [iron, 3]"), .texts(["iron", "3"]))
        XCTAssertThrowsError(try value("scope", "scope: [iron, iron]"))
        XCTAssertThrowsError(try value("scope", "scope: []"))
        let job = try readRichJob("system: {}\ngrid: { scope: [all, iron] }\n")
        XCTAssertEqual((0..<2).map { job.parameters(at: $0)["scope"] }, [.text("all"), .text("iron")])
        XCTAssertEqual(job.parameters(at: 1).texts(try XCTUnwrap(RichModel.parameters.first { $0.key == "scope" })), ["iron"])
        XCTAssertEqual(try readRichJob(job.canonicalText).hash, job.hash)
    }

    func testRecordsAreReadByTheirOwnSchema() throws {
        let regions = try value(
            "regions", "regions: [{ at: { site: [1, 2] } }, { name: \"1\", at: { site: [3, 4], kind: b }, strength: -2 }]")
        XCTAssertEqual(
            regions,
            .records([
                ParameterSet(["at.site": .integers([1, 2]), "at.kind": .text("a"), "strength": .real(1)]),
                ParameterSet([
                    "at.site": .integers([3, 4]), "at.kind": .text("b"), "strength": .real(-2), "name": .text("1"),
                ]),
            ]))
        XCTAssertEqual(try value("regions", "mu: 1"), .records([]))
    }

    func testCanonicalText() throws {
        let job = try readRichJob(
            """
            system:
              regions: [{ strength: 2, at: { kind: b, site: [1, 2] }, profile: { from: 1, to: 2 } }, { at: { site: [0, 0] } }]
              path: [[1, 2], [3, 4.5]]
              window: [0.1]
            """)
        XCTAssertEqual(
            job.canonicalText,
            """
            # moriya plan 2
            model: rich
            system:
              energies: [1.0, 2.0]
              window: [0.1]
              path: [[1.0, 2.0], [3.0, 4.5]]
              mu: 0.0
              count: 3
              cell: [0, 0, 0]
              scope: ["all"]
              regions: [{ at: { site: [1, 2], kind: "b" }, strength: 2.0, profile: [1.0, 2.0] }, { at: { site: [0, 0], kind: "a" }, strength: 1.0 }]
            grid: {}
            solver: auto

            """)
    }

    func testEachBadValueGetsItsSentence() {
        let forms = "a list, { from, to, step } or { from, to, count }"
        let fields = "at, strength, name, profile, data"
        let axes = "mu, cell, direction, scope, shift.site, late"
        let bad = [
            ("energies: 3", "\"energies\" is \"3\"; allowed: numbers as \(forms)"),
            ("energies: []", "\"energies\" is an empty list; allowed: numbers as \(forms)"),
            ("energies: [1, x]", "item 2 of \"energies\" is \"x\"; allowed: a finite number"),
            ("energies: [1, 2, 1]", "\"energies\" has 1 twice, the second time as value 3; allowed: values that differ"),
            ("energies: { from: 1 }", "\"energies\" has no to; allowed: \(forms)"),
            (
                "energies: { from: 0, to: 1, step: 1e-9 }",
                "\"energies\" has more than 10 million values; allowed: 10 million points in all"
            ),
            ("path: [1, 2]", "item 1 of \"path\" is \"1\"; allowed: a list of vectors of 2 numbers"),
            ("path: [[1, 2], [3]]", "item 2 of \"path\" is a list of 1 value; allowed: a list of vectors of 2 numbers"),
            ("path: [[1, .inf]]", "item 2 of item 1 of \"path\" is \".inf\"; allowed: a finite number"),
            ("path: { a: 1 }", "\"path\" is a mapping; allowed: a list of vectors of 2 numbers"),
            ("regions: { at: 1 }", "\"regions\" is a mapping; allowed: a list of mappings of \(fields)"),
            ("regions: [3]", "item 1 of \"regions\" is \"3\"; allowed: a mapping of \(fields)"),
            (
                "regions: [{ att: 1 }]",
                "unknown key \"att\" in item 1 of \"regions\"; did you mean \"at\"? Allowed: \(fields)"
            ),
            (
                "regions: [{ at: { sit: 1 } }]",
                "unknown key \"sit\" in \"at\" of item 1 of \"regions\"; did you mean \"site\"? Allowed: site, kind"
            ),
            (
                "regions: [{ at: { site: [1, 2] }, strength: x }]",
                "\"strength\" of item 1 of \"regions\" is \"x\"; allowed: a finite number"
            ),
            (
                "regions: [{ at: { site: [1, 2] } }, { name: a }]",
                "parameter \"at.site\" (place) is missing; allowed: a list of 2 integers, in item 2 of \"regions\""
            ),
        ].map { ("system: { \($0) }\n", $1) }
        let badAxes = [
            (
                "energies: [[1, 2]]",
                "no axis can run over \"energies\", which is numbers as \(forms); allowed: \(axes)"
            ),
            ("count: [1, 2]", "no axis can run over \"count\", which shapes the axes of the results; allowed: \(axes)"),
            (
                "hopping: [a.dat]",
                "no axis can run over \"hopping\", which is the path of a Wannier90 _tb.dat file; allowed: \(axes)"
            ),
            (
                "zip: { mu: [1], count: [1] }",
                "no axis can run over \"count\", which shapes the axes of the results; allowed: \(axes)"
            ),
            (
                "cell: { x: [1], y: [1] }",
                "axis \"cell\" has no z; allowed: a list of vectors, or { x, y, z } with an axis each"
            ),
        ].map { ("system: {} \ngrid: { \($0) }\n", $1) }
        for (text, sentence) in bad + badAxes {
            XCTAssertThrowsError(try readRichJob(text), text) { error in
                let parts = "\(error)".split(separator: ": ", maxSplits: 1)
                XCTAssertEqual(parts.last.map(String.init), sentence)
            }
        }
    }

    func testWhatAJobAsksForStandsBesideTheSystem() throws {
        let job = try readRichJob(
            "system: { mu: 1 }\ntextures: { up: [+z, [0, 2, 0]], wave: { wave: { number: 3 } } }\nwanted: [energy, { levels: { count: 2 } }]\n"
        )
        XCTAssertEqual(
            job.fixed["textures"],
            .records([
                ParameterSet(["name": .text("up"), "spins": .vectors([[0, 0, 1], [0, 2, 0]])]),
                ParameterSet(["name": .text("wave"), "wave.number": .real(3)]),
            ]))
        XCTAssertEqual(
            job.fixed["wanted"],
            .records([
                ParameterSet(["name": .text("energy")]), ParameterSet(["name": .text("levels"), "count": .integer(2)]),
            ]))
        let text = job.canonicalText
        XCTAssertTrue(text.contains("\nwanted: [energy, { levels: { count: 2 } }]\n"), text)
        let again = try Job(plan: text, path: "plan", models: [RichModel.self])
        XCTAssertEqual(again.fixed, job.fixed)
        XCTAssertEqual(again.canonicalText, text)
        XCTAssertTrue(text.hasPrefix("# moriya plan 2\n"))
        // In the plan a word with settings keeps its defaults.
        XCTAssertTrue(try readRichJob("system: {}\nwanted: [levels]\n").canonicalText.contains("{ levels: { count: 4 } }"))
    }

    func testParametersThatCameLaterDoNotChangeOldPlans() throws {
        let without = try readRichJob("system: { mu: 1 }")
        XCTAssertEqual(without.fixed["late"], .real(0))
        XCTAssertFalse(without.canonicalText.contains("late"))
        XCTAssertEqual(without.hash, try readRichJob("system: { mu: 1, late: 0 }").hash)
        XCTAssertTrue(try readRichJob("system: { mu: 1, late: 2 }").canonicalText.contains("late: 2.0"))
    }

    func testWhatCannotBeAskedFor() throws {
        for (text, part) in [
            ("system: { textures: { up: [+z] } }\n", "\"textures\" stands in the system but belongs to the job"),
            ("system: {}\ntextures: { up: [+w] }\n", "item 1 of \"up\" of \"textures\" is \"+w\""),
            ("system: {}\ntextures: { up: [[1, 2]] }\n", "item 1 of \"up\" of \"textures\""),
            ("system: {}\ntextures: [+z]\n", "\"textures\""),
            ("system: {}\ntextures: { up: { spin: [+z] } }\n", "unknown key \"spin\""),
            ("system: {}\nwanted: [levles]\n", "did you mean \"levels\""),
            ("system: {}\nwanted: [energy, energy]\n", "names \"energy\" twice"),
            ("system: {}\nwanted: []\n", "empty list"),
            ("system: {}\nwanted: [{ levels: { count: x } }]\n", "\"count\" of \"levels\" of \"wanted\""),
            ("system: {}\nwanted: [{ energy: {}, levels: {} }]\n", "item 1 of \"wanted\""),
            ("system: {}\ngrid: { wanted: [energy] }\n", "wanted"),
        ] {
            XCTAssertThrowsError(try readRichJob(text), text) { error in
                XCTAssertTrue("\(error)".contains(part), "\(text): \(error)")
            }
        }
    }
}
