/// A complex Hermitian matrix, dealt out block by block over the processes of a grid.
///
/// ScaLAPACK reads only the lower triangle and the real part of the diagonal, so the upper triangle may stay unset. (Not
/// so with ELPA.)
/// Indices are global and start at 0.
public struct BlockCyclicMatrix: ~Copyable {
    package let blocks: LocalBlocks
    public var layout: BlockCyclicLayout { blocks.layout }
    /// The process whose part this is.
    public var position: GridPosition { blocks.position }

    /// A matrix of zeros. Collective over the grid.
    ///
    /// - Throws: `ScaLAPACKError` on every rank: invalid or too large, or one rank has too little memory.
    public init(order: Int, blockSize: Int, on grid: borrowing ProcessGrid) throws(ScaLAPACKError) {
        blocks = try LocalBlocks(
            BlockCyclicLayout(order: order, blockSize: blockSize, shape: grid.shape, scalar: .complex), on: grid)
    }

    /// The bytes that this rank holds.
    public var localBytes: Int { layout.localBytes(at: position) }

    /// Sets an element if this rank owns it, and does nothing if not: ranks may all walk over the same sparse matrix.
    public mutating func set(row: Int, column: Int, re: Double, im: Double) {
        guard let offset = blocks.offset(of: GlobalIndex(row), GlobalIndex(column)) else { return }
        blocks.elements[offset] = re
        blocks.elements[offset + 1] = im
    }

    /// The element, or nil where another rank owns it.
    public func element(row: Int, column: Int) -> (re: Double, im: Double)? {
        blocks.offset(of: GlobalIndex(row), GlobalIndex(column)).map { (blocks.elements[$0], blocks.elements[$0 + 1]) }
    }

    /// Sets the lower triangle, asking only for the elements that this rank owns, column by column.
    public mutating func fill(_ entry: (_ row: Int, _ column: Int) -> (re: Double, im: Double)) {
        let rows = layout.rows.locals(on: position.row).map { layout.rows.global(of: $0, on: position.row) }
        for local in layout.columns.locals(on: position.column) {
            let column = layout.columns.global(of: local, on: position.column)
            for row in rows where row >= column {
                let value = entry(row.value, column.value)
                set(row: row.value, column: column.value, re: value.re, im: value.im)
            }
        }
    }
}
