/// (z - H)⁻¹ of one open chain of 4 × 4 blocks at z = E + iη, by eliminations from both ends:
///
///     L_x = (z - h - T†L_{x-1}T)⁻¹,   R_x = (z - h - T R_{x+1}T†)⁻¹,   g_xx = (z - h - T†L_{x-1}T - T R_{x+1}T†)⁻¹
struct SolvedChain {
    /// g_xx.
    let diagonal: [Block4]
    /// A bound on the error of every block, in the Frobenius norm.
    let error: Double
    /// R_x T† and L_x T: what leads a column on, to the right and to the left.
    private let toRight: [Block4]
    private let toLeft: [Block4]
    /// T R_x and T†L_x: the same for rows.
    private let rowToRight: [Block4]
    private let rowToLeft: [Block4]

    init(
        _ length: Int, onSite: Block4, hopping: Block4, adjointHopping: Block4, hoppingNorm: Double, bound: Double,
        energy: Double,
        broadening: Double
    ) {
        var diagonalBlock = Block4.zero - onSite
        diagonalBlock.re.0[0] += energy
        diagonalBlock.re.1[1] += energy
        diagonalBlock.re.2[2] += energy
        diagonalBlock.re.3[3] += energy
        diagonalBlock.im.0[0] += broadening
        diagonalBlock.im.1[1] += broadening
        diagonalBlock.im.2[2] += broadening
        diagonalBlock.im.3[3] += broadening

        var selfEnergyOfLeft = [Block4](repeating: .zero, count: length)
        var selfEnergyOfRight = selfEnergyOfLeft
        var (toLeft, toRight, rowToLeft, rowToRight) = (selfEnergyOfLeft, selfEnergyOfLeft, selfEnergyOfLeft, selfEnergyOfLeft)
        var defect = 0.0
        for x in 0..<length {
            let equations = diagonalBlock - selfEnergyOfLeft[x]
            let inverse = equations.inverse
            defect = max(defect, Self.defect(equations, inverse))
            toLeft[x] = inverse * hopping
            rowToLeft[x] = adjointHopping * inverse
            if x + 1 < length { selfEnergyOfLeft[x + 1] = adjointHopping * toLeft[x] }
        }
        for x in (0..<length).reversed() {
            let equations = diagonalBlock - selfEnergyOfRight[x]
            let inverse = equations.inverse
            defect = max(defect, Self.defect(equations, inverse))
            toRight[x] = inverse * adjointHopping
            rowToRight[x] = hopping * inverse
            if x > 0 { selfEnergyOfRight[x - 1] = hopping * toRight[x] }
        }
        var diagonal: [Block4] = []
        diagonal.reserveCapacity(length)
        var (own, trace) = (0.0, 0.0)
        for x in 0..<length {
            let equations = diagonalBlock - selfEnergyOfLeft[x] - selfEnergyOfRight[x]
            let block = equations.inverse
            own = max(own, Self.defect(equations, block))
            trace = max(trace, -(block.im.0[0] + block.im.1[1] + block.im.2[2] + block.im.3[3]))
            diagonal.append(block)
        }
        // A column c of blocks has the norm |c|² = -Im Tr g_xx/η. Its residual is that of g_xx in its own row, and in each row beyond
        // that of the inverse there, times T and the block before; products are rounded, too. An error δG = G R of a block takes a
        // row of G, whose norm is that of a column since z - H is normal, or |G| ≤ 1/η.
        let norm = (max(0, trace) / broadening).squareRoot()
        let rounding = 16 * .ulpOfOne * (bound + broadening)
        let residual = own.squareRoot() + (1.5 * defect.squareRoot() * hoppingNorm + rounding) * norm
        error = residual * min(1 / broadening, 1.1 * norm)
        self.diagonal = diagonal
        self.toRight = toRight
        self.toLeft = toLeft
        self.rowToRight = rowToRight
        self.rowToLeft = rowToLeft
    }

    /// How far two blocks are from being inverse to each other, from either side: as a squared norm.
    private static func defect(_ a: Block4, _ b: Block4) -> Double {
        max((a * b - .identity).squaredNorm, (b * a - .identity).squaredNorm)
    }

    /// g(x, start) for all x.
    func column(from start: Int) -> [Block4] {
        var column = diagonal
        for x in start + 1..<max(diagonal.count, start + 1) { column[x] = toRight[x] * column[x - 1] }
        for x in (0..<start).reversed() { column[x] = toLeft[x] * column[x + 1] }
        return column
    }

    /// g(end, x) for all x.
    func row(to end: Int) -> [Block4] {
        var row = diagonal
        for x in end + 1..<max(diagonal.count, end + 1) { row[x] = row[x - 1] * rowToRight[x] }
        for x in (0..<end).reversed() { row[x] = row[x + 1] * rowToLeft[x] }
        return row
    }
}
