import BogoliubovDeGennes
import Numerics

/// The chain that one transverse mode is: 4 × 4 blocks h on its sites and T from each site to the next in +x, in a gauge
/// in which the winding phase is gone (c_x = e^{iθx} c'_x, θ = πν/L_x), so that the chain is uniform.
///
/// On a ring the last bond closes with the factor (-1)^ν.
struct ModeHamiltonian {
    let superconductor: Superconductor

    /// T: -t e^{iθ} for electrons, t e^{-iθ} for holes, and pairing along x.
    var hopping: NambuMatrix {
        let pairing = superconductor.tripletPairing(along: .x)
        let phase = Complex(length: 1, phase: superconductor.phaseGradient)
        return NambuMatrix(
            normal: (Complex(-superconductor.hopping) * phase) * .identity, pairing: pairing,
            reversePairing: Complex(-1) * pairing)
    }

    /// h = (ε_q - μ) τ3 + on-site pairing + 2i sin q × pairing along y.
    func onSite(_ mode: TransverseMode) -> NambuMatrix {
        var pairing = superconductor.singletPairing
        if superconductor.hasTripletPairing(along: .y) {
            pairing = pairing + Complex(0, 2 * .sin(mode.momentum)) * superconductor.tripletPairing(along: .y)
        }
        return NambuMatrix(
            normal: Complex(mode.kineticEnergy - superconductor.chemicalPotential) * .identity, pairing: pairing,
            reversePairing: pairing)
    }

    /// The entries of a 4 × 4 block that belong to a sector, row by row.
    static func elements<Size: BlockSize>(of matrix: NambuMatrix, in sector: Size.Type) -> [Complex<Double>] {
        let indices = components(of: sector)
        return indices.flatMap { row in indices.map { matrix[row, $0] } }
    }

    /// Which of (c↑, c↓, c†↑, c†↓) a sector holds.
    static func components<Size: BlockSize>(of sector: Size.Type) -> [Int] { Size.size == 2 ? [0, 3] : [0, 1, 2, 3] }
}
