import Foundation

/// How couplings and currents scale where the superfluid weight has fallen to D.
public struct SupercurrentScale: Sendable, Equatable {
    public enum AnomalousCurrent: Sendable {
        /// Γ ∝ D.
        case proportionalToWeight
        /// Γ does not depend on temperature.
        case constant
    }

    /// r₀(0)/r₀(T) = D/D₀, by which distances in units of r₀(0) are multiplied.
    public let distance: Double
    /// Γ²/(2πe²Dr₀²) and Γ/(2πr₀²) over their values at T = 0: r₀ ∝ 1/D.
    public let coupling, current: Double

    public init(weight: Double, _ anomalous: AnomalousCurrent) {
        distance = weight
        switch anomalous {
        case .proportionalToWeight:
            coupling = weight * weight * weight
            current = weight * weight * weight
        case .constant:
            coupling = weight
            current = weight * weight
        }
    }
}
