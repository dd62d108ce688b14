import BogoliubovDeGennes
import Numerics

/// A mirror through both impurities that leaves the spins alone: states odd under it vanish on the impurities, so that
/// they are those of the lattice without impurities, whatever the spins.
struct ImpurityMirror: Sendable {
    let reflection: PlaneInvolution
    let sites: SitePermutation
    let defect: Double
    /// The states that can reach the impurities, and those that cannot.
    let reaching: SparseBasis
    let remote: SparseBasis

    /// - Returns: nil if the lattice without impurities has no such mirror.
    init?(_ superconductor: Superconductor, _ pair: ImpurityPair) {
        let lattice = superconductor.lattice
        let reflections = lattice.reflections(through: pair.first.site, pair.second.site)
        guard !reflections.isEmpty else { return nil }
        let blocks = HamiltonianBlocks(BogoliubovHamiltonian(host: superconductor))
        let sites = [pair.first.site, pair.second.site].map(lattice.index)
        guard let found = reflections.lazy.compactMap({ ImpurityMirror($0, on: blocks, keeping: sites) }).first else {
            return nil
        }
        self = found
    }

    /// - Parameter impurities: their sites.
    private init?(_ reflection: PlaneInvolution, on blocks: HamiltonianBlocks, keeping impurities: [Int]) {
        let count = blocks.lattice.siteCount
        guard let sites = reflection.permutation(of: blocks.lattice),
            case let symmetry = Symmetry(sites: sites),
            let verified = symmetry.verified(on: blocks),
            let monomial = Monomial(symmetry, verified.matrix, sites: count),
            let spaces = SparseBasis.identity(4 * count).eigenspaces(of: monomial)
        else { return nil }
        let impurityRows = impurities.flatMap { site in (0..<4).map { 4 * site + $0 } }
        self.reflection = reflection
        self.sites = sites
        defect = verified.defect
        if !spaces.minus.touches(impurityRows) {
            (reaching, remote) = (spaces.plus, spaces.minus)
        } else if !spaces.plus.touches(impurityRows) {
            (reaching, remote) = (spaces.minus, spaces.plus)
        } else {
            return nil
        }
    }
}
