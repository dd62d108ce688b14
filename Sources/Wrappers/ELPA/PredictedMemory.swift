import ScaLAPACK

extension ELPA {
    /// The bytes that the process with most of a matrix needs for its eigenvalues, in one stage or two: the matrix, and
    /// ELPA's own buffers. What MPI and the program itself occupy comes on top.
    ///
    /// ELPA allocates room for eigenvectors also where none are wanted. Seen with ELPA 2022.11, orders 750 to 2500 and
    /// blocks of 8 to 64 on one to four ranks: 3.5 to 4.6 times a complex matrix (two stages), 3.1 times a real one on
    /// one rank and 4.3 to 5.1 times on several.
    public static func predictedBytes(for layout: BlockCyclicLayout) -> Int {
        let rows = layout.rows.count(on: 0)
        let columns = layout.columns.count(on: 0)
        let matrix = layout.maximumLocalBytes
        let buffers =
            switch layout.scalar {
            case .complex: 5 * matrix / 2
            case .real: (layout.shape.ranks == 1 ? 2 : 3) * matrix
            }
        // What grows with the order alone: a few blocks of full rows and columns, and strips of 256 eigenvectors.
        let panels = 4 * max(32, layout.blockSize) * (rows + columns) * (layout.scalar == .complex ? 16 : 8)
        let strips = 256 * rows * MemoryLayout<Double>.stride
        return matrix + buffers + panels + strips
    }
}
