import BogoliubovDeGennes
import Diagonalization

/// What a solver found for the pairs and the groups of a problem.
struct ImpuritySolution {
    /// Energies, or why there are none, in one sentence.
    enum Outcome<Energies> {
        case done(Energies)
        case failed(String)
    }

    /// The energies of a pair, and what is known of a diagonalisation that found them.
    struct Pair {
        let energies: ImpurityFreeEnergies
        var diagonalization: DiagonalizationResult?
    }

    var pairs: [Outcome<Pair>] = []
    var groups: [Outcome<GroupFreeEnergies>] = []

    /// Nothing could be found, for one reason.
    static func failed(_ reason: String, _ problem: ImpurityProblem) -> ImpuritySolution {
        ImpuritySolution(pairs: problem.pairs.map { _ in .failed(reason) }, groups: problem.groups.map { _ in .failed(reason) })
    }
}
