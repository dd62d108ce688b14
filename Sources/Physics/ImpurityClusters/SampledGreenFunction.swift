/// The Green function of a host between some of its sites on a few Matsubara frequencies, with the weights that make sums of
/// them free energies:
///
///     F - F[Ĥ0] = -Σ_j w_j ln|det(1 - g(ω_j) W)|
///
/// Energies in `unit`.
public struct SampledGreenFunction: Sendable {
    public let unit: Double
    public let samples: [(weight: Double, green: SiteGreenFunction)]
    /// A bound on what the sum leaves out, for each impurity.
    public let truncation: Double

    public init(unit: Double, samples: [(weight: Double, green: SiteGreenFunction)], truncation: Double) {
        self.unit = unit
        self.samples = samples
        self.truncation = truncation
    }
}
