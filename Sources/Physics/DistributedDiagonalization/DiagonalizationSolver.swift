import BogoliubovDeGennes
import Diagonalization
import DistributedBandReduction
import ELPA
import MPI
import Machine
import ScaLAPACK

/// Free energies from all eigenvalues of the Bogoliubov–de Gennes matrix, by ScaLAPACK or ELPA on the ranks of a
/// communicator.
///
/// Collective: every rank makes the solver and asks it the same questions, and every rank gets the results.
public struct DiagonalizationSolver: ~Copyable, DenseDiagonalizer, FreeEnergySolver {
    public static let name = "diagonalization"
    public static let defaultBlockSize = 32

    let grid: ProcessGrid
    /// The side of the blocks in which matrices are dealt out.
    public let blockSize: Int
    /// What may be used where it holds; empty: the full matrix for every configuration.
    public let reductions: Set<ExactReduction>
    public let backend: DiagonalizationBackend
    let ranksOnNode: Int
    public let knownHosts: KnownHosts?
    /// Told what begins, on every rank.
    public let progress: (DiagonalizationProgress) -> Void

    /// - Parameters:
    ///   - shape: of the process grid; nearly square unless given.
    ///   - knownHosts: what other solvers have left that had as many ranks, and the other settings too.
    /// - Throws: `DistributedDiagonalizationError.backendMissing` on every rank if this program was built without the backend;
    ///   `ScaLAPACKError`, `MPIError`.
    public init(
        on group: borrowing Communicator, blockSize: Int = defaultBlockSize, shape: GridShape? = nil,
        reductions: Set<ExactReduction> = Set(ExactReduction.allCases), backend: DiagonalizationBackend = .scalapack,
        knownHosts: KnownHosts? = nil, progress: @escaping (DiagonalizationProgress) -> Void = { _ in }
    ) throws {
        guard backend.isAvailable else { throw DistributedDiagonalizationError.backendMissing(backend) }
        let ranksOnNode = try group.splitSharedMemory().size
        grid = try ProcessGrid(on: group, shape: shape)
        self.ranksOnNode = ranksOnNode
        self.blockSize = blockSize
        self.reductions = reductions
        self.backend = backend
        self.knownHosts = knownHosts
        self.progress = progress
    }

    /// - Throws: `ScaLAPACKError`, on every rank alike.
    public borrowing func allAgree(_ condition: Bool) throws -> Bool { try grid.allAgree(condition) }

    /// Refuses before anything is allocated what would not fit, since systems grant memory that they do not have.
    ///
    /// - Throws: `DistributedDiagonalizationError.notEnoughMemory` on every rank, if one has too little.
    public borrowing func requireMemory(for solves: [DenseSolve]) throws {
        var largest = 0
        for solve in solves {
            largest = max(largest, try solve.bytesPerRank(shape: grid.shape, blockSize: blockSize, backend: backend))
        }
        let (needed, available) = (largest * ranksOnNode, availableMemory() ?? .max)
        guard try grid.allAgree(needed <= available) else {
            throw DistributedDiagonalizationError.notEnoughMemory(needed: needed, available: available)
        }
    }

    /// Collective; every rank sets what it owns of the matrix.
    ///
    /// - Throws: `ScaLAPACKError`, `ELPAError`; on every rank alike.
    public borrowing func energies(of matrix: SparseMatrix, _ kind: DenseSolve.Kind) throws -> [Double] {
        let order = matrix.columns
        let method = backend.method(for: kind, order: order, shape: grid.shape, blockSize: blockSize)
        // Both triangles are set, as ELPA wants it.
        if kind == .hermitian {
            var dense = try BlockCyclicMatrix(order: order, blockSize: method.blockSize, on: grid)
            matrix.forEachEntry { row, column, value in
                dense.set(row: row, column: column, re: value.real, im: value.imaginary)
            }
            return try method.usesELPA ? ELPA.eigenvalues(of: dense, on: grid) : grid.eigenvalues(of: dense)
        }
        var dense = try RealBlockCyclicMatrix(order: order, blockSize: method.blockSize, on: grid)
        matrix.forEachEntry { row, column, value in dense.set(row: row, column: column, value.real) }
        guard kind == .antisymmetric else { return try grid.singularValues(of: dense) }
        return try method.usesELPA ? ELPA.skewEigenvalues(of: dense, on: grid) : grid.antisymmetricMagnitudes(of: dense)
    }
}
