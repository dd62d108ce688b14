import CScaLAPACK
import LAPACK
import MPI

extension ProcessGrid {
    /// All singular values of a distributed real matrix, descending, on every rank, in the unit of its elements.
    ///
    /// `pdgebrd`, then `dlasq1` on every rank. Collective over the grid. The matrix serves as workspace and is freed.
    /// - Precondition: the matrix was made on this grid.
    /// - Throws: `ScaLAPACKError` on every rank.
    public borrowing func singularValues(of matrix: consuming RealBlockCyclicMatrix) throws(ScaLAPACKError) -> [Double]
    {
        precondition(matrix.blocks.context == context, "the matrix belongs to another grid")
        return try reducedSingularValues(of: matrix.blocks)
    }

    private borrowing func reducedSingularValues(of blocks: borrowing LocalBlocks) throws(ScaLAPACKError) -> [Double] {
        let routine = Routine(
            name: "pdgebrd",
            arguments: ["m", "n", "a", "ia", "ja", "desca", "d", "e", "tauq", "taup", "work", "lwork"])
        let layout = blocks.layout
        let n = Int32(layout.order)
        var workspace = Workspace(layout: layout, position: position, method: .tridiagonalReduction)
        var info: Int32 = 0
        var queried = [0.0]
        moriya_pdgebrd(n, blocks.elements, blocks.descriptor, nil, nil, nil, nil, &queried, -1, &info)
        try check(info, routine)
        workspace.work = max(workspace.work, Int(queried[0].rounded(.up)))

        // D and TAUQ are dealt out like the columns of the matrix, E and TAUP like its rows.
        let (localRows, localColumns) = (layout.rows.count(on: position.row), layout.columns.count(on: position.column))
        let diagonal = LocalBuffer(count: localColumns)
        let offDiagonal = LocalBuffer(count: localRows)
        let leftReflectors = LocalBuffer(count: localColumns)
        let rightReflectors = LocalBuffer(count: localRows)
        let work = LocalBuffer(count: workspace.work)
        let isAllocated = try allAgree(
            diagonal.pointer != nil && offDiagonal.pointer != nil && leftReflectors.pointer != nil
                && rightReflectors.pointer != nil && work.pointer != nil)
        guard isAllocated, let d = diagonal.pointer, let e = offDiagonal.pointer else {
            throw .outOfMemory(bytes: workspace.bytes)
        }
        moriya_pdgebrd(
            n, blocks.elements, blocks.descriptor, d, e, leftReflectors.pointer, rightReflectors.pointer, work.pointer,
            Int32(workspace.work), &info)
        try check(info, routine)

        let bidiagonal = try collect(diagonal: d, offDiagonal: e, layout)
        do {
            // Every rank solves the same small problem; all succeed or fail alike.
            return try bidiagonalSingularValues(
                diagonal: bidiagonal.diagonal, offDiagonal: bidiagonal.offDiagonal)
        } catch {
            throw .tridiagonal(error)
        }
    }

    /// Gives every rank the whole bidiagonal matrix: the owner of B(j, j) contributes D(j) and E(j), the others zeros.
    private borrowing func collect(
        diagonal d: UnsafePointer<Double>, offDiagonal e: UnsafePointer<Double>, _ layout: BlockCyclicLayout
    ) throws(ScaLAPACKError) -> (diagonal: [Double], offDiagonal: [Double]) {
        let n = layout.order
        var own = [Double](repeating: 0, count: 2 * n - 1)
        for local in 0..<layout.columns.count(on: position.column) {
            let global = layout.columns.global(of: local, on: position.column)
            guard layout.rows.owner(of: global) == position.row else { continue }
            own[global] = d[local]
            if global < n - 1 { own[n + global] = e[layout.rows.local(of: global)] }
        }
        let all: [Double]
        do { all = try communicator.allReduce(own, .sum) } catch { throw .communication(error) }
        return (Array(all[..<n]), Array(all[n...]))
    }
}
