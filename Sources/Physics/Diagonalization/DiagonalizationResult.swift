import BogoliubovDeGennes

/// The free energies of one pair of impurities, and how they were found.
public struct DiagonalizationResult: Sendable {
    /// One configuration.
    public struct Solution: Sendable {
        /// The configuration whose energy this is: another one's where a symmetry makes them equal.
        public internal(set) var representative: Int
        /// F - F[Ĥ0].
        public let relative: Double
        /// Those used on its matrix.
        public let reductions: Set<ExactReduction>
        /// The largest element of Ĥ - G Ĥ G† over the symmetries G found to hold, in the unit of energy: rounding.
        public let symmetryDefect: Double
        /// Of the dense matrices solved for it.
        public let orders: [Int]
    }

    public let energies: ImpurityFreeEnergies
    /// In the order of `spinConfigurations`.
    public let solutions: [Solution]
}
