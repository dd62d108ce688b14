import Numerics

/// A chemical potential and a temperature.
public struct Occupation: Sendable, Hashable {
    /// μ in eV.
    public let chemicalPotential: Double
    /// k_B T in eV, above 0.
    public let thermalEnergy: Double

    public init(chemicalPotential: Double, thermalEnergy: Double) {
        precondition(thermalEnergy > 0)
        (self.chemicalPotential, self.thermalEnergy) = (chemicalPotential, thermalEnergy)
    }

    /// f, g = -k_BT ln(1 + e^{-x}), f' and f'' at an energy.
    func functions(at energy: Double) -> SIMD4<Double> {
        let x = (energy - chemicalPotential) / thermalEnergy
        // Beyond the reach of the energy grid, where it ends.
        if x > 40 { return .zero }
        let decay = Double.exp(-abs(x))
        let (small, large) = (decay / (1 + decay), 1 / (1 + decay))
        let f = x > 0 ? small : large
        let g = -thermalEnergy * (Double.log(onePlus: decay) + max(0, -x))
        let slope = -small * large / thermalEnergy
        return SIMD4(f, g, slope, -slope * (x > 0 ? large - small : small - large) / thermalEnergy)
    }
}
