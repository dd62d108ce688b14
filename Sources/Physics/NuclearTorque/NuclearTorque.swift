import Foundation

/// The torque of a spin accumulation on a nucleus (Eq. 15): per area -g_field m × μ + g_damp m × (m × μ), in SI units.
public struct NuclearTorque: Sendable, Equatable {
    public static let elementaryCharge = 1.602176634e-19
    public static let planck = 1.054571817e-34

    /// g_field and g_damp in 1/m².
    public let field, damping: Double
    /// The accumulation that makes up for transverse relaxation, in eV, and the current density that makes it, in A/m².
    public let criticalAccumulation, criticalCurrent: Double

    /// The factors of P²/(72π³a²) in g_damp, P = eμ_rμ₀γk_FI_p, by the contact field and by the dipole field:
    ///
    /// torque = (μ_rμ₀γ/4π) I × [(8π/3)M(0) + ∫d³r (3(M·r̂)r̂ - M)/r³] by Eqs. 8 and 14. The contact part of M gives 4. In the dipole part
    /// the average of (3r̂r̂ - 1)·(μ × (3(I·r̂)r̂ - I)) over the angles is I × μ, and ∫dx f_dip2/x = -1/6: it gives -1. The parts of M with
    /// χ₁ are parallel to I on average, and give none.
    public static let contactShare = 4.0
    public static let dipoleShare = -1.0

    /// A nucleus in a metal.
    public struct Nucleus: Sendable, Equatable {
        /// γ in rad/(s T); either sign.
        public let gyromagneticRatio: Double
        /// I, a positive multiple of ½.
        public let spin: Double
        /// μ_rμ₀ in H/m, k_F in 1/m, lattice constant a in m, T₂ in s.
        public let permeability, fermiWaveNumber, lattice, relaxation: Double
        /// σ in S/m, θ_SH, λ in m.
        public let conductivity, hallAngle, diffusionLength: Double

        public init(
            gyromagneticRatio: Double, spin: Double, permeability: Double, fermiWaveNumber: Double, lattice: Double,
            relaxation: Double,
            conductivity: Double, hallAngle: Double, diffusionLength: Double
        ) {
            self.gyromagneticRatio = gyromagneticRatio
            self.spin = spin
            (self.permeability, self.fermiWaveNumber, self.lattice) = (permeability, fermiWaveNumber, lattice)
            (self.relaxation, self.conductivity) = (relaxation, conductivity)
            (self.hallAngle, self.diffusionLength) = (hallAngle, diffusionLength)
        }
    }

    /// - Parameter isPrinted: with the factors 1 of M₀ and 5 of Eq. 15, not ½ and 3.
    public init(_ nucleus: Nucleus, isPrinted: Bool) {
        let moment = (nucleus.spin * (nucleus.spin + 1)).squareRoot()
        let product =
            Self.elementaryCharge * nucleus.permeability * nucleus.gyromagneticRatio * nucleus.fermiWaveNumber * moment
        let area = nucleus.lattice * nucleus.lattice
        field = (isPrinted ? 1 : 0.5) * product / (3 * Double.pi * .pi * area)
        let share = isPrinted ? 5 : Self.contactShare + Self.dipoleShare
        let overall = share * product * product / (72 * Double.pi * .pi * .pi)
        damping = overall / area
        let joules = Self.planck * moment / (overall * nucleus.relaxation)
        criticalAccumulation = joules / Self.elementaryCharge
        criticalCurrent = criticalAccumulation * nucleus.conductivity / (2 * nucleus.diffusionLength * nucleus.hallAngle)
    }
}
