import Numerics

/// The Green function between two impurities as a matrix fraction: equations N s + D p = 0 between what is felt there, s,
/// and the source p, so that G0 = -N⁻¹D. N and D stay of order one where G0 does not, and
///
///     det(1 - G0 V) = det(N + D V) / det N
///
/// loses digits in proportion to 1/ω at a zero mode, where any form made of G0 loses them in proportion to 1/ω².
///
/// Chains are added one after another: with the equations N' u + D' p' = 0 of a chain that holds the impurities with the
/// amplitudes W, s grows by W u and p' = W† p, and u is eliminated from the old equations and the chain's, stacked.
final class MatrixFraction {
    /// The size of one site's block.
    private let size: Int
    /// Columns: s at both impurities, then p.
    let equations: LaneEquations
    private let stack: LaneEquations

    init(size: Int, arena: LaneArena) {
        self.size = size
        equations = arena.equations(rows: 2 * size, columns: 4 * size)
        stack = arena.equations(rows: 4 * size, columns: 6 * size)
    }

    /// G0 = 0.
    func clear() {
        equations.clear()
        equations.addIdentity(1, size: 2 * size, row: 0, column: 0)
    }

    /// - Parameters:
    ///   - chain: its equations, for the two impurities' columns, or for the one that both are in.
    ///   - amplitudes: φ at the two impurities.
    func add(_ chain: LaneEquations, amplitudes: (Complex<Double>, Complex<Double>)) {
        let b = size
        let unknowns = chain.rows
        let table = stack.reshaped(rows: 2 * b + unknowns, columns: unknowns + 4 * b)
        table.clear()
        // N (s - W u) + D p = 0.
        table.add(1, equations, columns: 0..<4 * b, row: 0, column: unknowns)
        for (site, amplitude) in [amplitudes.0, amplitudes.1].enumerated() {
            let column = unknowns == b ? 0 : site * b
            table.add(-amplitude, equations, columns: site * b..<(site + 1) * b, row: 0, column: column)
            table.add(
                amplitude.conjugate, chain, columns: unknowns + column..<unknowns + column + b, row: 2 * b,
                column: unknowns + (2 + site) * b)
        }
        table.add(1, chain, columns: 0..<unknowns, row: 2 * b, column: 0)
        _ = table.eliminate(first: unknowns)
        equations.takeRest(of: table, without: unknowns)
    }
}
