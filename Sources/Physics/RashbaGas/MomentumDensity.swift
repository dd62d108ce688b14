import Foundation

/// The integrands of D and Q over |k|: Eqs. (2), (11), (12) and (5) with the angle integrated out, exactly.
///
/// `equilibrium` does not need them. They are the definition it is checked against, and show which momenta contribute.
extension RashbaGas {
    /// dD_yx/dk in eV, at |k| in 1/Å: D_yx = ∫₀^∞ dk dmiDensity.
    ///
    /// The torque T = (i/2)[H̄, σ] of Eq. (13) knows only the exchange part H̄ of H: T_x = -(ΔV/2)σ_y, T_y = (ΔV/2)σ_x,
    /// T_z = 0. (Built from the full H it would make D = -Q identically.) Between eigenstates with spins ∓h of
    /// the full H, a product of a·σ and b·σ has the imaginary part -h·(a × b), so with ħv_x = 2Ak_x - ασ_y from Eq. (85)
    ///
    ///     X_-+ = Im[⟨-|T_y|+⟩⟨+|ħv_x|-⟩] = αΔV²/4h
    ///
    /// at every angle, and D_yx = ∫ k dk/2π X_-+ K with K of `OccupationKernel`.
    public func dmiDensity(momentum k: Double, chemicalPotential mu: Double, temperature: Double) -> Double {
        let h = halfSplitting(momentum: k)
        guard h > 0 else { return 0 }
        let kernel = OccupationKernel.value(
            midpoint: kineticCoefficient * k * k - mu, gap: 2 * h,
            thermalEnergy: RashbaConstants.boltzmann * temperature)
        return k / (2 * .pi) * alpha * (halfGap / h) * halfGap * kernel
    }

    /// dQ_yx/dk in eV, at |k| in 1/Å: Q_yx = ∫₀^∞ dk spinCurrentDensity.
    ///
    /// By Eq. (86) the operator is Ak_xσ_y - α/2, and ⟨±|σ_y|±⟩ = ∓αk_x/h; the average of k_x² over the angle is k²/2.
    public func spinCurrentDensity(momentum k: Double, chemicalPotential mu: Double, temperature: Double) -> Double {
        let h = halfSplitting(momentum: k)
        let ratio = h > 0 ? kineticCoefficient * k * k / h : 0
        let bands = bands(momentum: k)
        func occupation(_ energy: Double) -> Double {
            let thermalEnergy = RashbaConstants.boltzmann * temperature
            guard thermalEnergy > 0 else { return energy < mu ? 1 : 0 }
            return OccupationKernel.fermi((energy - mu) / thermalEnergy)
        }
        let sum = occupation(bands.lower) * (1 - ratio) + occupation(bands.upper) * (1 + ratio)
        return -alpha * k / (4 * .pi) * sum
    }
}
