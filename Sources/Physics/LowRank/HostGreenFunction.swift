import BogoliubovDeGennes
import Numerics

/// G0(iω) between the sites of the impurities, and ln|det(iω - Ĥ0)|, for eight frequencies at a time: the sum over the
/// transverse modes of chains in x. Each number comes with a bound on its error.
final class HostGreenFunction<Size: BlockSize> {
    private let chains: ChainModes<Size>
    private let chain: ChainGreenFunction<Size>
    private let blocks: ImpurityBlocks<Size>
    private let inverseSite: LaneMatrix<Size>
    private let full: [LaneMatrix<FullNambu>]

    init(_ chains: ChainModes<Size>, arena: LaneArena) {
        self.chains = chains
        let seconds = chains.pairs.map(\.second.site.x)
        let lattice = chains.superconductor.lattice
        let first = chains.pairs[0].first.site.x
        switch lattice.boundaryX {
        case .open:
            chain = .open(
                OpenChain(
                    energyBound: chains.energyBound, length: lattice.width, first: first,
                    seconds: seconds, arena: arena))
        case .periodic:
            chain = .ring(
                Ring(
                    energyBound: chains.energyBound, length: lattice.width,
                    winding: chains.superconductor.winding, first: first, seconds: seconds, arena: arena))
        }
        blocks = ImpurityBlocks(pairs: chains.pairs.count, arena: arena)
        inverseSite = arena.matrix()
        full = arena.matrices(4)
    }

    /// ln|det(iω - Ĥ0)| - n ln ω, n the dimension of Ĥ0 (of the modes considered).
    struct Determinant {
        let logarithm: Lanes
        let error: Lanes
    }

    /// Solves the chains for z = iω.
    ///
    /// - Parameters:
    ///   - allowed: the error up to which a mode's determinant is taken as it is.
    ///   - stable: gives a mode's determinant better than that, at several times the cost.
    func solve(
        _ grid: FrequencyLanes, allowed: Lanes, stable: (ChainModes<Size>.Mode, FrequencyLanes) -> ChainDeterminant
    ) -> Determinant {
        blocks.clear()
        var logarithm = Lanes.zero
        var (error, squaredError) = (Lanes.zero, Lanes.zero)
        let attainable = 2 * StableGreenFunction<Size>.backwardError(frequencies: grid.frequencies, bound: chains.energyBound)
        var hopping: NambuMatrix?
        for mode in chains.modes {
            if mode.hopping != hopping {
                chain.use(hopping: mode.hopping)
                hopping = mode.hopping
            }
            ChainModes.fill(inverseSite, mode, frequencies: grid.frequencies)
            let found = chain.solve(
                inverseSite: inverseSite, frequencies: grid.frequencies, weights: mode.weights, into: blocks)
            var value = found.logarithm
            var uncertainty = grid.error(of: found, levels: chains.levels, energyBound: chains.energyBound)
            // Not a number is not less than anything.
            let isGood = (mode.multiplicity * uncertainty) .<= allowed .| (found.backwardError .<= attainable)
            if !all(isGood) {
                let better = stable(mode, grid)
                let remaining = grid.error(of: better, levels: chains.levels, energyBound: chains.energyBound)
                let isBetter = .!(uncertainty .<= remaining)
                value.replace(with: better.logarithm, where: isBetter)
                uncertainty.replace(with: remaining, where: isBetter)
            }
            logarithm += mode.multiplicity * value
            error += mode.multiplicity * uncertainty
            squaredError += mode.multiplicity * uncertainty * mode.multiplicity * uncertainty
        }
        // The other spin sector is the particle-hole image of this one, with the same determinant.
        let sectors = Double(4 / Size.size)
        // Errors of many modes do not all have one sign; twice their root-mean-square sum, but no more than the plain one.
        return Determinant(
            logarithm: sectors * logarithm, error: sectors * error.minimum(2 * squaredError.squareRoot()))
    }

    /// The blocks of one pair after `solve`; valid until the next call.
    func nambuBlocks(pair: Int) -> NambuBlocks {
        let (x1, x2) = (chains.phases(at: chains.pairs[pair].first.site.x), chains.phases(at: chains.pairs[pair].second.site.x))
        expand(blocks.first, rows: x1, columns: x1, into: full[0])
        expand(blocks.second[pair], rows: x2, columns: x2, into: full[1])
        expand(blocks.firstSecond[pair], rows: x1, columns: x2, into: full[2])
        expand(blocks.secondFirst[pair], rows: x2, columns: x1, into: full[3])
        let sectors = Double(4 / Size.size)
        return NambuBlocks(
            first: full[0], second: full[1], firstSecond: full[2], secondFirst: full[3],
            errors: (sectors * blocks.errors[0], sectors * blocks.errors[1 + pair]))
    }

    /// Restores the gauge with winding phases, and the spin sector left out: particle-hole symmetry C = τ1 K gives
    /// τ1 G(iω)* τ1 = -G(iω), which takes (c↑, c†↓) to (c†↑, c↓).
    private func expand(
        _ block: LaneMatrix<Size>, rows: [Complex<Double>], columns: [Complex<Double>], into target: LaneMatrix<FullNambu>
    ) {
        let components = ModeHamiltonian.components(of: Size.self)
        for (row, fullRow) in components.enumerated() {
            for (column, fullColumn) in components.enumerated() {
                let phase = rows[fullRow] * columns[fullColumn].conjugate
                let (r, i) = block[row, column]
                let (real, imaginary) = (phase.real * r - phase.imaginary * i, phase.real * i + phase.imaginary * r)
                target[fullRow, fullColumn] = (real, imaginary)
                if Size.size == 2 { target[(fullRow + 2) % 4, (fullColumn + 2) % 4] = (-real, imaginary) }
            }
        }
    }
}
