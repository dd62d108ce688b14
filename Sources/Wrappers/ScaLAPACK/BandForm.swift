import CScaLAPACK
import LAPACK
import MPI

extension ProcessGrid {
    /// All singular values of a distributed real matrix, descending, on every rank, in the unit of its elements.
    ///
    /// In two stages: to an upper band as wide as a block, by products of large matrices; then every rank reduces the
    /// band to bidiagonal form (`BandReduction`) and solves that (`dlasq1`). The direct way, `pdgebrd`, reads the whole matrix
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
        try reduceToBand(blocks)
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

    /// For each block of columns, A = Q R below the diagonal; for the rows beside it, A = L Q right of the band.
    private borrowing func reduceToBand(_ blocks: borrowing LocalBlocks) throws(ScaLAPACKError) {
        let layout = blocks.layout
        let workspace = Workspace(layout: layout, position: position, method: .tridiagonalReduction)
        let columnReflectors = LocalBuffer(count: layout.columns.count(on: position.column))
        let rowReflectors = LocalBuffer(count: layout.rows.count(on: position.row))
        let factor = LocalBuffer(count: layout.blockSize * layout.blockSize)
        let work = LocalBuffer(count: workspace.work)
        let isAllocated = try allAgree(
            columnReflectors.pointer != nil && rowReflectors.pointer != nil && factor.pointer != nil
                && work.pointer != nil)
        guard isAllocated else { throw .outOfMemory(bytes: workspace.bytes) }

        let (a, descriptor, n) = (blocks.elements, blocks.descriptor, Int32(layout.order))
        let (width, size) = (Int32(layout.blockSize), Int32(workspace.work))
        var info: Int32 = 0
        for start in stride(from: Int32(0), to: n, by: Int(width)) {
            let (i, next) = (start + 1, start + width + 1)
            let (rows, columns) = (n - start, min(width, n - start))
            moriya_pdgeqrf(
                rows, columns, a, i, i, descriptor, columnReflectors.pointer, work.pointer, size, &info)
            try check(info, Routine(name: "pdgeqrf", arguments: []))
            let rest = rows - columns
            guard rest > 0 else { break }
            moriya_apply_left(
                rows, rest, columns, a, i, i, descriptor, columnReflectors.pointer, next, factor.pointer, work.pointer)
            moriya_pdgelqf(columns, rest, a, i, next, descriptor, rowReflectors.pointer, work.pointer, size, &info)
            try check(info, Routine(name: "pdgelqf", arguments: []))
            moriya_apply_right(
                rest, rest, min(columns, rest), a, i, next, descriptor, rowReflectors.pointer, next, factor.pointer,
                work.pointer)
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
                guard let index = blocks.localIndex(row, column) else { continue }
                own[(column + 1) * (bandwidth + 1) - 1 - (column - row)] = blocks.elements[index]
            }
        }
        do { return try communicator.allReduce(own, .sum) } catch { throw .communication(error) }
    }
}
