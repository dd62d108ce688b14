import ELPA
import HDF5
import XCTest

/// The backend of the distributed diagonalisation.
final class BackendTests: CommandLineTestCase {
    private func job(_ backend: String) -> String {
        """
        system:
          lattice: { size: [5, 4] }
          gap_p: 0.2
          d_vector: "(e_x + 0.4*i*e_y + 0.2*e_z) * p_x + (e_y - 0.7*e_z) * p_y"
        grid: { delta: [1, 2] }
        solver: { name: diagonalization, backend: \(backend), reductions: particle-hole }
        """
    }

    func testELPAGivesTheSameCoefficients() throws {
        try XCTSkipUnless(ELPA.isAvailable, "built without ELPA")
        let files = try ["scalapack", "elpa"].map {
            try result(of: write(job($0), to: "\($0).yaml"), in: $0, ["--ranks-per-point", "2"], ranks: 2)
        }
        for name in ["J", "D"] {
            let values = try files.map {
                let file = try HDF5File.open($0)
                let root = try file.root()
                return try root.openDataset(name).read(Double.self)
            }
            XCTAssertEqual(values[1].count, 6)
            for (a, b) in zip(values[0], values[1]) { XCTAssertEqual(a, b, accuracy: 1e-9, name) }
        }
    }

    func testELPAIsRefusedWhereThereIsNone() throws {
        try XCTSkipIf(ELPA.isAvailable, "built with ELPA")
        let job = try write(job("elpa"), to: "job.yaml")
        for arguments in [["plan", job], ["run", job, "-o", "results"]] {
            let outcome = try start(arguments, ranks: nil).wait()
            XCTAssertEqual(outcome.status, 65, outcome.errors)
            XCTAssertTrue(
                outcome.errors.contains("backend is elpa, but this program was built without ELPA"), outcome.errors)
            XCTAssertTrue(outcome.errors.contains("installing libelpa-dev and building anew"), outcome.errors)
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
    }

    func testAnUnknownBackendIsRefused() throws {
        let plan = try moriya("plan", write(job("lapack"), to: "job.yaml"))
        XCTAssertEqual(plan.status, 65)
        XCTAssertTrue(plan.errors.contains("lapack"), plan.errors)
    }
}
