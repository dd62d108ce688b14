import RashbaTorque
import Sweep

extension Observable.Name {
    fileprivate static let spinDensity = Self("nK")
    fileprivate static let conductivity = Self("nsigma")
    fileprivate static let perConductivity = Self("K_over_sigma_xx")
    fileprivate static let perCurrent = Self("K_J")
    fileprivate static let efficiencies = Self("tau")
    fileprivate static let conversion = Self("conversion")
    fileprivate static let gapEdge = Self("gap_edge")
    fileprivate static let green = Self("g")
    fileprivate static let transition = Self("T")
    fileprivate static let rings = Self("rings")
    fileprivate static let ward = Self("ward_residual")
    fileprivate static let shape = Self("k_F")
}

/// What the model `rashba-torque` computes at a point.
enum RashbaTorqueObservables {
    /// - Parameter ringPoints: how many points of the Fermi rings are stored; none if zero.
    static func all(ringPoints: Int) -> [Observable] {
        let shape = Observable(
            .shape,
            [
                Observable.Dimension("ring", labels: ["outer", "inner"], "Fermi ring"),
                Observable.Dimension("component", labels: ["x", "y"], "component of the momentum"),
                Observable.Dimension(
                    "ring_point", .list(capacity: max(ringPoints, 1)), "index of the direction from the minimum of E_+"),
            ], unit: "1/nm", "momentum on the Fermi rings")
        return quantities + (ringPoints > 0 ? [shape] : [])
    }

    private static let quantities = [
        Observable(
            .spinDensity, [spin, current], unit: "|e|/(meV nm3)",
            "density of impurities times the response of the spin density to an electric field"),
        Observable(
            .conductivity, [direction, current], unit: "e2/hbar nm-2", "density of impurities times the conductivity"),
        Observable(.perConductivity, [spin, current], unit: "1/(|e| meV nm)", "response of the spin density over σ_xx"),
        Observable(.perCurrent, [spin, current], unit: "1/(|e| meV nm)", "spin density per current density, K_J = Kσ⁻¹"),
        Observable(
            .efficiencies,
            [
                Observable.Dimension("kind", labels: ["1e", "2e", "1o", "2o"], "torque efficiency of Eq. 4"),
                Observable.Dimension("normalisation", labels: ["K_J", "K_over_sigma_xx"], "what the efficiency is made of"),
            ], unit: "1/(|e| meV nm)", "torque efficiency τ"),
        Observable(.conversion, [spin, current], unit: "1", "efficiency of charge-to-spin conversion, θ_ab = -2eħvK_J,ab"),
        Observable(.gapEdge, unit: "meV", "upper edge of the spin gap, where the upper band begins"),
        Observable(.green, [part, component], unit: "1/(meV nm2)", "local Green's function"),
        Observable(.transition, [part, component], unit: "meV nm2", "T matrix of an impurity"),
        Observable(.rings, unit: "1", "number of Fermi rings"),
        Observable(.ward, unit: "1", "|(1 - NΥ) Im g|/|Im g|, which vanishes as particles are conserved"),
    ]

    static let table = [
        TableColumn("K_J,xx", .perCurrent, ["x", "x"]), TableColumn("K_J,xy", .perCurrent, ["x", "y"]),
        TableColumn("K_xx/σ_xx", .perConductivity, ["x", "x"]), TableColumn("K_xy/σ_xx", .perConductivity, ["x", "y"]),
        TableColumn("K_zy/σ_xx", .perConductivity, ["z", "y"]), TableColumn("τ_1e", .efficiencies, ["1e", "K_J"]),
        TableColumn("τ_1o", .efficiencies, ["1o", "K_J"]), TableColumn("rings", .rings),
    ]

    /// - Parameters:
    ///   - efficiencies: nil where they cannot be told.
    ///   - velocity: in m/s.
    static func values(
        _ found: SpinOrbitTorque.Found, _ matrices: ConversionMatrices,
        _ efficiencies: (perCurrent: TorqueEfficiencies, perConductivity: TorqueEfficiencies)?, gapEdge: Double, velocity: Double,
        shape: [[[Double]]], ringPoints: Int
    ) -> PointValues {
        var values = PointValues(solver: "rings")
        let response = found.response
        values[.spinDensity] = Estimate(response.spinDensity.map { $0 + 0 }, error: found.spinDensityError)
        values[.conductivity] = Estimate(response.conductivity.map { $0 + 0 }, error: found.conductivityError)
        values[.perConductivity] = Estimate(matrices.perConductivity.map { $0 + 0 }, error: matrices.perConductivityError)
        values[.perCurrent] = Estimate(matrices.perCurrent.map { $0 + 0 }, error: matrices.perCurrentError)
        if let efficiencies {
            let rows = zip(efficiencies.perCurrent.values, efficiencies.perConductivity.values)
            values[.efficiencies] = Estimate(
                rows.flatMap { [$0.0 + 0, $0.1 + 0] },
                error: max(efficiencies.perCurrent.error, efficiencies.perConductivity.error))
        } else {
            values.remark =
                "tau is missing: so near to an axis it is a limit, and so near to the edge of the gap too few digits of that are left"
        }
        // e = -1
        let factor = 2 * FerromagneticRashbaGas.planckTimesMetrePerSecond * velocity
        values[.conversion] = Estimate(
            matrices.perCurrent.map { factor * $0 + 0 }, error: abs(factor) * matrices.perCurrentError)
        values[.gapEdge] = Estimate(gapEdge, error: 8 * .ulpOfOne * abs(gapEdge))
        values[.green] = Estimate(response.green.numbers.map { $0 + 0 }, error: found.greenError)
        values[.transition] = Estimate(response.transition.numbers.map { $0 + 0 }, error: found.transitionError)
        values[.rings] = Estimate(Double(response.rings))
        values[.ward] = Estimate(response.wardResidual)
        if ringPoints > 0 {
            let lists = shape.flatMap { $0 }
            let largest = lists.joined().reduce(0) { max($0, abs($1)) }
            values[.shape] = Estimate(lists: lists, capacity: ringPoints, error: 1e-13 * largest)
        }
        return values
    }

    static let conventions = [
        (
            name: "references",
            text:
                "A. Veneri, D. T. S. Perkins, A. Ferreira, Nonperturbative approach to interfacial spin-orbit torques induced by"
                + " Rashba effect; equation numbers below are its own"
        ),
        (
            name: "hamiltonian",
            text: "H = p²/2m + α(p_xσ_y - p_yσ_x) + Δ·σ, Δ = Δ_xc(sin θ, 0, cos θ) (Eqs. 7, 8), impurities u δ(r) at density n;"
                + " current j = ev, e < 0"
        ),
        (
            name: "units_convention",
            text: "ħ = |e| = 1, meV, nm; ħ²/m_e = 76.199642283 meV nm², ħ · 1 m/s = 6.582119569e-4 meV nm; 1e-11 eV m = 10 meV nm"
        ),
        (
            name: "K_convention",
            text:
                "S_a = K_ab E_b by Eq. 13 with Pauli matrices (no ½); the printed K of Eqs. 33, 35 and τ of Eqs. 34, 36 are -½ times it"
        ),
        (name: "sigma_convention", text: "J_a = σ_ab E_b; at finite density the bare bubble is G⁺G⁻ - ½(G⁺G⁺ + G⁻G⁻)"),
        (name: "tau_convention", text: "Eq. 4, once with K_J = Kσ⁻¹ (the full inverse) and once with K/σ_xx in place of K"),
        (name: "conversion_convention", text: "θ_ab = -2eħvK_J,ab = 2ħvK_J,ab at the job's velocity"),
        (name: "indices", text: "K: (spin, current); g and T: coefficients of (1, σ_x, σ_y, σ_z) of retarded functions"),
        (
            name: "ring_convention",
            text:
                "k_F: p on the rings, in directions 2πi/ring_points from the minimum of E_+; rings that a direction misses have fewer points"
        ),
    ]

    private static let spin = Observable.Dimension("spin", labels: ["x", "y", "z"], "component of the spin density")
    private static let current = Observable.Dimension("current", labels: ["x", "y"], "direction of the field or current")
    private static let direction = Observable.Dimension("direction", labels: ["x", "y"], "direction of the current that flows")
    private static let part = Observable.Dimension("part", labels: ["re", "im"], "real or imaginary part")
    private static let component = Observable.Dimension("pauli", labels: ["0", "x", "y", "z"], "coefficient of the Pauli matrix")
}
