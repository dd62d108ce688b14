import Foundation
import LAPACK
import MPI

/// BLAS threads fill the cores that the ranks of a node leave, unless the user has chosen; collective.
func fillCoresWithThreads(
    _ world: borrowing Communicator, _ environment: [String: String] = ProcessInfo.processInfo.environment
) throws {
    let ranksOnNode = try world.splitSharedMemory().size
    guard environment["OPENBLAS_NUM_THREADS"] == nil, environment["OMP_NUM_THREADS"] == nil else { return }
    OpenBLAS.setThreads(max(1, ProcessInfo.processInfo.activeProcessorCount / ranksOnNode))
}
