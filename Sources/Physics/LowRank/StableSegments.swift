import Numerics

/// Stretches of a uniform chain, eliminated stably in a logarithmic number of steps.
///
/// A stretch from site a to site c is kept as the equations that its ends obey once its interior is eliminated,
///
///     Na u_a + Nc u_c + Da f_a + Dc f_c = 0
///
/// where u is what (z - H)u = p is solved for, and f_a = T† u_{a-1}, f_c = T u_{c+1} is what the neighbours outside act
/// with: -N⁻¹D is the Green function of the stretch between its ends, but it is never formed, and may be as large as it
/// likes. Two stretches are joined by eliminating the two sites at the seam from the equations of both, stacked, by
/// orthogonal reflections; nothing grows. (S. J. Wright, SIAM J. Sci. Stat. Comput. 13, 742, for the stacking.)
///
/// ln|det(z - H)| of the stretch by itself is ln|det N| plus a logarithm that is kept with it.
final class StableSegments {
    /// The size of a site's block.
    let size: Int
    /// From each site to the next, and back; row by row.
    var hopping: [Complex<Double>] = []
    var adjointHopping: [Complex<Double>] = []
    /// Stretches of 1, 2, 4, … sites, as far as they have been made.
    private var powers: [(equations: LaneEquations, logarithm: Lanes)] = []
    private var known = 0
    private let seam: LaneEquations
    private let product: LaneEquations
    private let arena: LaneArena

    init(size: Int, arena: LaneArena) {
        self.size = size
        self.arena = arena
        seam = arena.equations(rows: 4 * size, columns: 6 * size)
        product = arena.equations(rows: 2 * size, columns: 4 * size)
    }

    /// A table for a stretch.
    func emptySegment() -> LaneEquations { arena.equations(rows: 2 * size, columns: 4 * size) }

    /// Begins anew with z - h, row by row.
    func begin(_ inverseSite: UnsafeMutablePointer<Lanes>) {
        if powers.isEmpty { powers.append((emptySegment(), .zero)) }
        let site = powers[0].equations
        site.clear()
        // u_a = u_c, and (z - h) u_a = f_a + f_c.
        site.addIdentity(1, size: size, row: 0, column: 0)
        site.addIdentity(-1, size: size, row: 0, column: size)
        for row in 0..<size {
            for column in 0..<size {
                let entry = 2 * (row * size + column)
                site[size + row, column] = (inverseSite[entry], inverseSite[entry + 1])
            }
        }
        site.addIdentity(-1, size: size, row: size, column: 2 * size)
        site.addIdentity(-1, size: size, row: size, column: 3 * size)
        known = 1
    }

    /// A stretch of `count` > 0 sites; the equations stay valid until the next call.
    func segment(_ count: Int) -> (equations: LaneEquations, logarithm: Lanes) {
        var result: (equations: LaneEquations, logarithm: Lanes)?
        var power = 0
        while count >> power > 0 {
            if known == power { double() }
            if (count >> power) & 1 == 1 {
                if let shorter = result {
                    result = join(shorter, powers[power], into: product)
                } else {
                    product.copy(from: powers[power].equations)
                    result = (product, powers[power].logarithm)
                }
            }
            power += 1
        }
        guard let result else { preconditionFailure("a stretch has at least one site") }
        return result
    }

    private func double() {
        if powers.count == known { powers.append((emptySegment(), .zero)) }
        powers[known] = join(powers[known - 1], powers[known - 1], into: powers[known].equations)
        known += 1
    }

    /// `left` and `right` side by side.
    private func join(
        _ left: (equations: LaneEquations, logarithm: Lanes), _ right: (equations: LaneEquations, logarithm: Lanes),
        into result: LaneEquations
    ) -> (equations: LaneEquations, logarithm: Lanes) {
        let b = size
        // Unknowns: the left stretch's last site, the right one's first, then the four of the result.
        seam.clear()
        seam.add(1, left.equations, columns: b..<2 * b, row: 0, column: 0)
        seam.add(left.equations, columns: 3 * b..<4 * b, times: hopping, row: 0, column: b)
        seam.add(1, left.equations, columns: 0..<b, row: 0, column: 2 * b)
        seam.add(1, left.equations, columns: 2 * b..<3 * b, row: 0, column: 4 * b)
        seam.add(right.equations, columns: 2 * b..<3 * b, times: adjointHopping, row: 2 * b, column: 0)
        seam.add(1, right.equations, columns: 0..<b, row: 2 * b, column: b)
        seam.add(1, right.equations, columns: b..<2 * b, row: 2 * b, column: 3 * b)
        seam.add(1, right.equations, columns: 3 * b..<4 * b, row: 2 * b, column: 5 * b)
        let triangle = seam.eliminate(first: 2 * b)
        result.takeRest(of: seam, without: 2 * b)
        return (result, left.logarithm + right.logarithm + triangle)
    }
}
