/// What of the density of states is wanted.
public enum DensityPart: String, Hashable, Sendable, CaseIterable {
    /// All of it.
    case full
    /// What the impurities change.
    case change
}

/// Local densities of states at one energy, in states per unit of energy and site.
public struct LocalDensities: Sendable {
    /// (configuration, site, spin along and against the axis), row by row.
    public let values: [Double]
    /// A bound on the error of each.
    public let errorEstimate: Double

    public init(values: [Double], errorEstimate: Double) {
        self.values = values
        self.errorEstimate = errorEstimate
    }
}
