/// Levels of a superconductor with impurities near the Fermi energy. With each level E there is one at -E, which is not listed.
public struct InGapLevels: Sendable {
    /// Levels E ≥ 0, ascending, each as often as it occurs: all in the window, or as many as were asked for.
    public let energies: [Double]
    /// The part of each level that lies on the impurities' sites, from 0 to 1; of degenerate levels, of those combinations for
    /// which it is largest and smallest. Levels of the host that impurities do not touch, such as states at a far edge, have none.
    public let impurityWeights: [Double]
    /// A bound on the error of each of `energies`.
    public let errorEstimate: Double
    /// How many levels 0 ≤ E < window there are, from the inertia of Ĥ - window: none is missed.
    public let count: Int

    public init(energies: [Double], impurityWeights: [Double], errorEstimate: Double, count: Int) {
        self.energies = energies
        self.impurityWeights = impurityWeights
        self.errorEstimate = errorEstimate
        self.count = count
    }
}
