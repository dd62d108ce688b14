import BogoliubovDeGennes

extension Lattice {
    /// The sites in an order in which elimination fills in least, but for a factor: first one half of the lattice, then the other,
    /// then the line between them, and the halves in the same way (A. George, SIAM J. Numer. Anal. 10, 345). N sites take of the
    /// order of N^{3/2} operations and N log N elements.
    ///
    /// All bonds lead to neighbouring lines, so that one line separates.
    package var nestedDissection: [Int] { nestedDissection(last: []) }

    /// The same, with some sites left for the end, in the order of their numbers: a separator on top of all others.
    package func nestedDissection(last sites: Set<Site>) -> [Int] {
        var order: [Int] = []
        order.reserveCapacity(siteCount)
        append(
            Block(x: 0..<width, y: 0..<height, closesX: boundaryX == .periodic, closesY: boundaryY == .periodic), to: &order)
        let last = sites.map { index(of: $0) }.sorted()
        guard !last.isEmpty else { return order }
        let isLast = Set(last)
        return order.filter { !isLast.contains($0) } + last
    }

    private struct Block {
        var x: Range<Int>
        var y: Range<Int>
        /// Whether the first line is a neighbour of the last one.
        var closesX: Bool
        var closesY: Bool
    }

    private func append(_ block: Block, to order: inout [Int]) {
        let (columns, rows) = (block.x.count, block.y.count)
        guard max(columns, rows) > 2 else {
            for y in block.y { for x in block.x { order.append(index(of: Site(x: x, y: y))) } }
            return
        }
        // A ring is opened first, by its last line.
        var first = block
        if columns >= rows {
            let cut = block.closesX ? block.x.upperBound - 1 : block.x.lowerBound + columns / 2
            first.x = block.x.lowerBound..<cut
            first.closesX = false
            append(first, to: &order)
            var second = first
            second.x = cut + 1..<block.x.upperBound
            if !second.x.isEmpty { append(second, to: &order) }
            for y in block.y { order.append(index(of: Site(x: cut, y: y))) }
        } else {
            let cut = block.closesY ? block.y.upperBound - 1 : block.y.lowerBound + rows / 2
            first.y = block.y.lowerBound..<cut
            first.closesY = false
            append(first, to: &order)
            var second = first
            second.y = cut + 1..<block.y.upperBound
            if !second.y.isEmpty { append(second, to: &order) }
            for x in block.x { order.append(index(of: Site(x: x, y: cut))) }
        }
    }
}
