import CScaLAPACK
import MPI

/// The blocks of a distributed matrix that one process holds.
package struct LocalBlocks: ~Copyable {
    package let layout: BlockCyclicLayout
    /// The process whose part this is.
    package let position: GridPosition
    let descriptor: [Int32]
    package let context: Int32
    private let buffer: LocalBuffer
    /// The local elements column by column, `stride` apart; complex ones as real and imaginary part.
    package let elements: UnsafeMutablePointer<Double>
    package let stride: Int

    /// Zeros. Collective over the grid.
    ///
    /// - Throws: `ScaLAPACKError` on every rank, if one has too little memory.
    init(_ layout: BlockCyclicLayout, on grid: borrowing ProcessGrid) throws(ScaLAPACKError) {
        let buffer = LocalBuffer(count: layout.scalar.doubles * layout.localElements(at: grid.position))
        let isAllocated = try grid.allAgree(buffer.pointer != nil)
        guard isAllocated, let elements = buffer.pointer else {
            throw .outOfMemory(bytes: layout.localBytes(at: grid.position))
        }
        // ScaLAPACK refuses a leading dimension of zero, also where a rank owns nothing.
        let stride = max(1, layout.rows.count(on: grid.position.row))
        var descriptor = [Int32](repeating: 0, count: 9)
        var info: Int32 = 0
        moriya_descinit(
            &descriptor, Int32(layout.order), Int32(layout.blockSize), grid.context, Int32(stride), &info)
        try grid.check(
            info,
            DistributedRoutine(name: "descinit", arguments: ["desc", "m", "n", "mb", "nb", "irsrc", "icsrc", "ictxt", "lld"]))
        self.layout = layout
        self.position = grid.position
        self.descriptor = descriptor
        self.context = grid.context
        self.elements = elements
        self.stride = stride
        self.buffer = buffer
    }

    package var isFinite: Bool {
        UnsafeBufferPointer(start: elements, count: layout.scalar.doubles * layout.localElements(at: position))
            .allSatisfy(\.isFinite)
    }

    /// Where an element starts in `elements`; nil where another process owns it.
    package func offset(of row: GlobalIndex, _ column: GlobalIndex) -> Int? {
        let indices = 0..<layout.order
        precondition(
            indices.contains(row.value) && indices.contains(column.value), "(\(row.value), \(column.value)) is outside")
        guard layout.rows.owner(of: row) == position.row, layout.columns.owner(of: column) == position.column else {
            return nil
        }
        return layout.scalar.doubles * (layout.rows.local(of: row).value + layout.columns.local(of: column).value * stride)
    }
}
