import Foundation
import Processes
import Sweep
import TestSupport
import XCTest

/// A merged file as a user opens it: xarray with both engines, and h5py.
final class StoreXarrayTests: StoreTestCase {
    func testXarrayOpensAMergedFile() throws {
        let python = try pythonWithXarray()
        let directory = try directory()
        try publish((0..<24).filter { $0 != 5 && $0 != 9 }.map { StoreModel.record($0) }, in: directory)
        try publish([PointRecord(point: 9, failed: .failed, "no convergence", seconds: 1)], in: directory)
        _ = try merge(directory, job: try storeJob(), provenance: storeProvenance)
        let (status, output) = try run(python, ["-c", script, directory.resultPath])
        XCTAssertEqual(status, 0, output)
    }

    func testH5pyOpensAShard() throws {
        let python = try pythonWithXarray()
        let directory = try directory()
        let path = try publish([StoreModel.record(3), StoreModel.record(4)], in: directory)
        let check = """
            import h5py, sys
            f = h5py.File(sys.argv[1])
            assert list(f['point'][...]) == [3, 4] and f['exchange'].shape == (2, 3, 3)
            assert f['solver'].asstr()[0] == 'dense' and f.userblock_size == 512
            """
        let (status, output) = try run(python, ["-c", check, path])
        XCTAssertEqual(status, 0, output)
    }

    private let script = """
        import sys, numpy as np, xarray as xr, h5py
        for engine in ('h5netcdf', 'netcdf4'):
            d = xr.open_dataset(sys.argv[1], engine=engine)
            assert d.exchange.dims == ('mu', 'lattice_twist_edge', 'gap', 'spin1', 'spin2'), d.exchange.dims
            assert d.torque.dims == ('mu', 'lattice_twist_edge', 'gap', 'spin1')
            assert d['count'].dims == ('mu', 'lattice_twist_edge', 'gap')
            assert d.mu.values.tolist() == [0.1, 0.1 + 0.2, -1e-300] and d.mu.dtype == np.float64
            assert d.gap.values.tolist() == [1.0, 2.0, 3.0, 1.0 / 3] and d.gap.dtype == np.float64
            assert d.gap.attrs['units'] == 't' and d.gap.attrs['long_name'] == 'order parameter'
            assert set(d.coords) == {
                'mu', 'gap', 'lattice_twist_edge', 'lattice_twist', 'edge', 'spin1', 'spin2'}, d.coords
            assert d.lattice_twist.values.tolist() == [-3, 7] and d.lattice_twist.dims == ('lattice_twist_edge',)
            assert d.lattice_twist.dtype.kind == 'i'
            assert d.edge.values.tolist() == ['open', 'periodic'] and d.spin1.values.tolist() == ['x', 'y', 'z']
            assert d.exchange.attrs['units'] == 't'
            assert d.seconds.attrs['units'] == 's' and d.seconds.dtype == np.float64
            assert all('units' in d[v].attrs and 'long_name' in d[v].attrs for v in d.variables)
            status = d.status.values.ravel()
            assert status.dtype == np.int8 and status[5] == 0 and status[9] == 2 and (status == 1).sum() == 22
            assert d.status.attrs['flag_meanings'] == 'absent done failed rejected'
            assert d.status.attrs['flag_values'].tolist() == [0, 1, 2, 3]
            holes = np.isnan(d.exchange.values).reshape(24, 9)
            assert holes[5].all() and holes[9].all() and holes.sum() == 18
            point = 13 + 0.1
            picked = d.exchange.isel(mu=1, lattice_twist_edge=1, gap=1).sel(spin1='y', spin2='z').item()
            assert abs(picked - np.sin(point * 6)) < 1e-15, picked
            assert d.solver.values.ravel()[5] == '' and d.solver.values.ravel()[6] == 'dense'
            assert d.message.values.ravel()[9] == 'no convergence'
            a = d.attrs
            assert 'Conventions' not in a and a['points_done'] == 22 and a['points_missing'] == 1
            assert a['convention_sign'] == 'negative favours parallel' and a['job_text'] == 'model: x # comment\\n'
            for name in ('title', 'summary', 'source', 'history', 'plan_hash', 'plan_text', 'library_versions', 'host',
                         'date_created', 'schema_version', 'solver', 'fixed_parameters'):
                assert name in a, name
            p = xr.open_dataset(sys.argv[1], engine=engine, group='parameters')
            assert p.lattice_size.values.tolist() == [101, 103] and p.note.item() == 'é'
            xr.open_datatree(sys.argv[1], engine=engine)
        with h5py.File(sys.argv[1]) as f:
            assert f['exchange'].fillvalue != f['exchange'].fillvalue and f['status'].dtype == np.int8
        """

    /// A Python that has xarray and its engines, or the test is skipped.
    private func pythonWithXarray() throws -> String {
        let candidates = [
            ProcessInfo.processInfo.environment["MORIYA_PYTHON"], packageFolder + "/.venv/bin/python", "python3",
        ]
        for python in candidates.compactMap({ $0 }) {
            if let (status, _) = try? run(python, ["-c", "import xarray, h5netcdf, netCDF4, h5py"]), status == 0 {
                return python
            }
        }
        throw XCTSkip("no Python with xarray, h5netcdf, netCDF4 and h5py: set MORIYA_PYTHON")
    }

    private func run(_ program: String, _ arguments: [String]) throws -> (Int32, String) {
        let (text, ending) = try outputOfProgram(program, arguments, errors: .withOutput)
        return (ending.status, text)
    }
}
