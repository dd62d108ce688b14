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
    ///   - chemicalPotential: μ in eV.
    ///   - temperature: in kelvins; zero gives `groundState`.
    ///   - relativeAccuracy: of both, from 1e-13 up.
    public func equilibrium(
        chemicalPotential mu: Double, temperature: Double, relativeAccuracy: Double = 1e-12
    ) throws(AdaptiveQuadrature.NotConverged) -> InterfacialCoefficients {
        precondition(temperature >= 0, "the temperature must not be negative")
        let thermalEnergy = RashbaConstants.boltzmann * temperature
        guard thermalEnergy > 0 else { return groundState(chemicalPotential: mu) }

        let annulus = ThermalWindow(
            from: bandMinimum - mu, width: annulusDepth, thermalEnergy, insideAnnulus(above:))
        let gap = ThermalWindow(from: -halfGap - mu, width: 2 * halfGap, thermalEnergy, insideGap(above:))
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

/// The integral of -∂f/∂E times a function over one window of energies, cut into panels that widen away from μ.
private struct ThermalWindow {
    let pieces: [AdaptiveQuadrature.Piece]

    /// How far from the place of largest weight panels end, in units of kT. Beyond 60 the weight has dropped by e⁻⁶⁰.
    private static let steps: [Double] = [1, 3, 7, 15, 31, 60]

    /// - Parameters:
    ///   - lower: the lower edge of the window minus μ, in eV.
    ///   - width: in eV; an empty window has no pieces.
    ///   - function: of the energy above the lower edge. It may start like a square root there.
    init(
        from lower: Double, width: Double, _ thermalEnergy: Double, _ function: @escaping (Double) -> SIMD2<Double>
    ) {
        // Measured in t = (E - μ)/kT; the weight -∂f/∂E dE = dt/4cosh²(t/2) is largest at the t closest to zero.
        let first = lower / thermalEnergy
        let last = (lower + width) / thermalEnergy
        let centre = min(max(0, first), last)
        guard width > 0, abs(centre) < 740 else {
            pieces = []  // the weight underflows
            return
        }
        let offsets = Self.steps.reversed().map { -$0 } + [0] + Self.steps
        let low = max(first, centre - 60)
        let high = min(last, centre + 60)
        let cuts = [low] + offsets.map { centre + $0 }.filter { $0 > low && $0 < high } + [high]

        pieces = zip(cuts, cuts.dropFirst()).map { start, end in
            if start == first {
                // t = first + z² makes a square root at the edge analytic, and dt = 2z dz.
                AdaptiveQuadrature.Piece(from: 0, to: (end - start).squareRoot()) { z in
                    2 * z * OccupationKernel.minusFermiDerivative(first + z * z) * function(thermalEnergy * z * z)
                }
            } else {
                AdaptiveQuadrature.Piece(from: start, to: end) { t in
                    OccupationKernel.minusFermiDerivative(t) * function(max(0, thermalEnergy * t - lower))
                }
            }
        }
    }
}
