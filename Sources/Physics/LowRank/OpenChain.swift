import BogoliubovDeGennes
import Numerics

/// A uniform open chain. The stretches left and right of the impurities are folded into their ends by doubling, which
/// takes O(log L) block products; between the impurities runs the ordinary recursion.
///
/// With H_{x,x+1} = T, the Green function of a longer chain follows from those of its parts A and B, joined by T, from
/// their blocks between the end sites (a: first-first, b: first-last, c: last-first, d: last-last):
///
///     P = (d_A⁻¹ - T a_B T†)⁻¹,  Q = (a_B⁻¹ - T† d_A T)⁻¹   (the joined chain at the joint)
///     a = a_A + b_A T a_B T† P d_A⁻¹ c_A     b = b_A T Q a_B⁻¹ b_B
///     c = c_B T† P d_A⁻¹ c_A                 d = d_B + c_B T† d_A T Q a_B⁻¹ b_B
///     det(z - H) = det(z - H_A) det(z - H_B) det(d_A) det(P)⁻¹
final class OpenChain<Size: BlockSize> {
    /// A chain of 2^k sites, by the blocks between its ends.
    private struct Segment {
        let a, b, c, d: LaneMatrix<Size>
        /// a⁻¹, and ln|det a|.
        let inverseA: LaneMatrix<Size>
        var logDetA = Lanes.zero
        var logDet = Lanes.zero
    }

    private let length: Int
    /// Where the impurities are: the first, and the second of each pair.
    private let first: Int
    private let seconds: [Int]
    private let window: ClosedRange<Int>

    private let hopping: LaneMatrix<Size>
    private let adjointHopping: LaneMatrix<Size>
    private var segments: [Segment]
    private let leftEnd: LaneMatrix<Size>
    private let rightEnd: LaneMatrix<Size>
    /// In the window: the Green function at a site of the part of the chain beyond it, seen from the first impurity.
    private let beyond: [LaneMatrix<Size>]
    private let scratch: [LaneMatrix<Size>]

    init(hopping: NambuMatrix, length: Int, first: Int, seconds: [Int], arena: LaneArena) {
        self.length = length
        self.first = first
        self.seconds = seconds
        window = min(first, seconds.min() ?? first)...max(first, seconds.max() ?? first)
        self.hopping = arena.matrix()
        self.hopping.fill(ModeHamiltonian.elements(of: hopping, in: Size.self))
        adjointHopping = arena.matrix()
        adjointHopping.fill(ModeHamiltonian.elements(of: hopping.adjoint, in: Size.self))
        let doublings = length.bitWidth - length.leadingZeroBitCount
        segments = (0..<doublings).map { _ in
            Segment(a: arena.matrix(), b: arena.matrix(), c: arena.matrix(), d: arena.matrix(), inverseA: arena.matrix())
        }
        leftEnd = arena.matrix()
        rightEnd = arena.matrix()
        beyond = arena.matrices(window.count)
        scratch = arena.matrices(8)
    }

    func solve(inverseSite: LaneMatrix<Size>, weights: ModeWeights?, into blocks: ImpurityBlocks<Size>) -> Lanes {
        guard let weights else {
            buildSegments(inverseSite, upTo: length)
            return foldLeft(sites: length)
        }
        let left = window.lowerBound
        let right = length - 1 - window.upperBound
        buildSegments(inverseSite, upTo: max(left, right))
        var logDet = foldLeft(sites: left) + foldRight(sites: right)
        logDet += recurInWindow(inverseSite, hasLeft: left > 0, hasRight: right > 0)
        collect(weights, into: blocks)
        return logDet
    }

    // MARK: Stretches outside the window

    /// Fills the segments of 1, 2, 4, … sites that a chain of so many sites can be put together from.
    private func buildSegments(_ inverseSite: LaneMatrix<Size>, upTo sites: Int) {
        guard sites > 0 else { return }
        let single = segments[0]
        single.a.copy(from: inverseSite)
        single.inverseA.copy(from: inverseSite)
        let logDet = 0.5 * single.a.invert().logarithm
        single.b.copy(from: single.a)
        single.c.copy(from: single.a)
        single.d.copy(from: single.a)
        segments[0].logDet = logDet
        segments[0].logDetA = -logDet
        for k in 1..<max(1, sites.bitWidth - sites.leadingZeroBitCount) { double(k) }
    }

    /// Segment k from two segments k - 1.
    private func double(_ k: Int) {
        let half = segments[k - 1]
        let whole = segments[k]
        let (u, v, p, q, x, y) = (scratch[0], scratch[1], scratch[2], scratch[3], scratch[4], scratch[5])
        let t = scratch[6]
        t.setProduct(hopping, half.a)
        u.setProduct(t, adjointHopping)
        t.setProduct(adjointHopping, half.d)
        v.setProduct(t, hopping)

        // x = P d⁻¹ c, y = Q a⁻¹ b.
        let inverseD = scratch[7]
        inverseD.copy(from: half.d)
        let logDetD = 0.5 * inverseD.invert().logarithm
        t.setProduct(inverseD, half.c)
        p.setSum(inverseD, minus: u)
        segments[k].logDet = 2 * half.logDet + logDetD + 0.5 * p.invert().logarithm
        x.setProduct(p, t)
        t.setProduct(half.inverseA, half.b)
        q.setSum(half.inverseA, minus: v)
        _ = q.invert()
        y.setProduct(q, t)

        t.setProduct(u, x)
        whole.a.setSum(half.a, plus: half.b, t)
        t.setProduct(adjointHopping, x)
        whole.c.setProduct(half.c, t)
        t.setProduct(hopping, y)
        whole.b.setProduct(half.b, t)
        t.setProduct(v, y)
        whole.d.setSum(half.d, plus: half.c, t)
        whole.inverseA.copy(from: whole.a)
        segments[k].logDetA = 0.5 * whole.inverseA.invert().logarithm
    }

    /// Puts the leftmost `sites` sites together; `leftEnd` becomes their Green function at the last one.
    private func foldLeft(sites: Int) -> Lanes {
        var logDet = Lanes.zero
        var isFirst = true
        let (v, q, t) = (scratch[0], scratch[1], scratch[2])
        for (k, segment) in segments.enumerated() where sites & (1 << k) != 0 {
            logDet += segment.logDet
            if isFirst {
                leftEnd.copy(from: segment.d)
                isFirst = false
                continue
            }
            t.setProduct(adjointHopping, leftEnd)
            v.setProduct(t, hopping)
            q.setSum(segment.inverseA, minus: v)
            logDet += segment.logDetA + 0.5 * q.invert().logarithm
            t.setProduct(segment.inverseA, segment.b)
            let y = scratch[3]
            y.setProduct(q, t)
            t.setProduct(v, y)
            leftEnd.setSum(segment.d, plus: segment.c, t)
        }
        return logDet
    }

    /// Puts the rightmost `sites` sites together; `rightEnd` becomes their Green function at the first one.
    private func foldRight(sites: Int) -> Lanes {
        var logDet = Lanes.zero
        var isFirst = true
        let (u, p, t, inverseD) = (scratch[0], scratch[1], scratch[2], scratch[3])
        for (k, segment) in segments.enumerated() where sites & (1 << k) != 0 {
            logDet += segment.logDet
            if isFirst {
                rightEnd.copy(from: segment.a)
                isFirst = false
                continue
            }
            t.setProduct(hopping, rightEnd)
            u.setProduct(t, adjointHopping)
            inverseD.copy(from: segment.d)
            logDet += 0.5 * inverseD.invert().logarithm
            p.setSum(inverseD, minus: u)
            logDet += 0.5 * p.invert().logarithm
            t.setProduct(inverseD, segment.c)
            let x = scratch[4]
            x.setProduct(p, t)
            t.setProduct(u, x)
            rightEnd.setSum(segment.a, plus: segment.b, t)
        }
        return logDet
    }

    // MARK: The window between the impurities

    /// From both ends of the window towards the first impurity, whose own Green function ends up in its place in
    /// `beyond`. Returns ln|det| of the window with the outer stretches eliminated.
    private func recurInWindow(_ inverseSite: LaneMatrix<Size>, hasLeft: Bool, hasRight: Bool) -> Lanes {
        var logDet = Lanes.zero
        var fromRight: LaneMatrix<Size>? = hasRight ? rightEnd : nil
        for x in stride(from: window.upperBound, to: first, by: -1) {
            let g = beyond[x - window.lowerBound]
            g.copy(from: inverseSite)
            if let fromRight { subtract(hopping, fromRight, adjointHopping, from: g) }
            logDet += 0.5 * g.invert().logarithm
            fromRight = g
        }
        var fromLeft: LaneMatrix<Size>? = hasLeft ? leftEnd : nil
        for x in stride(from: window.lowerBound, to: first, by: 1) {
            let g = beyond[x - window.lowerBound]
            g.copy(from: inverseSite)
            if let fromLeft { subtract(adjointHopping, fromLeft, hopping, from: g) }
            logDet += 0.5 * g.invert().logarithm
            fromLeft = g
        }
        let g = beyond[first - window.lowerBound]
        g.copy(from: inverseSite)
        if let fromRight { subtract(hopping, fromRight, adjointHopping, from: g) }
        if let fromLeft { subtract(adjointHopping, fromLeft, hopping, from: g) }
        return logDet + 0.5 * g.invert().logarithm
    }

    /// target -= a g b.
    @inline(__always)
    private func subtract(
        _ a: LaneMatrix<Size>, _ g: LaneMatrix<Size>, _ b: LaneMatrix<Size>, from target: LaneMatrix<Size>
    ) {
        scratch[0].setProduct(a, g)
        scratch[1].setProduct(scratch[0], b)
        target.setSum(target, minus: scratch[1])
    }

    /// Outwards from the first impurity: G(x', x1), G(x1, x') and G(x', x') at each second impurity x'.
    private func collect(_ weights: ModeWeights, into blocks: ImpurityBlocks<Size>) {
        let center = beyond[first - window.lowerBound]
        blocks.first.add(weights.first, center)
        for side in [1, -1] {
            let end = side == 1 ? window.upperBound : window.lowerBound
            guard end != first else { continue }
            let (out, back) = side == 1 ? (adjointHopping, hopping) : (hopping, adjointHopping)
            // Two sets, used in turn: (here, to the first, from the first).
            var current = (scratch[0], scratch[1], scratch[2])
            var next = (scratch[3], scratch[4], scratch[5])
            current.0.copy(from: center)
            current.1.copy(from: center)
            current.2.copy(from: center)
            let (propagator, other) = (scratch[6], scratch[7])
            for x in stride(from: first + side, through: end, by: side) {
                let g = beyond[x - window.lowerBound]
                propagator.setProduct(g, out)
                next.1.setProduct(propagator, current.1)  // G(x, x1) = g T† G(x - 1, x1)
                other.setProduct(propagator, current.0)
                propagator.setProduct(back, g)
                next.2.setProduct(current.2, propagator)  // G(x1, x) = G(x1, x - 1) T g
                next.0.setSum(g, plus: other, propagator)
                swap(&current, &next)
                for (pair, second) in seconds.enumerated() where second == x {
                    blocks.second[pair].add(weights.second[pair], current.0)
                    blocks.secondFirst[pair].add(weights.firstSecond[pair].conjugate, current.1)
                    blocks.firstSecond[pair].add(weights.firstSecond[pair], current.2)
                }
            }
        }
        // Impurities in the same column.
        for (pair, second) in seconds.enumerated() where second == first {
            blocks.second[pair].add(weights.second[pair], center)
            blocks.secondFirst[pair].add(weights.firstSecond[pair].conjugate, center)
            blocks.firstSecond[pair].add(weights.firstSecond[pair], center)
        }
    }
}
