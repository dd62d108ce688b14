import ELPA
import Foundation
import HDF5
import Sweep
import TestSupport
import XCTest

/// What each subcommand does when all is well.
final class SubcommandTests: CommandLineTestCase {
    func testPlan() throws {
        let plan = try moriya("plan", write(TestJob.uneven, to: "job.yaml"), "--tasks", "3")
        XCTAssertEqual(plan.status, 0, plan.errors)
        XCTAssertTrue(plan.output.contains("points      30\n"), plan.output)
        XCTAssertTrue(plan.output.contains("batches     10 "), plan.output)
        XCTAssertTrue(plan.output.contains("tasks       3, of 9 to 12 points\n"), plan.output)
        XCTAssertTrue(plan.output.contains("low-rank: 10 batches"), plan.output)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }, ["job.yaml"])
    }

    func testFromAJobToATable() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let run = try moriya("run", job, "-o", "results/deep", "--no-merge")
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.hasPrefix("50 points computed in "), run.output)
        XCTAssertTrue(run.output.contains(", 0 done before, 0 failed, 0 remain\n"), run.output)
        XCTAssertTrue(run.output.hasSuffix("merge with: moriya merge results/deep\n"), run.output)

        let status = try moriya("status", "results/deep")
        XCTAssertEqual(status.status, 0, status.errors)
        XCTAssertTrue(status.output.contains("50 done, 0 failed, 0 missing, of 50\n"), status.output)

        let merge = try moriya("merge", "results/deep")
        XCTAssertEqual(merge.status, 0, merge.errors)
        XCTAssertEqual(merge.output, "results/deep/result.h5: 50 of 50 points\n")

        let show = try moriya("show", "results/deep/result.h5", "--rows", "2")
        XCTAssertEqual(show.status, 0, show.errors)
        let lines = show.output.split(separator: "\n")
        XCTAssertEqual(lines.count, 6, show.output)
        XCTAssertTrue(lines[1].contains("D_yx"), show.output)
        XCTAssertTrue(lines[2].contains("quadrature"), show.output)
        XCTAssertTrue(lines[4].hasPrefix("with mass = 1.0 electron mass, mu = 0.0 eV"), show.output)
        XCTAssertEqual(lines[5], "… and 48 more rows (--rows 50 shows all)")
    }

    func testMergeElsewhere() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        XCTAssertEqual(try moriya("run", job, "-o", "results", "--no-merge").status, 0)
        XCTAssertEqual(try moriya("merge", "results", "-o", "here.h5").status, 0)
        XCTAssertTrue(FileManager.default.fileExists(atPath: path("here.h5")))
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results/result.h5")))
    }

    func testShippedJobsCanBePlanned() throws {
        let jobs = try FileManager.default.subpathsOfDirectory(atPath: packageFolder + "/jobs").filter {
            $0.hasSuffix(".yaml") && !$0.contains("/systems/")
        }
        XCTAssertGreaterThanOrEqual(jobs.count, 4)
        for job in jobs {
            let plan = try moriya("plan", "\(packageFolder)/jobs/\(job)")
            XCTAssertEqual(plan.status, 0, "\(job): \(plan.errors)")
        }
    }

    func testVersionAndHelp() throws {
        let version = try moriya("--version")
        XCTAssertEqual(version.status, 0)
        XCTAssertNotNil(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/), version.output)
        let help = try moriya("--help")
        XCTAssertEqual(help.status, 0)
        for command in [
            "describe", "new", "plan", "run", "status", "merge", "show", "check", "plot", "report", "verify", "tune",
        ] {
            XCTAssertTrue(help.output.contains("\n  \(command) "), "\(command) is not in the help")
            XCTAssertEqual(try moriya(command, "--help").status, 0, command)
        }
    }

    /// A row for each kind, grid and block size, the best of each kind marked, and a line for each kind of matrix that jobs
    /// can choose something for.
    func testTune() throws {
        for (ranks, grids) in [(nil, ["1 × 1"]), (2, ["1 × 2", "2 × 1"]), (4, ["2 × 2", "1 × 4", "4 × 1"])]
            as [(Int?, [String])]
        {
            let tune = try moriya("tune", "--order", "60", "--repeats", "1", "--block-sizes", "8", "16", ranks: ranks)
            XCTAssertEqual(tune.status, 0, tune.errors)
            let rows = tune.output.split(separator: "\n").filter { $0.hasPrefix("complex: ") || $0.hasPrefix("real") }
            let kinds = ELPA.isAvailable ? 6 : 4
            for grid in grids {
                // Twice as many rows where cores are left for more threads.
                XCTAssertGreaterThanOrEqual(rows.filter { $0.contains(" \(grid) ") }.count, 2 * kinds, tune.output)
            }
            XCTAssertGreaterThanOrEqual(rows.filter { $0.hasSuffix(" 1.00") }.count, kinds, tune.output)
            let advice = tune.output.matches(
                of: /solver: (\{ name: diagonalization, (?:backend: elpa, )?block_size: \d+, process_grid: \w+, threads: \d+ \})/)
            XCTAssertEqual(advice.count, 3, tune.output)
            for line in advice {
                let job = try write("system: { lattice: { size: [5, 4] } }\nsolver: \(line.1)\n", to: "job.yaml")
                XCTAssertEqual(try moriya("plan", job).status, 0, "\(line.1)")
            }
        }
    }

    func testTuneRefusesWhatDoesNotFit() throws {
        for (arguments, status, part) in [
            (["--order", "100000000"], 65, "beyond the 2147483647 that ScaLAPACK counts"),
            (["--order", "46000"], 65, "--order is 46000, which takes "),
            (["--order", "0"], 64, "--order is 0"), (["--repeats", "0"], 64, "--repeats is 0"),
            (["--block-sizes", "32", "0"], 64, "--block-sizes has 0"), (["--block-sizes"], 64, "--block-sizes"),
        ] {
            // A node with more memory than that would do it.
            if part.hasPrefix("--order is 46000"), (Memory.available ?? 0) > 30e9 { continue }
            let tune = try start(["tune"] + arguments, ranks: nil).wait()
            XCTAssertEqual(tune.status, Int32(status), "\(arguments): \(tune.errors)")
            XCTAssertTrue(tune.errors.contains(part), tune.errors)
            XCTAssertEqual(tune.output, "")
        }
    }

    /// How the ranks stand changes the rounding and nothing else, for complex matrices and for real ones.
    func testProcessGrids() throws {
        for reductions in ["none", "auto"] {
            let energies = try ["square", "row", "column"].map { form in
                let solver = "{ name: diagonalization, reductions: \(reductions), block_size: 8, process_grid: \(form) }"
                let job = try write(
                    "system: { lattice: { size: [5, 4] } }\nsolver: \(solver)\n", to: "\(form)-\(reductions).yaml")
                let merged = try result(of: job, in: "\(form)-\(reductions)", ["--ranks-per-point", "4"], ranks: 4)
                let file = try HDF5File.open(merged)
                let root = try file.root()
                return try root.openDataset("free_energy").read(Double.self)
            }
            XCTAssertEqual(energies[0].count, 36)
            for other in energies.dropFirst() {
                for (a, b) in zip(energies[0], other) { XCTAssertEqual(a, b, accuracy: 1e-9) }
            }
        }
    }

    func testVerifyWithOneSolverIsRefused() throws {
        let verify = try moriya("verify", write(TestJob.closedForm, to: "job.yaml"))
        XCTAssertEqual(verify.status, 65)
        XCTAssertTrue(verify.errors.contains("there is nothing to compare"), verify.errors)
    }

    func testLogAsJSONLines() throws {
        let run = try moriya("run", write(TestJob.failing, to: "job.yaml"), "-o", "results", "--log", "json", ranks: 2)
        XCTAssertEqual(run.status, 70, run.errors)
        var failures = 0
        for line in run.errors.split(separator: "\n") where line.hasPrefix("{") {
            let entry = try XCTUnwrap(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String], String(line))
            XCTAssertTrue(Set(entry.keys).isSuperset(of: ["time", "level", "message", "rank"]), "\(line)")
            XCTAssertTrue(Set(entry.keys).isSubset(of: ["time", "level", "message", "rank", "done", "points"]), "\(line)")
            if entry["message"]?.hasPrefix("failed: alpha=1e+30") == true { failures += 1 }
        }
        XCTAssertEqual(failures, 2, "each failed point is named with its parameters: \(run.errors)")
    }
}
