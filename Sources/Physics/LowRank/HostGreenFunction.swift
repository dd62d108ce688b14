import BogoliubovDeGennes
import Numerics

/// G0(iω) between the sites of the impurities, and ln|det(iω - Ĥ0)|, for eight frequencies at a time: the sum over the
/// transverse modes of chains in x.
final class HostGreenFunction<Size: BlockSize> {
    private let superconductor: Superconductor
    private let pairs: [ImpurityPair]
    private let chain: ChainGreenFunction<Size>
    private let modes: [(onSite: [Complex<Double>], multiplicity: Double, weights: ModeWeights?)]
    private let blocks: ImpurityBlocks<Size>
    private let inverseSite: LaneMatrix<Size>
    private let full: [LaneMatrix<FullNambu>]

    /// - Parameters:
    ///   - superconductor: if `Size` is a spin sector, one whose d-vector is along z.
    ///   - pairs: all with the same first impurity.
    ///   - withDeterminant: whether modes that do not reach the impurities are needed, for the determinant.
    init(
        _ superconductor: Superconductor, modes: [TransverseMode], pairs: [ImpurityPair], withDeterminant: Bool,
        arena: LaneArena
    ) {
        self.superconductor = superconductor
        self.pairs = pairs
        let mode = ModeHamiltonian(superconductor: superconductor)
        let seconds = pairs.map(\.second.x)
        let (first, length) = (pairs[0].first, superconductor.lattice.width)
        switch superconductor.lattice.boundaryX {
        case .open:
            chain = .open(
                OpenChain(hopping: mode.hopping, length: length, first: first.x, seconds: seconds, arena: arena))
        case .periodic:
            chain = .ring(
                Ring(
                    hopping: mode.hopping, length: length, winding: superconductor.winding, first: first.x,
                    seconds: seconds, arena: arena))
        }
        self.modes = modes.compactMap { transverse in
            let weights = ModeWeights(
                first: transverse.weight(first.y, first.y).real,
                second: pairs.map { transverse.weight($0.second.y, $0.second.y).real },
                firstSecond: pairs.map { transverse.weight(first.y, $0.second.y) })
            guard withDeterminant || !weights.vanish else { return nil }
            return (
                ModeHamiltonian.elements(of: mode.onSite(transverse), in: Size.self), transverse.multiplicity,
                weights.vanish ? nil : weights
            )
        }
        blocks = ImpurityBlocks(pairs: pairs.count, arena: arena)
        inverseSite = arena.matrix()
        full = arena.matrices(4)
    }

    /// Solves the chains for z = iω. Returns ln|det(iω - Ĥ0)| - n ln ω, n the dimension of Ĥ0 (of the modes considered).
    func solve(frequencies: Lanes) -> Lanes {
        blocks.clear()
        var logDet = Lanes.zero
        // Subtracted chain by chain, before the sum grows and loses digits.
        let free = Double(Size.size * superconductor.lattice.width) * frequencies.logarithm
        for mode in modes {
            for (index, element) in mode.onSite.enumerated() {
                let isDiagonal = index % (Size.size + 1) == 0
                inverseSite.storage[2 * index] = Lanes(repeating: -element.real)
                inverseSite.storage[2 * index + 1] = Lanes(repeating: -element.imaginary) + (isDiagonal ? frequencies : .zero)
            }
            logDet += mode.multiplicity * (chain.solve(inverseSite: inverseSite, weights: mode.weights, into: blocks) - free)
        }
        // The other spin sector is the particle-hole image of this one, with the same determinant.
        return Double(4 / Size.size) * logDet
    }

    /// The 4 × 4 blocks of G0 for one pair after `solve`; valid until the next call.
    func nambuBlocks(pair: Int) -> (
        first: LaneMatrix<FullNambu>, second: LaneMatrix<FullNambu>, firstSecond: LaneMatrix<FullNambu>,
        secondFirst: LaneMatrix<FullNambu>
    ) {
        let (x1, x2) = (pairs[pair].first.x, pairs[pair].second.x)
        expand(blocks.first, rows: x1, columns: x1, into: full[0])
        expand(blocks.second[pair], rows: x2, columns: x2, into: full[1])
        expand(blocks.firstSecond[pair], rows: x1, columns: x2, into: full[2])
        expand(blocks.secondFirst[pair], rows: x2, columns: x1, into: full[3])
        return (full[0], full[1], full[2], full[3])
    }

    /// Restores the gauge with winding phases, and the spin sector left out: particle-hole symmetry C = τ1 K gives
    /// τ1 G(iω)* τ1 = -G(iω), which takes (c↑, c†↓) to (c†↑, c↓).
    private func expand(
        _ block: LaneMatrix<Size>, rows: Int, columns: Int, into target: LaneMatrix<FullNambu>
    ) {
        let components = ModeHamiltonian.components(of: Size.self)
        for (row, fullRow) in components.enumerated() {
            for (column, fullColumn) in components.enumerated() {
                let phase = Complex(length: 1, phase: gauge(fullRow, at: rows) - gauge(fullColumn, at: columns))
                let (r, i) = block[row, column]
                let (real, imaginary) = (phase.real * r - phase.imaginary * i, phase.real * i + phase.imaginary * r)
                target[fullRow, fullColumn] = (real, imaginary)
                if Size.size == 2 { target[(fullRow + 2) % 4, (fullColumn + 2) % 4] = (-real, imaginary) }
            }
        }
    }

    /// θx for electrons, -θx for holes.
    private func gauge(_ component: Int, at x: Int) -> Double {
        (component < 2 ? 1 : -1) * superconductor.phaseGradient * Double(x)
    }
}
