import BogoliubovDeGennes
import Numerics

/// A chain in x that a transverse mode of a uniform superconductor is, for those who solve it in ways of their own.
package struct TransverseChain {
    /// h on each site.
    package let onSite: NambuMatrix
    /// T from each site to the next.
    package let hopping: NambuMatrix
    /// φ(y)φ*(y') for the rows y and y' asked for.
    package let weight: (_ row: Int, _ other: Int) -> Complex<Double>
}

extension Superconductor {
    /// The chains that G0 is the sum of, each times its weight; nil where y does not separate, or where x closes or has a phase.
    package var openChains: [TransverseChain]? {
        guard lattice.boundaryX == .open, winding == 0, let modes = TransverseMode.modes(of: self) else { return nil }
        let hamiltonian = ModeHamiltonian(superconductor: self)
        return modes.map {
            TransverseChain(onSite: hamiltonian.onSite($0), hopping: hamiltonian.hopping($0), weight: $0.weight)
        }
    }
}
