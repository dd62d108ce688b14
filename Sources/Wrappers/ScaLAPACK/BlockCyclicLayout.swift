/// Real numbers of 64 bits, or complex ones as pairs of them.
public enum MatrixScalar: Sendable, Equatable {
    case real, complex

    var doubles: Int { self == .real ? 1 : 2 }
    var bytes: Int { doubles * MemoryLayout<Double>.stride }
}

/// Which process of a grid owns which elements of a square matrix, and what memory that takes: arithmetic only,
/// without MPI, so that a plan can ask before anything is allocated.
public struct BlockCyclicLayout: Sendable, Equatable {
    /// The number of rows, and of columns.
    public let order: Int
    /// The number of rows, and of columns, in a block.
    public let blockSize: Int
    public let shape: GridShape
    public let scalar: MatrixScalar
    public var rows: BlockCyclicAxis { .init(extent: order, blockSize: blockSize, processes: shape.rows) }
    public var columns: BlockCyclicAxis { .init(extent: order, blockSize: blockSize, processes: shape.columns) }

    /// - Throws: `ScaLAPACKError.invalidLayout` for sizes below 1, `tooLarge` where 32-bit integers cannot count the
    ///   order or what one process holds.
    public init(
        order: Int, blockSize: Int, shape: GridShape, scalar: MatrixScalar = .complex
    ) throws(ScaLAPACKError) {
        guard order > 0, blockSize > 0, shape.rows > 0, shape.columns > 0 else {
            throw .invalidLayout(
                "no matrix of order \(order) in blocks of \(blockSize) on \(shape.rows) × \(shape.columns) processes")
        }
        // With both factors below 2³¹, products of two fit into 64 bits.
        for (what, count) in [
            ("the order", order), ("the block size", blockSize), ("the number of process rows", shape.rows),
            ("the number of process columns", shape.columns),
        ] {
            guard count <= Int32.max else { throw .tooLarge(what: what, count: count) }
        }
        self.order = order
        self.blockSize = blockSize
        self.shape = shape
        self.scalar = scalar
        let elements = localElements(at: .first)
        guard elements <= Int32.max else { throw .tooLarge(what: "the number of elements on a rank", count: elements) }
        for method in EigenvalueMethod.allCases {
            let count = Workspace(layout: self, position: .first, method: method).largestCount
            guard count <= Int32.max else { throw .tooLarge(what: "the workspace of a rank", count: count) }
        }
    }

    func localElements(at position: GridPosition) -> Int {
        rows.count(on: position.row) * columns.count(on: position.column)
    }

    /// The bytes of the matrix that the process at `position` holds.
    public func localBytes(at position: GridPosition) -> Int { localElements(at: position) * scalar.bytes }

    /// The bytes of the matrix that the process with most of it holds.
    public var maximumLocalBytes: Int { localBytes(at: .first) }

    /// The bytes that the process with most of the matrix needs for eigenvalues (complex) or singular values (real):
    /// the matrix, the workspace, and an estimate of ScaLAPACK's own buffers. What MPI and the program itself occupy
    /// comes on top.
    ///
    /// - Parameters:
    ///   - method: of a complex matrix.
    ///   - isAntisymmetric: of a real matrix: whether the magnitudes of its eigenvalues are wanted.
    public func predictedBytes(
        method: EigenvalueMethod = .tridiagonalReduction, isAntisymmetric: Bool = false
    ) -> Int {
        // Panels of all rows, as some arrays and while they are sent.
        let panels = isAntisymmetric ? 12 * order * blockSize * scalar.bytes : 0
        return maximumLocalBytes + panels + Workspace(layout: self, position: .first, method: method).bytes
    }
}

extension GridPosition {
    /// The process that holds most of any matrix, since the blocks are dealt out from here.
    static var first: GridPosition { GridPosition(row: 0, column: 0) }
}
