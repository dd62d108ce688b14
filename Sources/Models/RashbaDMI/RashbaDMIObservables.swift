import RashbaGas
import Sweep

extension Observable.Name {
    fileprivate static let dmi = Self("D")
    fileprivate static let spinCurrent = Self("Q")
}

/// What the model `rashba-dmi` computes at a point.
enum RashbaDMIObservables {
    static let all = [
        Observable(.dmi, dimensions, unit: "eV/Å", "Dzyaloshinskii-Moriya coefficient"),
        Observable(.spinCurrent, dimensions, unit: "eV/Å", "ground-state spin current"),
    ]

    static let table = [
        TableColumn("D_yx (eV/Å)", .dmi, ["y", "x"]),
        TableColumn("Q_yx (eV/Å)", .spinCurrent, ["y", "x"]),
    ]

    static func values(_ found: InterfacialCoefficients) -> PointValues {
        var values = PointValues(solver: "quadrature")
        values[.dmi] = Estimate(InterfacialCoefficients.tensor(yx: found.dmi), error: found.error)
        values[.spinCurrent] = Estimate(InterfacialCoefficients.tensor(yx: found.spinCurrent), error: found.error)
        return values
    }

    static let conventions = [
        (
            name: "references",
            text: "F. Freimuth, S. Blügel, Y. Mokrousov, The relation of the Dzyaloshinskii-Moriya interaction to spin"
                + " currents and to the spin-orbit field, arXiv:1610.06541; equation numbers below are its own"
        ),
        (name: "hamiltonian", text: "H_k = ħ²k²/2m + α(k × e_z)·σ + (ΔV/2)σ_z, magnetised along z (Eq. 84)"),
        (
            name: "D_convention",
            text: "free energy density Σ_j D_j·[n × ∂n/∂r_j] (Eq. 1) by the Berry phase theory (Eqs. 2, 11, 12), with the"
                + " torque operator (i/2)[H̄, σ] of H without spin-orbit coupling (Eq. 13)"
        ),
        (
            name: "Q_convention",
            text: "(ħ/4) ∫d²k/(2π)² Σ_n f_n ⟨n|{σ_i, v_j}|n⟩ (Eq. 5); D_j = -Q_j to first order in α (Eq. 40)"
        ),
        (name: "indices", text: "(spin i, direction j): D_yx = e_y·D_x; by symmetry D_xy = -D_yx, Q_xy = -Q_yx, others zero"),
        (
            name: "units_convention",
            text: "eV, Å, K; ħ²/2m_e = 3.8099821161 eV Å², k_B from the SI of 2019; D and Q are per area: eV/Å"
        ),
    ]

    private static let dimensions = [
        Observable.Dimension("spin", labels: ["x", "y", "z"], "component of the spin"),
        Observable.Dimension("direction", labels: ["x", "y"], "direction of the gradient or of the flow"),
    ]
}
