import BogoliubovDeGennes
import Numerics

/// One chain in x, eliminated by `StableSegments`: its determinant, and the equations N u + D p = 0 between the columns
/// that hold impurities, p being the source there.
///
/// -N⁻¹D is the Green function between these columns. Where the chain has a zero mode it is of order 1/ω, and N and D are
/// not.
final class StableChain {
    let size: Int
    private let length: Int
    /// The factor of the last bond of a ring; nil for an open chain.
    private let closing: Double?
    private let segments: StableSegments
    private let whole: LaneEquations
    private let stack: LaneEquations
    private let left: LaneEquations
    private let right: LaneEquations
    private let end: LaneEquations
    private var inverseSite: UnsafeMutablePointer<Lanes>?

    /// - Parameter closing: ±1 for a ring, the factor of its last bond; nil for an open chain.
    init(size: Int, length: Int, closing: Double?, arena: LaneArena) {
        self.size = size
        self.length = length
        self.closing = closing
        segments = StableSegments(size: size, arena: arena)
        whole = arena.equations(rows: 2 * size, columns: 2 * size)
        stack = arena.equations(rows: 6 * size, columns: 8 * size)
        left = arena.equations(rows: size, columns: 2 * size)
        right = arena.equations(rows: size, columns: 2 * size)
        end = arena.equations(rows: 2 * size, columns: 3 * size)
    }

    /// Begins anew with z - h, which must stay where it is, and the hopping from each site to the next and back.
    func begin(
        _ inverseSite: UnsafeMutablePointer<Lanes>, hopping: [Complex<Double>], adjointHopping: [Complex<Double>]
    ) {
        segments.hopping = hopping
        segments.adjointHopping = adjointHopping
        self.inverseSite = inverseSite
        segments.begin(inverseSite)
    }

    /// ln|det(z - H)|.
    func logarithmOfDeterminant() -> Lanes {
        let b = size
        let (chain, logarithm) = segments.segment(length)
        whole.clear()
        whole.add(1, chain, columns: 0..<2 * b, row: 0, column: 0)
        if let closing {
            // f_a = ±T† u_c, f_c = ±T u_a.
            whole.add(
                chain, columns: 2 * b..<3 * b, times: segments.adjointHopping.map { Complex(closing) * $0 }, row: 0,
                column: b)
            whole.add(
                chain, columns: 3 * b..<4 * b, times: segments.hopping.map { Complex(closing) * $0 }, row: 0, column: 0)
        }
        return logarithm + whole.eliminate(first: 2 * b)
    }

    /// The equations between the columns `first` and `second`: unknowns u1, u2, p1, p2, or u and p if they are the same.
    ///
    /// - Parameter result: 2 or 1 times the block's size of rows.
    func equations(first: Int, second: Int, into result: LaneEquations) {
        if first == second {
            aroundOne(first, into: result)
        } else {
            aroundTwo(min(first, second), max(first, second), isSwapped: second < first, into: result)
        }
    }

    private func aroundOne(_ site: Int, into result: LaneEquations) {
        let b = size
        guard let closing else {
            let (hasLeft, hasRight) = (site > 0, site < length - 1)
            let ends = (hasLeft ? 1 : 0) + (hasRight ? 1 : 0)
            let table = stack.reshaped(rows: (ends + 1) * b, columns: (ends + 2) * b)
            table.clear()
            let u = ends * b
            place(site: table, row: ends * b, column: u, source: u + b)
            var row = 0
            if hasLeft {
                leftEnd(site)
                attach(left, in: table, row: row, column: row, to: u, by: segments.hopping)
                table.add(-1, segments.adjointHopping, size: b, row: ends * b, column: row)
                row += b
            }
            if hasRight {
                rightEnd(length - 1 - site)
                attach(right, in: table, row: row, column: row, to: u, by: segments.adjointHopping)
                table.add(-1, segments.hopping, size: b, row: ends * b, column: row)
            }
            _ = table.eliminate(first: ends * b)
            result.takeRest(of: table, without: ends * b)
            return
        }
        let table = stack.reshaped(rows: 3 * b, columns: 4 * b)
        table.clear()
        place(site: table, row: 2 * b, column: 2 * b, source: 3 * b)
        let rest = segments.segment(length - 1).equations
        table.add(1, rest, columns: 0..<2 * b, row: 0, column: 0)
        table.add(rest, columns: 2 * b..<3 * b, times: segments.adjointHopping, row: 0, column: 2 * b)
        table.add(
            rest, columns: 3 * b..<4 * b, times: segments.hopping.map { Complex(closing) * $0 }, row: 0, column: 2 * b)
        table.add(-1, segments.hopping, size: b, row: 2 * b, column: 0)
        table.add(-closing, segments.adjointHopping, size: b, row: 2 * b, column: b)
        _ = table.eliminate(first: 2 * b)
        result.takeRest(of: table, without: 2 * b)
    }

    /// - Parameters:
    ///   - l, r: the columns, from left to right.
    ///   - isSwapped: whether the first impurity is the right one.
    private func aroundTwo(_ l: Int, _ r: Int, isSwapped: Bool, into result: LaneEquations) {
        let b = size
        let (t, adjoint) = (segments.hopping, segments.adjointHopping)
        let between = r - l - 1
        let hasLeft = closing == nil && l > 0
        let hasRight = closing == nil && r < length - 1
        let around = closing == nil ? 0 : length - 2 - between
        let eliminated = (between > 0 ? 2 : 0) + (around > 0 ? 2 : 0) + (hasLeft ? 1 : 0) + (hasRight ? 1 : 0)
        let table = stack.reshaped(rows: (eliminated + 2) * b, columns: (eliminated + 4) * b)
        table.clear()
        let first = eliminated * b
        let (ul, ur) = isSwapped ? (first + b, first) : (first, first + b)
        let (siteL, siteR) = (eliminated * b, (eliminated + 1) * b)
        place(site: table, row: siteL, column: ul, source: ul + 2 * b)
        place(site: table, row: siteR, column: ur, source: ur + 2 * b)
        var next = 0
        if between > 0 {
            let middle = segments.segment(between).equations
            table.add(1, middle, columns: 0..<2 * b, row: next, column: next)
            table.add(middle, columns: 2 * b..<3 * b, times: adjoint, row: next, column: ul)
            table.add(middle, columns: 3 * b..<4 * b, times: t, row: next, column: ur)
            table.add(-1, t, size: b, row: siteL, column: next)
            table.add(-1, adjoint, size: b, row: siteR, column: next + b)
            next += 2 * b
        } else {
            table.add(-1, t, size: b, row: siteL, column: ur)
            table.add(-1, adjoint, size: b, row: siteR, column: ul)
        }
        if let closing {
            // The sign of the last bond, moved to the bond that ends at l: nothing changes at the impurities.
            if around > 0 {
                let outer = segments.segment(around).equations
                table.add(1, outer, columns: 0..<2 * b, row: next, column: next)
                table.add(outer, columns: 2 * b..<3 * b, times: adjoint, row: next, column: ur)
                table.add(outer, columns: 3 * b..<4 * b, times: t.map { Complex(closing) * $0 }, row: next, column: ul)
                table.add(-1, t, size: b, row: siteR, column: next)
                table.add(-closing, adjoint, size: b, row: siteL, column: next + b)
            } else {
                table.add(-closing, t, size: b, row: siteR, column: ul)
                table.add(-closing, adjoint, size: b, row: siteL, column: ur)
            }
        }
        if hasLeft {
            leftEnd(l)
            attach(left, in: table, row: next, column: next, to: ul, by: t)
            table.add(-1, adjoint, size: b, row: siteL, column: next)
            next += b
        }
        if hasRight {
            rightEnd(length - 1 - r)
            attach(right, in: table, row: next, column: next, to: ur, by: adjoint)
            table.add(-1, t, size: b, row: siteR, column: next)
        }
        _ = table.eliminate(first: eliminated * b)
        result.takeRest(of: table, without: eliminated * b)
    }

    /// (z - h) u - p.
    private func place(site table: LaneEquations, row: Int, column: Int, source: Int) {
        guard let inverseSite else { preconditionFailure("begin first") }
        for i in 0..<size {
            for j in 0..<size {
                let entry = 2 * (i * size + j)
                table[row + i, column + j].real += inverseSite[entry]
                table[row + i, column + j].imaginary += inverseSite[entry + 1]
            }
        }
        table.addIdentity(-1, size: size, row: row, column: source)
    }

    /// An end stretch, whose unknown stands at (row, column), acted on by coupling × the unknown at `site`.
    private func attach(
        _ stretch: LaneEquations, in table: LaneEquations, row: Int, column: Int, to site: Int, by coupling: [Complex<Double>]
    ) {
        table.add(1, stretch, columns: 0..<size, row: row, column: column)
        table.add(stretch, columns: size..<2 * size, times: coupling, row: row, column: site)
    }

    /// The first `count` sites of an open chain: equations of its last site and of what acts on that.
    private func leftEnd(_ count: Int) {
        let b = size
        let stretch = segments.segment(count).equations
        end.clear()
        end.add(1, stretch, columns: 0..<2 * b, row: 0, column: 0)
        end.add(1, stretch, columns: 3 * b..<4 * b, row: 0, column: 2 * b)
        _ = end.eliminate(first: b)
        left.takeRest(of: end, without: b)
    }

    /// The last `count` sites of an open chain: equations of its first site and of what acts on that.
    private func rightEnd(_ count: Int) {
        let b = size
        let stretch = segments.segment(count).equations
        end.clear()
        end.add(1, stretch, columns: b..<2 * b, row: 0, column: 0)
        end.add(1, stretch, columns: 0..<b, row: 0, column: b)
        end.add(1, stretch, columns: 2 * b..<3 * b, row: 0, column: 2 * b)
        _ = end.eliminate(first: b)
        right.takeRest(of: end, without: b)
    }
}
