import CScaLAPACK

extension ProcessGrid {
    /// Turns a distributed real matrix into an upper band as wide as a block: for each block of columns, A = Q R below the
    /// diagonal; for the rows beside it, A = L Q right of the band. Collective over the grid.
    package borrowing func reduceToUpperBand(_ blocks: borrowing LocalBlocks) throws(ScaLAPACKError) {
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
            try check(info, DistributedRoutine(name: "pdgeqrf", arguments: []))
            let rest = rows - columns
            guard rest > 0 else { break }
            moriya_apply_left(
                rows, rest, columns, a, i, i, descriptor, columnReflectors.pointer, next, factor.pointer, work.pointer)
            moriya_pdgelqf(columns, rest, a, i, next, descriptor, rowReflectors.pointer, work.pointer, size, &info)
            try check(info, DistributedRoutine(name: "pdgelqf", arguments: []))
            moriya_apply_right(
                rest, rest, min(columns, rest), a, i, next, descriptor, rowReflectors.pointer, next, factor.pointer,
                work.pointer)
        }
    }
}
