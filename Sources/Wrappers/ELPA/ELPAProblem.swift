import CELPA
import Foundation
import MPI
import ScaLAPACK

/// A layout as ELPA knows it.
struct ELPAProblem: ~Copyable {
    let handle: OpaquePointer

    /// Nil if ELPA has none to give.
    private init?() {
        var error: Int32 = 0
        guard let handle = moriya_elpa_allocate(&error) else { return nil }
        self.handle = handle
    }

    deinit {
        // It frees communicators.
        guard MPIRuntime.isRunning else { return }
        let code = moriya_elpa_deallocate(handle)
        guard code != 0 else { return }
        // Nobody is left to catch an error.
        let report = "elpa_deallocate: \(String(cString: moriya_elpa_strerr(code)))\n"
        try? FileHandle.standardError.write(contentsOf: Data(report.utf8))
    }

    /// Collective over the grid.
    ///
    /// - Throws: `ELPAError` on every rank.
    static func setUp(
        _ layout: BlockCyclicLayout, on grid: borrowing ProcessGrid, stages: ELPAStages
    ) throws(ELPAError) -> ELPAProblem {
        try check(ELPA.initialization, "elpa_init", on: grid)
        let allocated = ELPAProblem()
        // Without a handle on one rank, none may go on to what is collective.
        let isAllocated = allocated != nil
        try check(isAllocated ? 0 : -1, "elpa_allocate", on: grid)
        guard let problem = allocated else { throw .failed(call: "elpa_allocate", message: "no handle") }
        let order = Int32(layout.order)
        for (name, value) in [
            ("na", order), ("nev", order), ("nblk", Int32(layout.blockSize)),
            ("local_nrows", Int32(layout.rows.count(on: grid.position.row))),
            ("local_ncols", Int32(layout.columns.count(on: grid.position.column))),
            ("mpi_comm_parent", grid.communicator.fortranHandle),
            ("process_row", Int32(grid.position.row)), ("process_col", Int32(grid.position.column)),
            // Antisymmetric matrices need it.
            ("blacs_context", grid.context),
        ] {
            try check(moriya_elpa_set(problem.handle, name, value), "elpa_set \(name)", on: grid)
        }
        try check(moriya_elpa_setup(problem.handle), "elpa_setup", on: grid)
        try check(moriya_elpa_set_stages(problem.handle, stages.rawValue), "elpa_set solver", on: grid)
        return problem
    }

    /// Checks a return code on all ranks, so that all go on or all throw.
    static func check(_ error: Int32, _ call: String, on grid: borrowing ProcessGrid) throws(ELPAError) {
        let worst: Int32
        do { worst = try grid.worst(of: error) } catch { throw .grid(error) }
        guard worst == 0 else { throw .failed(call: call, message: String(cString: moriya_elpa_strerr(worst))) }
    }
}
