import BogoliubovDeGennes

/// All that a diagonalisation of a problem takes, known from its symmetries alone.
public struct DiagonalizationWork: Sendable {
    /// The dense problems. Pairs of impurities that share the lattice without them each name its matrices.
    public let solves: [DenseSolve]
    /// What all of them take together, with the shared ones counted once.
    public let operations: Double

    /// - Parameter exactly: look at every block of the lattice. Otherwise a large lattice is judged by small ones of the same
    ///   shape (`DenseSolve.predicted`): an answer at once.
    public init(of problem: ImpurityProblem, reductions: Set<ExactReduction>, exactly: Bool = false) {
        var solves: [DenseSolve] = []
        var operations = 0.0
        for (number, pair) in problem.pairs.enumerated() {
            let own =
                exactly
                ? DenseSolve.cached(for: problem.superconductor, pair, reductions: reductions)
                : DenseSolve.predicted(for: problem.superconductor, pair, reductions: reductions)
            // Pairs on different mirrors do not share all of the host; that this counts it once is near enough.
            operations += own.filter { !($0.isHost && number > 0) }.reduce(0) { $0 + $1.operations }
            solves += own
        }
        let ofGroups = DenseSolve.ofGroups(in: problem, reductions: reductions)
        self.operations = ofGroups.reduce(operations) { $0 + $1.operations }
        self.solves = solves + ofGroups
    }
}
