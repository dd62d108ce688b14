import BogoliubovDeGennes

/// A superconductor with one pair of impurities, and the symmetries that all its configurations share.
struct ImpuritySystem: Sendable {
    let superconductor: Superconductor
    let pair: ImpurityPair
    let equivalence: EquivalentConfigurations
    let mirror: ImpurityMirror?
    let allowed: Set<ExactReduction>

    init(_ superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>) {
        self.superconductor = superconductor
        self.pair = pair
        allowed = reductions
        equivalence =
            reductions.contains(.configurations) ? EquivalentConfigurations(superconductor, pair) : .none
        mirror = reductions.contains(.mirror) ? ImpurityMirror(superconductor, pair) : nil
    }

    /// Exchanges the impurities, or keeps them.
    private var mirrors: (x: Int?, y: Int?) { (pair.first.site.x + pair.second.site.x, pair.first.site.y + pair.second.site.y) }

    /// The part that the impurities change.
    func reduced(spins: (first: [Double], second: [Double])) -> ReducedHamiltonian {
        ReducedHamiltonian(
            superconductor, pair.with(spins: spins), mirrors: mirrors, space: mirror?.reaching, reductions: allowed)
    }

    /// Of the symmetries that the configurations share.
    var defect: Double { max(equivalence.defect, mirror?.defect ?? 0) }

    /// What has been used, the mirror common to all configurations included.
    func reductions(of plan: ReductionPlan) -> Set<ExactReduction> {
        mirror == nil ? plan.reductions : plan.reductions.union([.mirror])
    }
}
