/// A real square matrix, dealt out block by block over the processes of a grid. Indices are global and start at 0.
public struct RealBlockCyclicMatrix: ~Copyable {
    package let blocks: LocalBlocks
    public var layout: BlockCyclicLayout { blocks.layout }

    /// A matrix of zeros. Collective over the grid.
    ///
    /// - Throws: `ScaLAPACKError` on every rank: invalid or too large, or one rank has too little memory.
    public init(order: Int, blockSize: Int, on grid: borrowing ProcessGrid) throws(ScaLAPACKError) {
        blocks = try LocalBlocks(
            BlockCyclicLayout(order: order, blockSize: blockSize, shape: grid.shape, scalar: .real), on: grid)
    }

    /// Sets an element if this rank owns it, and does nothing if not: ranks may all walk over the same sparse matrix.
    public mutating func set(row: Int, column: Int, _ value: Double) {
        guard let offset = blocks.offset(of: GlobalIndex(row), GlobalIndex(column)) else { return }
        blocks.elements[offset] = value
    }
}
