/// How much room the reduction of a band works in, for those who predict memory and for the one who takes it.
package enum BandExtent {
    /// Numbers in a SIMD vector.
    package static let lanes = 8

    /// Three bandwidths of diagonals. The last of a row of SIMD vectors may reach beyond the bulges, and beyond the end of the
    /// matrix.
    package static func reduction(order: Int, bandwidth: Int) -> (height: Int, width: Int) {
        (3 * bandwidth + 2 * lanes, order + 2 * (bandwidth + 2 * lanes))
    }
}
