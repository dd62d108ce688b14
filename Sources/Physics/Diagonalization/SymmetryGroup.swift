import BogoliubovDeGennes
import Numerics

/// The symmetries of one Hamiltonian that the reductions use: half turns of the spins, with or without mirrors and time
/// reversal, each found to hold on the Hamiltonian's blocks.
struct SymmetryGroup: Sendable {
    struct Element: Sendable {
        let symmetry: Symmetry
        let monomial: Monomial
        let defect: Double
    }

    /// Mirrors that leave the spins alone, then turns of the spins, then both together. Without the identity.
    let unitaries: [Element]
    let antiunitaries: [Element]
    let particleHole: Monomial

    /// The largest of all elements.
    var defect: Double { (unitaries + antiunitaries).reduce(0) { max($0, $1.defect) } }

    /// - Parameters:
    ///   - hamiltonian: in the frame of a `SpinFrame`.
    ///   - moves: what symmetries may do to the sites, besides nothing.
    init(_ hamiltonian: BogoliubovHamiltonian, moves: [SitePermutation], reductions: Set<ExactReduction>) {
        let lattice = hamiltonian.superconductor.lattice
        particleHole = .particleHole(sites: lattice.siteCount)
        let blocks = HamiltonianBlocks(hamiltonian)
        var unitaries: [Element] = []
        var antiunitaries: [Element] = []
        for sites in [nil] + (reductions.contains(.mirror) ? moves : []) {
            for (turn, rotation) in SpinRotation.halfTurns.enumerated() {
                for reversesTime in [false, true] {
                    let symmetry = Symmetry(sites: sites, rotation: rotation, reversesTime: reversesTime)
                    let isIdentity = turn == 0 && !reversesTime && !symmetry.movesSites
                    let wanted: ExactReduction = reversesTime ? .chiral : symmetry.movesSites ? .mirror : .spin
                    guard !isIdentity, reductions.contains(wanted),
                        let verified = symmetry.verified(on: blocks),
                        let monomial = Monomial(symmetry, verified.matrix, sites: lattice.siteCount)
                    else { continue }
                    let element = Element(symmetry: symmetry, monomial: monomial, defect: verified.defect)
                    if reversesTime { antiunitaries.append(element) } else { unitaries.append(element) }
                }
            }
        }
        func rank(_ symmetry: Symmetry) -> Int { symmetry.isPureMirror ? 0 : symmetry.movesSites ? 2 : 1 }
        self.unitaries = (0..<3).flatMap { order in unitaries.filter { rank($0.symmetry) == order } }
        self.antiunitaries = antiunitaries
    }
}
