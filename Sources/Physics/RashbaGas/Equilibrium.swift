import Foundation

/// D and Q at finite temperature.
///
/// Eqs. (2) and (5) are linear in the occupation f (g is its integral), and f(E; μ, T) is the superposition of steps
/// ∫dE' (-∂f/∂E')(E'; μ, T) θ(E' - E). Hence, with the closed forms D₀, Q₀ of `groundState`,
///
///     D(μ, T) = ∫dE (-∂f/∂E) D₀(E),   and the same for Q.
///
/// This replaces the integral over k with its Fermi edges by one over energy in which the edges are gone: D₀ ≥ 0 and
/// -Q₀ ≥ 0 for α > 0 are smooth except at ±h₀ and at the band minimum, where panels end. Nothing cancels, so
/// the accuracy is relative even where the result is exponentially small, and no temperature is too low.
extension RashbaGas {
    /// D and Q in equilibrium.
    ///
    /// - Parameters:
    ///   - mu: the chemical potential in eV.
    ///   - temperature: in kelvins; zero gives `groundState`.
    ///   - relativeAccuracy: of both, from 1e-13 up.
    public func equilibrium(
        chemicalPotential mu: Double, temperature: Double, relativeAccuracy: Double = 1e-12
    ) throws(AdaptiveQuadrature.NotConverged) -> InterfacialCoefficients {
        precondition(temperature >= 0, "the temperature must not be negative")
        let thermalEnergy = RashbaConstants.boltzmann * temperature
        guard thermalEnergy > 0 else { return groundState(chemicalPotential: mu) }

        let annulus = ThermalWindow(
            from: bandMinimum - mu, to: -halfGap - mu, width: annulusDepth, thermalEnergy
        ) { above, _ in insideAnnulus(above: above) }
        let gap = ThermalWindow(
            from: -halfGap - mu, to: halfGap - mu, width: 2 * halfGap, thermalEnergy, insideGap)
        let (integral, error) = try AdaptiveQuadrature(relativeAccuracy: relativeAccuracy)
            .integrate(annulus.pieces + gap.pieces)

        // Above h₀ the closed form is constant, so the rest of the weight is a Fermi function.
        let total = integral + aboveGap * OccupationKernel.fermi((halfGap - mu) / thermalEnergy)
        // In the tail of the Fermi function rounding of μ/kT is amplified.
        let distance = max(0, bandMinimum - mu) / thermalEnergy
        let rounding = (16 + distance) * Double.ulpOfOne * max(abs(total.x), abs(total.y))
        return InterfacialCoefficients(
            dmi: total.x, spinCurrent: total.y, error: max(error.x, error.y) + rounding)
    }
}
