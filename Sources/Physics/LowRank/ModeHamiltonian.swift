import BogoliubovDeGennes
import Numerics

/// The chain that one transverse mode of a uniform superconductor is: 4 × 4 blocks h on its sites and T from each site to the
/// next in +x, in a gauge in which the winding phase is gone (c_x = e^{iθx} c'_x, θ = πν/L_x), so that the chain is uniform.
///
/// On a ring the last bond closes with the factor (-1)^ν.
struct ModeHamiltonian {
    let superconductor: Superconductor

    /// T(q): all bonds that lead one site further in x, each with the wave of its way along y.
    func hopping(_ mode: TransverseMode) -> NambuMatrix {
        superconductor.steps.filter { $0.x != 0 }.reduce(.zero) { sum, step in
            let block = block(step)
            return step.y == 0 ? sum + block : sum.adding(mode.wave(step.y), block)
        }
    }

    /// h(q): the site's own block, and the bonds along y in both directions.
    func onSite(_ mode: TransverseMode) -> NambuMatrix {
        let pairing = superconductor.singletPairing(at: superconductor.lattice.center)
        let energy = mode.kineticEnergy - superconductor.chemicalPotential
        let site = NambuMatrix(
            normal: Complex(energy) * .identity + superconductor.zeemanTerm, pairing: pairing, reversePairing: pairing)
        let along = Lattice.Step(0, 1)
        // The kinetic energy is there already.
        let block = block(along).adding(-1, kinetic)
        guard block != .zero else { return site }
        return site.adding(mode.wave(1), block).adding(mode.wave(-1), block.adjoint)
    }

    private func block(_ step: Lattice.Step) -> NambuMatrix {
        // Along x the gauge leaves e^{iθ} on hopping and takes everything from pairing.
        let gauge = Complex<Double>(length: 1, phase: superconductor.phaseGradient * Double(step.x))
        return superconductor.block(along: step, hoppingPhase: gauge, pairingPhase: .one)
    }

    private var kinetic: NambuMatrix {
        NambuMatrix(normal: Complex(-superconductor.hopping) * .identity, pairing: .zero, reversePairing: .zero)
    }

    /// The entries of a 4 × 4 block that belong to a sector, row by row.
    static func elements<Size: BlockSize>(of matrix: NambuMatrix, in sector: Size.Type) -> [Complex<Double>] {
        let indices = components(of: sector)
        return indices.flatMap { row in indices.map { matrix[row, $0] } }
    }

    /// Which of (c↑, c↓, c†↑, c†↓) a sector holds.
    static func components<Size: BlockSize>(of sector: Size.Type) -> [Int] { Size.size == 2 ? [0, 3] : [0, 1, 2, 3] }
}
