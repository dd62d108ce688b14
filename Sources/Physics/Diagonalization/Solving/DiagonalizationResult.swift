import BogoliubovDeGennes

/// The free energies of one pair of impurities, and how they were found.
public struct DiagonalizationResult: Sendable {
    /// What was found for one configuration of the spins.
    public struct Solution: Sendable {
        /// The configuration whose energy this is: another one's where a symmetry makes them equal.
        public internal(set) var representative: Int
        /// The free energy minus that of the lattice without impurities, F - F[Ĥ0].
        public let relative: Double
        /// The symmetries that made its matrix smaller.
        public let reductions: Set<ExactReduction>
        /// The largest element of Ĥ - G Ĥ G† over the symmetries G found to hold, in the unit of energy: rounding.
        public let symmetryDefect: Double
        /// The rows of each dense matrix that was diagonalised for it.
        public let orders: [Int]
    }

    /// The free energies, with a bound on their errors.
    public let energies: ImpurityFreeEnergies
    /// How each configuration was solved, in the order of `spinConfigurations`.
    public let solutions: [Solution]
}
