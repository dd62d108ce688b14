import Numerics

/// Eliminates uniform stretches of a chain, half of their sites at a time.
///
/// Every second site of a uniform stretch has the same inverse propagator M = z - h, so one inversion g = M⁻¹ eliminates
/// them all. What remains is again uniform, of half the length, with
///
///     M' = M - α g β - β g α,   α' = α g α,   β' = β g β
///
/// where α couples a site to its right neighbour (T at first) and β to its left one (T†). Only the far end of a stretch
/// differs, and is carried along. (Sancho, Sancho, Rubio, J. Phys. F 15, 851, for a stretch of any length.)
///
/// Nothing is pivoted across sites. Where M is nearly singular, as it is where the site by itself has a zero mode, terms of
/// order |M⁻¹| appear and cancel later. How large they were is part of the answer (`Elimination.squaredGrowth`).
final class Decimation<Size: BlockSize> {
    /// What the stretches on the left and on the right, eliminated, subtract from z - h of the sites next to them.
    let leftSelfEnergy: LaneMatrix<Size>
    let rightSelfEnergy: LaneMatrix<Size>

    private let hopping: LaneMatrix<Size>
    private let adjointHopping: LaneMatrix<Size>
    private let inverse: LaneMatrix<Size>
    private let propagator: LaneMatrix<Size>
    /// α and β, and their successors.
    private var couplings: (LaneMatrix<Size>, LaneMatrix<Size>)
    private var nextCouplings: (LaneMatrix<Size>, LaneMatrix<Size>)
    /// α g β and β g α: what a site owes to an eliminated neighbour on its right, and on its left.
    private let fromRight: LaneMatrix<Size>
    private let fromLeft: LaneMatrix<Size>
    private let leftEdge: LaneMatrix<Size>
    private let rightEdge: LaneMatrix<Size>
    private let scratch: [LaneMatrix<Size>]

    init(hopping: LaneMatrix<Size>, adjointHopping: LaneMatrix<Size>, arena: LaneArena) {
        self.hopping = hopping
        self.adjointHopping = adjointHopping
        leftSelfEnergy = arena.matrix()
        rightSelfEnergy = arena.matrix()
        inverse = arena.matrix()
        propagator = arena.matrix()
        couplings = (arena.matrix(), arena.matrix())
        nextCouplings = (arena.matrix(), arena.matrix())
        fromRight = arena.matrix()
        fromLeft = arena.matrix()
        leftEdge = arena.matrix()
        rightEdge = arena.matrix()
        scratch = arena.matrices(3)
    }

    /// A stretch that shrinks towards the site it is folded onto.
    private struct Stretch {
        var sites: Int
        /// Whether the site at the far end is still like all others.
        var isUniform = true
    }

    /// Folds `left` sites onto the site to their right, and `right` sites onto the site to their left.
    ///
    /// - Parameters:
    ///   - inverseSite: z - h.
    ///   - powers: as in `Inversion.logarithm(over:)`.
    func fold(_ inverseSite: LaneMatrix<Size>, powers: Lanes, left: Int, right: Int) -> Elimination {
        leftSelfEnergy.clear()
        rightSelfEnergy.clear()
        inverse.copy(from: inverseSite)
        couplings.0.copy(from: hopping)
        couplings.1.copy(from: adjointHopping)
        var stretches = (left: Stretch(sites: left), right: Stretch(sites: right))
        var result = Elimination()
        var levels = 0.0
        while stretches.left.sites > 0 || stretches.right.sites > 0 {
            let (alpha, beta) = couplings
            propagator.copy(from: inverse)
            let inversion = propagator.invert()
            let logPivot = inversion.logarithm(over: powers)
            let squaredCouplings = alpha.squaredNorm * beta.squaredNorm
            result.squaredGrowth += inversion.growth(eliminating: propagator, squaredCouplings: squaredCouplings)
            levels += 1
            let (alphaG, betaG) = (scratch[0], scratch[1])
            alphaG.setProduct(alpha, propagator)
            betaG.setProduct(beta, propagator)
            fromRight.setProduct(alphaG, beta)
            fromLeft.setProduct(betaG, alpha)
            nextCouplings.0.setProduct(alphaG, alpha)
            nextCouplings.1.setProduct(betaG, beta)

            halve(
                &stretches.left, edge: leftEdge, towards: beta, back: alpha, inner: fromLeft, outer: fromRight,
                logPivot, powers, squaredCouplings, onto: leftSelfEnergy, &result)
            halve(
                &stretches.right, edge: rightEdge, towards: alpha, back: beta, inner: fromRight, outer: fromLeft,
                logPivot, powers, squaredCouplings, onto: rightSelfEnergy, &result)

            inverse.setSum(inverse, minus: fromRight)
            inverse.setSum(inverse, minus: fromLeft)
            swap(&couplings, &nextCouplings)
        }
        // (Σ e)² ≤ number × Σ e².
        result.squaredGrowth *= levels
        return result
    }

    /// Eliminates every second site of a stretch, beginning with the one next to the site it is folded onto.
    ///
    /// - Parameters:
    ///   - edge: z - h of the far end, where that is not like all others.
    ///   - towards, back: the coupling from a site to its neighbour at the far side, and back.
    ///   - inner: what a site owes to an eliminated neighbour at the far side; `outer`: at the near side.
    ///   - result: receives ln|det| of what was eliminated, and its growth.
    @inline(__always)
    private func halve(
        _ stretch: inout Stretch, edge: LaneMatrix<Size>, towards: LaneMatrix<Size>, back: LaneMatrix<Size>,
        inner: LaneMatrix<Size>, outer: LaneMatrix<Size>, _ logPivot: Lanes, _ powers: Lanes,
        _ squaredCouplings: Lanes, onto selfEnergy: LaneMatrix<Size>, _ result: inout Elimination
    ) {
        guard stretch.sites > 0 else { return }
        let (bulk, remainder) = stretch.sites.quotientAndRemainder(dividingBy: 2)
        stretch.sites = bulk
        result.logDet += Double(bulk) * logPivot
        if remainder == 0 {
            // The far end stays and loses its neighbour at the near side.
            selfEnergy.add(1.0, inner)
            edge.setSum(stretch.isUniform ? inverse : edge, minus: outer)
            stretch.isUniform = false
            return
        }
        // The far end goes too.
        var fromEdge = inner
        if stretch.isUniform {
            result.logDet += logPivot
        } else {
            let inversion = edge.invert()
            result.logDet += inversion.logarithm(over: powers)
            result.squaredGrowth += inversion.growth(eliminating: edge, squaredCouplings: squaredCouplings)
            fromEdge = scratch[2]
            scratch[0].setProduct(towards, edge)
            fromEdge.setProduct(scratch[0], back)
        }
        guard bulk > 0 else {
            selfEnergy.add(1.0, fromEdge)
            return
        }
        selfEnergy.add(1.0, inner)
        if !stretch.isUniform {
            edge.setSum(inverse, minus: outer)
            edge.setSum(edge, minus: fromEdge)
        }
    }
}

/// What an elimination leaves behind besides the self-energies.
struct Elimination {
    /// ln|det| of what was eliminated, less ln ω for each level.
    var logDet = Lanes.zero
    /// The elimination is the exact one of a matrix that differs by some ε_mach times the root of this.
    var squaredGrowth = Lanes.zero
}

extension LaneMatrix.Inversion {
    /// The square of what a step α g β adds to the backward error, in units of ε_mach: the rounding of the product and that
    /// of g, which is g δM g with |δM|² = `squaredGrowth`; and |δM|² itself.
    ///
    /// - Parameters:
    ///   - inverse: g.
    ///   - squaredCouplings: |α|²|β|².
    @inline(__always)
    func growth(eliminating inverse: LaneMatrix, squaredCouplings: Lanes) -> Lanes {
        let squared = inverse.squaredNorm
        return squaredGrowth + squaredCouplings * squared * (1 + squaredGrowth * squared)
    }
}
