import Foundation
import Models
import Sweep
import XCTest

/// What a newcomer types first.
final class FirstDayTests: CommandLineTestCase {
    /// Without a folder, results go to one named after the job; the end is the merged file and the head of its table.
    func testARunMergesAndShows() throws {
        let run = try moriya("run", write(TestJob.closedForm, to: "job.yaml"))
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.hasPrefix("50 points computed in "), run.output)
        XCTAssertTrue(run.output.contains("D_yx (eV/Å)"), run.output)
        XCTAssertTrue(run.output.contains("and 40 more rows (moriya show results/job/result.h5)"), run.output)
        XCTAssertTrue(run.output.hasSuffix("\nresults/job/result.h5\n"), run.output)
        let show = try moriya("show", "results/job/result.h5", "--rows", "10")
        XCTAssertEqual(
            run.output.split(separator: "\n").filter { $0.contains("quadrature") },
            show.output.split(separator: "\n").filter { $0.contains("quadrature") })
    }

    /// With ranks, too; and the same file as a merge by hand.
    func testARunOfRanksMerges() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let run = try moriya("run", job, "-o", "two", ranks: 2)
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.hasSuffix("\ntwo/result.h5\n"), run.output)
        try assertSameNumbers(path("two/result.h5"), result(of: job, in: "one"))
    }

    func testWhoMergesNot() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        for (index, (options, environment)) in [
            (["--no-merge"], [:]), (["--task", "1/2"], [:]), ([], ["SLURM_ARRAY_TASK_ID": "1"]),
        ].enumerated() as EnumeratedSequence<[([String], [String: String])]> {
            let run = try start(["run", job, "-o", "r\(index)"] + options, environment: environment).wait()
            XCTAssertEqual(run.status, 0, run.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("r\(index)/result.h5")), "\(options)")
            XCTAssertTrue(run.output.contains("merge with: moriya merge r\(index)"), run.output)
        }
    }

    /// A job that points are missing of is left as it is; one in which some failed is complete.
    func testIncompleteAndFailedJobs() throws {
        let stopped = try moriya("run", write(TestJob.slow, to: "slow.yaml"), "--max-time", "0")
        XCTAssertEqual(stopped.status, 75, stopped.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results/slow/result.h5")))
        let failed = try moriya("run", write(TestJob.failing, to: "failing.yaml"))
        XCTAssertEqual(failed.status, 70, failed.errors)
        XCTAssertTrue(failed.output.contains("(failed)"), failed.output)
        XCTAssertTrue(FileManager.default.fileExists(atPath: path("results/failing/result.h5")))
    }

    // MARK: --set

    /// The same plan as a job that says so, word for word.
    func testChangesAreAsIfTheJobSaidSo() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        for (changes, text) in [
            (["gap_p=0.3"], TestJob.uneven.replacingOccurrences(of: "gap_p: 0.2", with: "gap_p: 0.3")),
            (["grid.delta=1..4"], TestJob.uneven.replacingOccurrences(of: "[1, 2, 4]", with: "[1, 2, 3, 4]")),
            (["grid.mu=-3..-1"], TestJob.uneven.replacingOccurrences(of: "count: 5", with: "count: 3")),
            (["lattice.size=[11, 7]"], TestJob.uneven.replacingOccurrences(of: "[9, 7]", with: "[11, 7]")),
            // A parameter that is set is no axis any more.
            (
                ["delta=2"],
                TestJob.uneven.replacingOccurrences(of: "  delta: [1, 2, 4]", with: "").replacingOccurrences(
                    of: "gap_p: 0.2", with: "gap_p: 0.2, delta: 2")
            ),
            (["solver=low-rank"], TestJob.uneven + "\nsolver: low-rank"),
            (["solver=diagonalization", "solver.threads=2"], TestJob.uneven + "\nsolver: { name: diagonalization, threads: 2 }"),
            (["grid.gap_s={ from: 0.1, to: 0.2, count: 3 }"], TestJob.uneven + "\n  gap_s: [0.1, 0.15, 0.2]"),
            (
                ["delta=1", "displacement=[1, 1]"],
                TestJob.uneven.replacingOccurrences(of: "  delta: [1, 2, 4]", with: "").replacingOccurrences(
                    of: "gap_p: 0.2", with: "gap_p: 0.2, displacement: [1, 1]")
            ),
        ] {
            let changed = try start(["plan", job, "--json"] + changes.flatMap { ["--set", $0] }).wait()
            let written = try moriya("plan", write(text, to: "written.yaml"), "--json")
            XCTAssertEqual(changed.status, 0, "\(changes): \(changed.errors)")
            XCTAssertEqual(written.status, 0, written.errors)
            XCTAssertEqual(try planHash(in: changed), try planHash(in: written), "\(changes)")
            XCTAssertNotEqual(try planHash(in: changed), try planHash(in: moriya("plan", job, "--json")), "\(changes)")
        }
    }

    private func planHash(in outcome: RunningProgram.Outcome) throws -> Substring {
        try XCTUnwrap(try /"plan":"([0-9a-f]{64})"/.firstMatch(in: outcome.output)?.1, outcome.output)
    }

    /// The plan has the values, the copy of the job a note; the file itself stays as it is; another change is another job.
    func testChangesAreRecorded() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let run = try moriya("run", job, "--set", "grid.alpha=1..3", "--set", "mass=0.5")
        XCTAssertEqual(run.status, 0, run.errors)
        let plan = try String(contentsOfFile: path("results/job/plan.yaml"), encoding: .utf8)
        XCTAssertTrue(plan.contains("mass: 0.5\n"), plan)
        XCTAssertTrue(plan.contains("[1.0, 2.0, 3.0]"), plan)
        let copy = try String(contentsOfFile: path("results/job/job.yaml"), encoding: .utf8)
        XCTAssertEqual(
            copy,
            TestJob.closedForm + "\n# changed when it was run: --set grid.alpha=1..3\n# changed when it was run: --set mass=0.5\n"
        )
        XCTAssertEqual(try String(contentsOfFile: job, encoding: .utf8), TestJob.closedForm)
        let other = try moriya("run", job, "--set", "mass=0.6")
        XCTAssertEqual(other.status, 65)
        XCTAssertTrue(other.errors.contains("holds the results of another job"), other.errors)
        XCTAssertEqual(try moriya("run", job, "--set", "grid.alpha=1..3", "--set", "mass=0.5").status, 0)
    }

    func testWrongChanges() throws {
        let zipped = "system: { lattice: { size: [9, 7] } }\ngrid: { zip: { mu: [-3, -2], gap_p: [0, 0.1] } }\n"
        let job = try write(zipped, to: "job.yaml")
        for (change, part) in [
            ("gap_p", "allowed: key=value"), ("=1", "allowed: key=value"), ("gap_q=1", "did you mean"),
            ("gap_s=[1", "not valid YAML"), ("mu=1", "advances together with others"), ("grid.gap_p=1..2", "advances together"),
            ("grid.gap_q=1..2", "unknown key \"gap_q\" in grid"), ("lattice=3", "lattice"), ("lattice.size.x=3", "size"),
            ("gap_s=much", "a finite number"), ("solver=fast", "unknown solver"), ("model=fast", "unknown model"),
            ("gap_s=1\n2", "allowed: key=value"),
        ] {
            let plan = try moriya("plan", job, "--set", change)
            XCTAssertEqual(plan.status, 65, "\(change): \(plan.output)")
            XCTAssertTrue(plan.errors.contains(part), "\(change): \(plan.errors)")
        }
        XCTAssertEqual(try moriya("plan", job, "--set", "grid.zip={ mu: [1, 2], nu: [0, 1] }").status, 0)
    }

    // MARK: describe and new

    /// Every key, every observable and every convention of every model is described, in both forms.
    func testDescribe() throws {
        let overview = try moriya("describe")
        XCTAssertEqual(overview.status, 0, overview.errors)
        for model in allModels {
            XCTAssertTrue(overview.output.contains(model.name), overview.output)
            let text = try moriya("describe", model.name)
            let json = try moriya("describe", model.name, "--json")
            XCTAssertEqual(text.status, 0, text.errors)
            let object = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            for (part, parameters) in [
                ("parameters", model.parameters.filter { !$0.standsInJob }), ("asked", model.parameters.filter(\.standsInJob)),
            ] {
                let keys = try XCTUnwrap(object[part] as? [[String: Any]])
                XCTAssertEqual(keys.map { $0["key"] as? String }, parameters.map(\.key))
                XCTAssertEqual(keys.map { $0["unit"] as? String }, parameters.map(\.unit))
            }
            for parameter in model.parameters {
                XCTAssertTrue(text.output.contains(parameter.key), parameter.key)
                XCTAssertTrue(text.output.contains(parameter.longName), parameter.key)
            }
            XCTAssertEqual((object["conventions"] as? [Any])?.count, model.conventions.count)
            XCTAssertEqual((object["solvers"] as? [[String: Any]])?.map { $0["name"] as? String }, model.solvers.map(\.name))
        }
        for code in [0, 64, 65, 70, 74, 75] { XCTAssertTrue(overview.output.contains(" \(code)  "), overview.output) }
        let unknown = try moriya("describe", "bdg")
        XCTAssertEqual(unknown.status, 65)
        XCTAssertTrue(unknown.errors.contains("allowed: bdg-rkky"), unknown.errors)
    }

    /// The observables of a job are those of its file, axis by axis.
    func testDescribedObservablesAreThoseOfFiles() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let described = try moriya("describe", job, "--json")
        XCTAssertEqual(described.status, 0, described.errors)
        XCTAssertEqual(described.output, try moriya("describe", "bdg-rkky", "--json").output)
        let object = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(described.output.utf8)) as? [String: Any])
        let observables = try XCTUnwrap(object["observables"] as? [[String: Any]])
        let file = try ResultFile(result(of: job, in: "results"))
        for observable in observables {
            let name = try XCTUnwrap(observable["name"] as? String)
            let array = try file.array(name)
            let axes = try XCTUnwrap(observable["axes"] as? [[String: Any]])
            XCTAssertEqual(array.dimensions.map(\.name), axes.map { $0["name"] as? String })
            XCTAssertEqual(array.dimensions.map(\.labels.count), axes.map { $0["count"] as? Int })
            XCTAssertEqual(array.unit, observable["unit"] as? String)
        }
    }

    /// A new job has every key, and can be planned as it is, or says what is missing.
    func testNew() throws {
        for model in allModels {
            let new = try moriya("new", model.name, "-o", "\(model.name).yaml")
            XCTAssertEqual(new.status, 0, new.errors)
            let text = try String(contentsOfFile: path("\(model.name).yaml"), encoding: .utf8)
            for key in model.parameters.map(\.key) {
                XCTAssertTrue(text.contains("\(key.split(separator: ".").last ?? ""):"), "\(model.name): \(key)")
            }
            // What is in a file cannot be made up.
            let takesFiles = model.parameters.contains { if case .file = $0.kind { true } else { false } }
            let isComplete = !text.hasPrefix("# Not complete yet: ")
            XCTAssertTrue(isComplete || takesFiles, text)
            let plan = try moriya("plan", "\(model.name).yaml")
            XCTAssertEqual(plan.status == 0, isComplete, plan.errors)
            let again = try moriya("new", model.name, "-o", "\(model.name).yaml")
            XCTAssertEqual(again.status, 65)
            XCTAssertTrue(again.errors.contains("is in the way"), again.errors)
        }
        XCTAssertEqual(try moriya("new", "bdg-rkky").output, try String(contentsOfFile: path("bdg-rkky.yaml"), encoding: .utf8))
    }
}
