import Foundation
import Sweep
import XCTest

/// Jobs whose points are diagonalised: what their files say about how, and what is tried before.
final class DiagonalizationJobTests: CommandLineTestCase {
    private func job(_ solver: String) throws -> String {
        try write(
            """
            system: { lattice: { size: [7, 5] }, gap_p: 0.2 }
            grid:
              delta: [1, 2]
            solver: \(solver)
            """, to: "job.yaml")
    }

    /// d along z leaves 8 distinct configurations, those of x, y and z that differ by more than a turn about z.
    func testCopiesAndReductionsAreMarked() throws {
        let reduced = try ResultFile(result(of: job("scalapack"), in: "auto", ["--ranks-per-point", "2"], ranks: 2))
        let representatives = try reduced.array("representative")
        XCTAssertEqual(Set(representatives.values).count, 8)
        for (first, second, expected) in [("+x", "+x", 0.0), ("+y", "+y", 0), ("-x", "-y", 1), ("+z", "+z", 14), ("-z", "-z", 14)] {
            XCTAssertEqual(representatives.column([first, second]), [expected, expected], first + second)
        }
        let energies = try reduced.array("free_energy")
        XCTAssertEqual(energies.column(["+x", "+x"]), energies.column(["+y", "+y"]))
        XCTAssertEqual(try reduced.array("reductions").column(["mirror"]), [36, 36])
        XCTAssertEqual(try reduced.array("reductions").column(["spin"]), [4, 4])
        XCTAssertLessThan(try reduced.array("symmetry_defect").values.max() ?? 1, 1e-14)

        let bare = try ResultFile(result(of: job("{ name: scalapack, reductions: none }"), in: "none"))
        XCTAssertEqual(try bare.array("representative").values, (0..<72).map { Double($0 % 36) })
        XCTAssertEqual(try bare.array("reductions").values, Array(repeating: 0, count: 8))

        let lowRank = try ResultFile(result(of: job("low-rank"), in: "low-rank"))
        for name in ["representative", "reductions", "symmetry_defect"] {
            XCTAssertTrue(try lowRank.array(name).values.allSatisfy(\.isNaN), name)
        }
        XCTAssertEqual(lowRank.statuses, [.done, .done])
    }

    func testAMergedFileIsVerifiedByTheOtherSolver() throws {
        for solver in ["scalapack", "low-rank"] {
            let file = try result(of: job(solver), in: solver)
            let verify = try moriya("verify", file)
            XCTAssertEqual(verify.status, 0, verify.errors)
            XCTAssertTrue(verify.output.hasPrefix("low-rank against scalapack, 2 points:\n"), verify.output)
            XCTAssertEqual(try moriya("verify", file, "--tolerance", "1e-20").status, 70)
        }
        let missing = try moriya("verify", "nothing.h5")
        XCTAssertEqual(missing.status, 74)
        XCTAssertTrue(missing.errors.contains("nothing.h5"), missing.errors)
    }

    func testTheSolverIsTriedBeforeTheCampaign() throws {
        let run = try moriya("run", job("scalapack"), "-o", "results")
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.errors.contains("self-test passed: 5 × 4 sites by diagonalisation and by low-rank"), run.errors)
        let lowRank = try moriya("run", job("low-rank"), "-o", "others")
        XCTAssertFalse(lowRank.errors.contains("self-test"), lowRank.errors)
    }

    /// A LAPACK that returns the diagonal instead of the singular values, put before the real one.
    func testABrokenLibraryIsFoundBeforeTheCampaign() throws {
        try write(
            """
            void dlasq1_(int *n, double *d, double *e, double *work, int *info) {
                for (int i = 0; i < *n; i++) d[i] = d[i] < 0 ? -d[i] : d[i];
                *info = 0;
            }
            """, to: "broken.c")
        let compiler = try RunningProgram(
            ["clang", "-shared", "-fPIC", "-o", path("broken.so"), path("broken.c")], in: folder, environment: [:]
        ).wait()
        try XCTSkipUnless(compiler.status == 0, "no C compiler: \(compiler.errors)")
        for ranks in [nil, 2] {
            let run = try moriya(
                "run", job("scalapack"), "-o", "results", ranks: ranks, environment: ["LD_PRELOAD": path("broken.so")])
            XCTAssertEqual(run.status, 70, run.errors)
            XCTAssertTrue(run.errors.contains("moriya: the self-test of the solver failed"), run.errors)
            XCTAssertEqual(try shards("results"), [])
        }
        let run = try moriya("run", job("scalapack"), "-o", "results")
        XCTAssertEqual(run.status, 0, run.errors)
    }
}
