import CELPA
import MPI
import ScaLAPACK

extension ELPA {
    /// All eigenvalues of a distributed complex Hermitian matrix, ascending, on every rank, in the unit of its elements.
    ///
    /// Collective over the grid. The matrix serves as workspace and is freed.
    /// - Precondition: the matrix was made on this grid, and **both** its triangles are set, by `set(row:column:re:im:)`.
    /// - Throws: `ELPAError` on every rank; `emptyProcess` where the blocks exceed `largestBlockSize`.
    public static func eigenvalues(
        of matrix: consuming BlockCyclicMatrix, on grid: borrowing ProcessGrid, stages: ELPAStages = .two
    ) throws(ELPAError) -> [Double] {
        try solve(matrix.blocks, on: grid, stages: stages, "elpa_eigenvalues", moriya_elpa_eigenvalues)
    }

    /// All eigenvalues, divided by i, of a distributed real antisymmetric matrix, ascending, on every rank, in the unit
    /// of its elements: pairs of opposite sign, and a zero where the order is odd.
    ///
    /// Always in one stage: with two, ELPA 2022.11 crashes. Collective over the grid. The matrix serves as workspace and
    /// is freed.
    /// - Precondition: the matrix was made on this grid, and both its triangles are set.
    /// - Throws: `ELPAError` on every rank; `emptyProcess` where the blocks exceed `largestBlockSize`.
    public static func skewEigenvalues(
        of matrix: consuming RealBlockCyclicMatrix, on grid: borrowing ProcessGrid
    ) throws(ELPAError) -> [Double] {
        try solve(matrix.blocks, on: grid, stages: .one, "elpa_skew_eigenvalues", moriya_elpa_skew_eigenvalues)
    }

    /// The largest block size with which every process of a grid owns a part of a matrix, as ELPA needs it (where one
    /// owns nothing, it fails or gives wrong values); nil where there is none.
    public static func largestBlockSize(order: Int, shape: GridShape) -> Int? {
        // Blocks may be larger than the matrix where one process owns all of it.
        let others = max(shape.rows, shape.columns) - 1
        guard others > 0 else { return .max }
        return order > others ? (order - 1) / others : nil
    }

    private static func solve(
        _ blocks: borrowing LocalBlocks, on grid: borrowing ProcessGrid, stages: ELPAStages, _ call: String,
        _ routine: (OpaquePointer, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Int32
    ) throws(ELPAError) -> [Double] {
        precondition(blocks.context == grid.context, "the matrix belongs to another grid")
        guard isAvailable else { throw .unavailable }
        let layout = blocks.layout
        let largest = largestBlockSize(order: layout.order, shape: layout.shape)
        guard let largest, layout.blockSize <= largest else {
            throw .emptyProcess(
                order: layout.order, blockSize: layout.blockSize, shape: layout.shape, largestBlockSize: largest)
        }
        // ELPA makes no promise about what is not finite.
        let isFinite = blocks.isFinite
        let allFinite: Bool
        do { allFinite = try grid.allAgree(isFinite) } catch { throw .grid(error) }
        guard allFinite else { throw .notFinite }
        let problem = try ELPAProblem.setUp(layout, on: grid, stages: stages)
        var values = [Double](repeating: 0, count: layout.order)
        try ELPAProblem.check(routine(problem.handle, blocks.elements, &values), call, on: grid)
        // The values are the same on all ranks, so all throw or none.
        guard values.allSatisfy(\.isFinite) else { throw .notFinite }
        return values
    }
}
