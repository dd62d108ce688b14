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
        let reduced = try ResultFile(result(of: job("diagonalization"), in: "auto", ["--ranks-per-point", "2"], ranks: 2))
        let representatives = try reduced.array("representative")
        XCTAssertEqual(Set(representatives.values).count, 8)
        for (first, second, expected) in [
            ("+x", "+x", 0.0), ("+y", "+y", 0), ("-x", "-y", 1), ("+z", "+z", 14), ("-z", "-z", 14),
        ] {
            XCTAssertEqual(representatives.column([first, second]), [expected, expected], first + second)
        }
        let energies = try reduced.array("free_energy")
        XCTAssertEqual(energies.column(["+x", "+x"]), energies.column(["+y", "+y"]))
        XCTAssertEqual(try reduced.array("reductions").column(["mirror"]), [36, 36])
        XCTAssertEqual(try reduced.array("reductions").column(["spin"]), [4, 4])
        // Rounding: no more, but what was measured and not just left at zero.
        let defects = try reduced.array("symmetry_defect").values
        XCTAssertTrue(defects.allSatisfy { $0 > 0 && $0 < 1e-14 }, "\(defects)")

        let bare = try ResultFile(result(of: job("{ name: diagonalization, reductions: none }"), in: "none"))
        XCTAssertEqual(try bare.array("representative").values, (0..<72).map { Double($0 % 36) })
        XCTAssertEqual(try bare.array("reductions").values, Array(repeating: 0, count: 8))

        let lowRank = try ResultFile(result(of: job("low-rank"), in: "low-rank"))
        for name in ["representative", "reductions", "symmetry_defect"] {
            XCTAssertTrue(try lowRank.array(name).values.allSatisfy(\.isNaN), name)
        }
        XCTAssertEqual(lowRank.statuses, [.done, .done])
    }

    func testAMergedFileIsVerifiedByTheOtherSolver() throws {
        for solver in ["diagonalization", "low-rank"] {
            let file = try result(of: job(solver), in: solver)
            let verify = try moriya("verify", file)
            XCTAssertEqual(verify.status, 0, verify.errors)
            XCTAssertTrue(verify.output.contains(" against diagonalization, 2 points:\n"), verify.output)
            // What the file holds is not computed again: the limit is enough for low-rank alone.
            let cheap = try moriya("verify", file, "--max-operations", "2.5e6")
            XCTAssertEqual(cheap.status, solver == "diagonalization" ? 0 : 70, cheap.errors)
        }
        let missing = try moriya("verify", "nothing.h5")
        XCTAssertEqual(missing.status, 74)
        XCTAssertTrue(missing.errors.contains("nothing.h5"), missing.errors)
    }

    func testTheSolverIsTriedBeforeTheCampaign() throws {
        let run = try moriya("run", job("diagonalization"), "-o", "results")
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.errors.contains("self-test passed: 5 × 4 sites by diagonalisation and by low-rank"), run.errors)
        let lowRank = try moriya("run", job("low-rank"), "-o", "others")
        XCTAssertFalse(lowRank.errors.contains("self-test"), lowRank.errors)
    }

    /// Libraries that compute wrong numbers, put before the real ones. Each is found by another check.
    func testABrokenLibraryIsFoundBeforeTheCampaign() throws {
        let reduced = "diagonalization"
        let bare = "{ name: diagonalization, reductions: none }"
        let libraries: [(name: String, solver: String, source: String, complaint: String)] = [
            (
                "trace", reduced,
                """
                void dlasq1_(int *n, double *d, double *e, double *work, int *info) {
                    for (int i = 0; i < *n; i++) d[i] = d[i] < 0 ? -d[i] : d[i];
                    *info = 0;
                }
                """, "their squares add up to"
            ),
            // The squares of the values add up to what they should.
            (
                "low-rank", reduced,
                """
                double sqrt(double);
                void dlasq1_(int *n, double *d, double *e, double *work, int *info) {
                    double sum = 0;
                    for (int i = 0; i < *n; i++) sum += d[i] * d[i] + (i < *n - 1 ? e[i] * e[i] : 0);
                    for (int i = 0; i < *n; i++) d[i] = sqrt(sum / *n);
                    *info = 0;
                }
                """, "by diagonalisation and by low-rank: largest difference"
            ),
            // Even the magnitudes are right.
            (
                "pairs", bare,
                """
                #define _GNU_SOURCE
                #include <dlfcn.h>
                void dsterf_(const int *n, double *d, double *e, int *info) {
                    void (*real)(const int *, double *, double *, int *) = dlsym(RTLD_NEXT, "dsterf_");
                    real(n, d, e, info);
                    for (int i = 0; i < *n; i++) d[i] = d[i] < 0 ? -d[i] : d[i];
                }
                """, "partners ε and -ε add up to"
            ),
        ]
        for (name, solver, source, complaint) in libraries {
            try write(source, to: "\(name).c")
            let compiler = try RunningProgram(
                ["clang", "-shared", "-fPIC", "-o", path("\(name).so"), path("\(name).c"), "-lm", "-ldl"], in: folder,
                environment: [:]
            ).wait()
            try XCTSkipUnless(compiler.status == 0, "no C compiler: \(compiler.errors)")
            for ranks in [nil, 2] {
                let run = try moriya(
                    "run", job(solver), "-o", name, ranks: ranks, environment: ["LD_PRELOAD": path("\(name).so")])
                XCTAssertEqual(run.status, 70, "\(name): \(run.errors)")
                XCTAssertTrue(run.errors.contains("moriya: the self-test of the solver failed"), run.errors)
                XCTAssertTrue(run.errors.contains(complaint), run.errors)
                XCTAssertEqual(try shards(name), [])
            }
            XCTAssertEqual(try moriya("run", job(solver), "-o", name).status, 0)
        }
    }

    /// On a terminal the bar says which matrix a long solve is at.
    func testALongSolveSaysThatItIsAlive() throws {
        // Some seconds: 37 matrices of 660 rows.
        try write(
            "system: { lattice: { size: [15, 11] } }\nsolver: { name: diagonalization, reductions: none }\n", to: "long.yaml")
        let terminal = try RunningProgram(
            ["timeout", "120", "script", "-qec", "\(Self.program) run \(path("long.yaml")) -o \(path("long"))", "/dev/null"],
            in: folder, environment: ["OPENBLAS_NUM_THREADS": "1"]
        ).wait()
        XCTAssertEqual(terminal.status, 0, terminal.output)
        let lines = terminal.output.matches(of: /spins .., ..: complex 660 × 660, (\d+) % done; \d+\.\d s so far/)
        XCTAssertGreaterThanOrEqual(lines.count, 1, terminal.output)
        XCTAssertTrue(lines.allSatisfy { (Int($0.1) ?? 100) < 100 }, terminal.output)
    }
}
