import Foundation
import TestSupport
import XCTest

/// A merged file as users open it.
final class PythonTests: CommandLineTestCase {
    func testXarrayWithBothEngines() throws {
        let candidates = [
            ProcessInfo.processInfo.environment["MORIYA_PYTHON"], packageFolder + "/.venv/bin/python", "python3",
        ].compactMap { $0 }
        func run(_ python: String, _ script: String, _ arguments: String...) throws -> RunningProgram.Outcome {
            try RunningProgram([python, "-c", script] + arguments, in: folder).wait()
        }
        let python = try candidates.first {
            try run($0, "import xarray, h5netcdf, netCDF4").status == 0
        }
        guard let python else { throw XCTSkip("no Python with xarray, h5netcdf and netCDF4: set MORIYA_PYTHON") }
        let script = """
            import sys, numpy as np, xarray as xr
            for engine in ('h5netcdf', 'netcdf4'):
                d = xr.open_dataset(sys.argv[1], engine=engine)
                assert d.J.dims == ('mu', 'delta', 'p_phase', 'component') and d.J.shape == (5, 3, 2, 3), d.J
                assert d.free_energy.dims == ('mu', 'delta', 'p_phase', 'spin1', 'spin2')
                assert d.mu.values.tolist() == [-3, -2.5, -2, -1.5, -1] and d.delta.dtype.kind == 'i'
                assert d.p_phase.values.tolist() == ['i', '1'] and d.J.attrs['units'] == 't'
                assert np.isfinite(d.J).all() and (d.status == 1).all() and (d.solver == 'low-rank').all()
                assert d.J.sel(mu=-2, delta=2, p_phase='i', component='z').ndim == 0
                assert 'uneven' not in d.attrs['job_text'] and 'gap_p: 0.2' in d.attrs['job_text']
            """
        let file = try result(of: write(TestJob.uneven, to: "job.yaml"), in: "results")
        let outcome = try run(python, script, file)
        XCTAssertEqual(outcome.status, 0, outcome.errors)
    }

    /// The command hands everything on to the package, whose own tests look at the numbers, and passes its answer back.
    func testExport() throws {
        _ = try result(of: write(TestJob.uneven, to: "job.yaml"), in: "results")
        let venv = "\(packageFolder)/.venv/bin/python"
        let environment = ["MORIYA_PYTHON": ProcessInfo.processInfo.environment["MORIYA_PYTHON"] ?? venv]
        let words = ["export", "results", "--to", "tb2j", "--hopping-meV", "100", "--at", "mu=-2"]
        let outcome = try start(words + ["--at", "p_phase=i"], environment: environment).wait()
        guard !outcome.errors.contains("no Python package moriya") else { throw XCTSkip(outcome.errors) }
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        XCTAssertTrue(try String(contentsOfFile: path("results/tb2j/exchange.out"), encoding: .utf8).contains("mu = -2"))
        let incomplete = try start(words, environment: environment).wait()
        XCTAssertEqual(incomplete.status, 65, incomplete.errors)
        XCTAssertTrue(incomplete.errors.contains("2 values of p_phase"), incomplete.errors)
    }
}
