import BandReduction
import LAPACK
import MPI
import ScaLAPACK

extension ProcessGrid {
    /// All singular values of a distributed real matrix, descending, on every rank, in the unit of its elements.
    ///
    /// In two stages: to an upper band as wide as a block, by products of large matrices; then every rank reduces the
    /// band to bidiagonal form (`bandSingularValues`) and solves that (`dlasq1`). The direct way, `pdgebrd`, reads the whole matrix
    /// twice for each column, and waits for memory once it has outgrown the caches.
    ///
    /// Collective over the grid. The matrix serves as workspace and is freed.
    /// - Precondition: the matrix was made on this grid.
    /// - Throws: `ScaLAPACKError` on every rank.
    public borrowing func singularValues(
        of matrix: consuming RealBlockCyclicMatrix
    ) throws(ScaLAPACKError) -> [Double] {
        precondition(matrix.blocks.context == context, "the matrix belongs to another grid")
        return try singularValuesByBand(of: matrix.blocks)
    }

    private borrowing func singularValuesByBand(of blocks: borrowing LocalBlocks) throws(ScaLAPACKError) -> [Double] {
        try reduceToUpperBand(blocks)
        let order = blocks.layout.order
        let bandwidth = min(blocks.layout.blockSize, order - 1)
        let band = try collectBand(of: blocks, bandwidth: bandwidth)
        do {
            // Every rank solves the same small problem; all succeed or fail alike.
            return try bandSingularValues(band: band, bandwidth: bandwidth, order: order)
        } catch {
            throw .tridiagonal(error)
        }
    }

    /// Gives every rank the whole band, as `bandSingularValues` takes it: owners contribute their elements, the others
    /// zeros.
    private borrowing func collectBand(
        of blocks: borrowing LocalBlocks, bandwidth: Int
    ) throws(ScaLAPACKError) -> [Double] {
        let order = blocks.layout.order
        var own = [Double](repeating: 0, count: order * (bandwidth + 1))
        for column in 0..<order {
            for row in max(0, column - bandwidth)...column {
                guard let offset = blocks.offset(of: GlobalIndex(row), GlobalIndex(column)) else { continue }
                own[(column + 1) * (bandwidth + 1) - 1 - (column - row)] = blocks.elements[offset]
            }
        }
        do { return try communicator.allReduce(own, .sum) } catch { throw .communication(error) }
    }
}
