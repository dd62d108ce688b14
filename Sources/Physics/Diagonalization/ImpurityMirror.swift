import BogoliubovDeGennes
import Numerics

/// A mirror through both impurities that leaves the spins alone: states odd under it vanish on the impurities, so that
/// they are those of the lattice without impurities, whatever the spins.
struct ImpurityMirror: Sendable {
    let symmetry: Symmetry
    let defect: Double
    /// The states that can reach the impurities, and those that cannot.
    let reaching: SparseBasis
    let remote: SparseBasis

    /// - Returns: nil if the lattice without impurities has no such mirror.
    init?(_ superconductor: Superconductor, _ pair: ImpurityPair) {
        let lattice = superconductor.lattice
        let symmetry: Symmetry
        if pair.first.site.y == pair.second.site.y {
            symmetry = Symmetry(mirrorY: 2 * pair.first.site.y)
        } else if pair.first.site.x == pair.second.site.x {
            symmetry = Symmetry(mirrorX: 2 * pair.first.site.x)
        } else {
            return nil
        }
        let blocks = HamiltonianBlocks(BogoliubovHamiltonian(host: superconductor))
        guard let verified = symmetry.verified(on: blocks),
            let monomial = Monomial(symmetry, verified.matrix, on: lattice),
            let spaces = SparseBasis.identity(4 * lattice.siteCount).eigenspaces(of: monomial)
        else { return nil }
        let impurityRows = [pair.first.site, pair.second.site].flatMap { site in (0..<4).map { 4 * lattice.index(of: site) + $0 }
        }
        self.symmetry = symmetry
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
