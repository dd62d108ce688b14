import BogoliubovDeGennes
import Numerics

/// A uniform open chain: the stretches left and right of the impurities are decimated onto the sites next to them, which
/// takes O(log L) block products (`Decimation`); between the impurities runs the ordinary recursion.
final class OpenChain<Size: BlockSize> {
    private let length: Int
    /// Where the impurities are: the first, and the second of each pair.
    private let first: Int
    private let seconds: [Int]
    private let window: ClosedRange<Int>

    private let hopping: LaneMatrix<Size>
    private let adjointHopping: LaneMatrix<Size>
    private let decimation: Decimation<Size>
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
        decimation = Decimation(hopping: self.hopping, adjointHopping: adjointHopping, arena: arena)
        beyond = arena.matrices(window.count)
        scratch = arena.matrices(8)
    }

    /// As in `ChainGreenFunction`.
    func solve(inverseSite: LaneMatrix<Size>, weights: ModeWeights?, into blocks: ImpurityBlocks<Size>) -> Lanes {
        guard let weights else {
            // Everything onto the last site.
            let logDet = decimation.fold(inverseSite, left: length - 1, right: 0)
            scratch[0].setSum(inverseSite, minus: decimation.leftSelfEnergy)
            return logDet + 0.5 * scratch[0].invert().logarithm
        }
        let outside = decimation.fold(inverseSite, left: window.lowerBound, right: length - 1 - window.upperBound)
        let inside = recurInWindow(inverseSite)
        collect(weights, into: blocks)
        return outside + inside
    }

    /// From both ends of the window towards the first impurity, whose own Green function ends up in its place in
    /// `beyond`. Returns ln|det| of the window with the outer stretches eliminated.
    private func recurInWindow(_ inverseSite: LaneMatrix<Size>) -> Lanes {
        var logDet = Lanes.zero
        for x in stride(from: window.upperBound, to: first, by: -1) { logDet += advance(to: x, inverseSite) }
        for x in stride(from: window.lowerBound, to: first, by: 1) { logDet += advance(to: x, inverseSite) }
        return logDet + advance(to: first, inverseSite)
    }

    /// The Green function at x of the part of the window from its end, or both its ends, to x.
    @inline(__always)
    private func advance(to x: Int, _ inverseSite: LaneMatrix<Size>) -> Lanes {
        let g = beyond[x - window.lowerBound]
        g.copy(from: inverseSite)
        if x == window.lowerBound { g.setSum(g, minus: decimation.leftSelfEnergy) }
        if x == window.upperBound { g.setSum(g, minus: decimation.rightSelfEnergy) }
        if x >= first && x < window.upperBound {
            subtract(hopping, beyond[x + 1 - window.lowerBound], adjointHopping, from: g)
        }
        if x <= first && x > window.lowerBound {
            subtract(adjointHopping, beyond[x - 1 - window.lowerBound], hopping, from: g)
        }
        return 0.5 * g.invert().logarithm
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
