import Foundation

/// How two impurities couple at a distance: F = J_⊥ m_⊥m_⊥ - J_∥ m_∥m_∥ (Eq. 8), in units of Γ²/(2πe²Dr₀²).
public struct PairCoupling: Sendable, Equatable {
    public enum Form: Sendable {
        /// Eq. 9 with the Keldysh potential.
        case exact
        /// Eq. 10, for V ≈ ln(1 + r₀/r).
        case approximate
        /// Without the magnetic field of the currents: V = -ln(r/r₀), J_⊥ = J_∥.
        case unscreened
    }

    /// V, J_⊥ = -V'/x, J_∥ = V''.
    public let potential, perpendicular, parallel: Double
    /// Bounds on the errors of V, and of J_⊥ and J_∥.
    public let potentialError, couplingError: Double

    /// - Parameter x: the distance in units of the Pearl length r₀; positive.
    public init(_ x: Double, _ form: Form) {
        precondition(x > 0, "the distance must be positive")
        switch form {
        case .exact:
            let keldysh = KeldyshPotential(x)
            (potential, perpendicular, parallel) = (keldysh.integrals[0], keldysh.integrals[1] / x, keldysh.integrals[2])
            potentialError = keldysh.errors[0]
            couplingError = max(keldysh.errors[1] / x, keldysh.errors[2])
            return
        case .approximate:
            (potential, perpendicular) = (log1p(1 / x), 1 / x / x / (x + 1))
            parallel = (1 + x / (x + 1)) / x / x / (x + 1)
        case .unscreened:
            (potential, perpendicular, parallel) = (-log(x), 1 / x / x, 1 / x / x)
        }
        potentialError = 4 * .ulpOfOne * abs(potential)
        couplingError = 8 * .ulpOfOne * parallel
    }

    /// The sheet current of an impurity with moment m at a displacement from it, in units of Γ/(2πr₀²) (Eq. 12):
    /// J_∥u - (J_∥ + J_⊥)(u·r̂)r̂, u = m × e_z.
    ///
    /// - Parameters:
    ///   - moment: m in the plane, of length 1.
    ///   - direction: r̂.
    public func current(moment: SIMD2<Double>, direction: SIMD2<Double>) -> SIMD2<Double> {
        let u = SIMD2(moment.y, -moment.x)
        return parallel * u - (parallel + perpendicular) * (u * direction).sum() * direction
    }
}
