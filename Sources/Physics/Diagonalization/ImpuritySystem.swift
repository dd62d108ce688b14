import BogoliubovDeGennes

/// A superconductor with one pair of impurities, and the symmetries that all its configurations share.
struct ImpuritySystem: Sendable {
    let superconductor: Superconductor
    let pair: ImpurityPair
    let equivalence: EquivalentConfigurations
    let mirror: ImpurityMirror?
    let allowed: Set<ExactReduction>
    /// What may exchange the impurities, or keep them.
    private let moves: [SitePermutation]

    init(_ superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>) {
        self.superconductor = superconductor
        self.pair = pair
        allowed = reductions
        moves = superconductor.lattice.involutions(about: pair.middle)
        equivalence =
            reductions.contains(.configurations) ? EquivalentConfigurations(superconductor, pair, moves: moves) : .none
        mirror = reductions.contains(.mirror) ? ImpurityMirror(superconductor, pair) : nil
    }

    /// The part that the impurities change.
    func reduced(spins: (first: [Double], second: [Double])) -> ReducedHamiltonian {
        ReducedHamiltonian(
            superconductor, pair.with(spins: spins), moves: moves, space: mirror?.reaching, reductions: allowed)
    }

    /// Of the symmetries that the configurations share.
    var defect: Double { max(equivalence.defect, mirror?.defect ?? 0) }

    /// What has been used, the mirror common to all configurations included.
    func reductions(of plan: ReductionPlan) -> Set<ExactReduction> {
        mirror == nil ? plan.reductions : plan.reductions.union([.mirror])
    }
}

extension ImpurityPair {
    /// The point half way between the two.
    var middle: LatticePoint { LatticePoint(between: LatticePoint(first.site), LatticePoint(second.site)) }
}
