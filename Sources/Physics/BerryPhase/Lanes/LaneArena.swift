/// Four wave vectors side by side: the same arithmetic on each.
typealias Lanes = SIMD4<Double>
let laneCount = Lanes.scalarCount

/// Owns the memory of the matrices that views such as `LaneMatrix` point into, which must not outlive it.
final class LaneArena {
    private var blocks: [UnsafeMutablePointer<Lanes>] = []

    /// Zeros.
    func take(_ count: Int) -> UnsafeMutablePointer<Lanes> {
        let block = UnsafeMutablePointer<Lanes>.allocate(capacity: max(1, count))
        block.initialize(repeating: .zero, count: max(1, count))
        blocks.append(block)
        return block
    }

    func matrix(rows: Int, columns: Int) -> LaneMatrix {
        LaneMatrix(rows: rows, columns: columns, stride: columns, storage: take(2 * rows * columns))
    }

    deinit { for block in blocks { block.deallocate() } }
}
