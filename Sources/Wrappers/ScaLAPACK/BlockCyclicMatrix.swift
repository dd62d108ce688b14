import CScaLAPACK
import MPI

/// A complex Hermitian matrix, dealt out block by block over the processes of a grid.
///
/// Only the lower triangle and the real part of the diagonal are read, so the upper triangle may stay unset.
/// Indices are global and start at 0.
public struct BlockCyclicMatrix: ~Copyable {
    public let layout: BlockCyclicLayout
    /// The process whose part this is.
    public let position: GridPosition
    let descriptor: [Int32]
    let context: Int32
    private let buffer: LocalBuffer
    /// The local elements column by column, `stride` apart, each as real and imaginary part.
    let elements: UnsafeMutablePointer<Double>
    private let stride: Int

    /// A matrix of zeros. Collective over the grid.
    ///
    /// - Throws: `ScaLAPACKError` on every rank: invalid or too large, or one rank has too little memory.
    public init(order: Int, blockSize: Int, on grid: borrowing ProcessGrid) throws(ScaLAPACKError) {
        let layout = try BlockCyclicLayout(order: order, blockSize: blockSize, shape: grid.shape)
        let buffer = LocalBuffer(count: 2 * layout.localElements(at: grid.position))
        let isAllocated = try grid.allAgree(buffer.pointer != nil)
        guard isAllocated, let elements = buffer.pointer else {
            throw .outOfMemory(bytes: layout.localBytes(at: grid.position))
        }
        // ScaLAPACK refuses a leading dimension of zero, also where a rank owns nothing.
        let stride = max(1, layout.rows.count(on: grid.position.row))
        var descriptor = [Int32](repeating: 0, count: 9)
        var info: Int32 = 0
        moriya_descinit(&descriptor, Int32(order), Int32(blockSize), grid.context, Int32(stride), &info)
        try grid.check(
            info,
            Routine(name: "descinit", arguments: ["desc", "m", "n", "mb", "nb", "irsrc", "icsrc", "ictxt", "lld"]))
        self.layout = layout
        self.position = grid.position
        self.descriptor = descriptor
        self.context = grid.context
        self.elements = elements
        self.stride = stride
        self.buffer = buffer
    }

    /// The bytes that this rank holds.
    public var localBytes: Int { layout.localBytes(at: position) }

    /// Sets an element if this rank owns it, and does nothing if not: ranks may all walk over the same sparse matrix.
    public mutating func set(row: Int, column: Int, re: Double, im: Double) {
        guard let index = localIndex(row, column) else { return }
        elements[index] = re
        elements[index + 1] = im
    }

    /// The element, or nil where another rank owns it.
    public func element(row: Int, column: Int) -> (re: Double, im: Double)? {
        localIndex(row, column).map { (elements[$0], elements[$0 + 1]) }
    }

    /// Sets the lower triangle, asking only for the elements that this rank owns, column by column.
    public mutating func fill(_ entry: (_ row: Int, _ column: Int) -> (re: Double, im: Double)) {
        let rows = (0..<layout.rows.count(on: position.row)).map { layout.rows.global(of: $0, on: position.row) }
        for localColumn in 0..<layout.columns.count(on: position.column) {
            let column = layout.columns.global(of: localColumn, on: position.column)
            for (localRow, row) in rows.enumerated() where row >= column {
                let value = entry(row, column)
                let index = 2 * (localRow + localColumn * stride)
                elements[index] = value.re
                elements[index + 1] = value.im
            }
        }
    }

    private func localIndex(_ row: Int, _ column: Int) -> Int? {
        precondition(
            row >= 0 && row < layout.order && column >= 0 && column < layout.order, "(\(row), \(column)) is outside")
        guard layout.rows.owner(of: row) == position.row, layout.columns.owner(of: column) == position.column else {
            return nil
        }
        return 2 * (layout.rows.local(of: row) + layout.columns.local(of: column) * stride)
    }
}
