import PearlExchange
import Sweep

extension Observable.Name {
    fileprivate static let potential = Self("V")
    fileprivate static let perpendicular = Self("J_perpendicular")
    fileprivate static let parallel = Self("J_parallel")
    fileprivate static let energy = Self("ground_state_energy")
    fileprivate static let gap = Self("gap")
    fileprivate static let weight = Self("superfluid_weight")
}

/// What the model `pearl-pair` computes at a point.
enum PearlPairObservables {
    private static let unit = "Gamma(0)2/(2 pi e2 D(0) r0(0)2)"

    static let all = [
        Observable(.potential, unit: "1", "Keldysh potential"),
        Observable(.perpendicular, unit: unit, "coupling of the moments' components perpendicular to the line between them"),
        Observable(.parallel, unit: unit, "coupling of the moments' components along the line between them"),
        Observable(.energy, unit: unit, "lowest energy of the pair"),
        Observable(.gap, unit: "1", "superconducting gap over that at T = 0"),
        Observable(.weight, unit: "1", "superfluid weight over that at T = 0"),
    ]

    static let table = [
        TableColumn("V", .potential), TableColumn("J_⊥", .perpendicular), TableColumn("J_∥", .parallel),
        TableColumn("D/D0", .weight),
    ]

    static func values(_ superfluid: Superfluid, _ scale: SupercurrentScale, _ coupling: PairCoupling) -> PointValues {
        var values = PointValues(solver: "integrals")
        // Logarithmic slopes: at most 3 of the scale, 3 of a coupling by the distance, 1 of V.
        let relative = superfluid.weightError / superfluid.weight
        let (perpendicular, parallel) = (scale.coupling * coupling.perpendicular, scale.coupling * coupling.parallel)
        let error = scale.coupling * coupling.couplingError + 6 * relative * parallel + 4 * .ulpOfOne * parallel
        values[.potential] = Estimate(coupling.potential, error: coupling.potentialError + relative)
        values[.perpendicular] = Estimate(perpendicular, error: error)
        values[.parallel] = Estimate(parallel, error: error)
        values[.energy] = Estimate(-max(perpendicular, parallel), error: error)
        values[.gap] = Estimate(superfluid.gap, error: superfluid.gapError)
        values[.weight] = Estimate(superfluid.weight, error: superfluid.weightError)
        return values
    }

    static let conventions =
        PearlParameters.conventions + [
            (
                name: "J_convention",
                text:
                    "F = J_⊥ m_1⊥m_2⊥ - J_∥ m_1∥m_2∥ (Eq. 8), ⊥ and ∥ to the line between the impurities; x J_⊥ = -V'(x), J_∥ = V''(x),"
                    + " x = r/r0(T); the least is -J_∥, both moments along the line and parallel"
            ),
            (
                name: "units_convention",
                text: "Γ²/(2πe²Dr0²) at T = 0; at T it is (D/D0)³ of that for gamma: proportional-to-d, and D/D0 for constant"
            ),
        ]
}
