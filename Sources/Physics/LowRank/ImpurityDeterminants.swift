import BogoliubovDeGennes
import Numerics

/// ln|det(1 - G0 V)| for all 36 spin configurations and eight frequencies, from the blocks of G0 on the two sites.
///
/// A spin S adds V = -(𝒥/2) Ŝ with Ŝ = S·σ ⊕ -(S·σ)*, Ŝ² = 1, so with j = 𝒥/2
///
///     |det(1 - G0 V)| = |det(Ŝ1 + j G11)| |det(Ŝ2 + j G22 - j² G21 (Ŝ1 + j G11)⁻¹ G12)|
///
/// which inverts six matrices instead of thirty-six and holds for 𝒥 = 0 too. Ŝ may have zeros on its diagonal, hence the
/// pivoting. A potential U τ3, which is the same for all configurations, is taken into G0 first (`DressedBlocks`).
final class ImpurityDeterminants {
    private let scratch: [LaneMatrix<FullNambu>]
    private let spins: [LaneMatrix<FullNambu>]
    private let dressed: DressedBlocks

    /// - Parameter spins: Ŝ of the six `SpinDirection`s, in the basis of the Green function.
    init(spins: [NambuMatrix], arena: LaneArena) {
        scratch = arena.matrices(5)
        self.spins = arena.matrices(spins.count)
        for (matrix, spin) in zip(self.spins, spins) { matrix.fill(spin.elements) }
        dressed = DressedBlocks(arena: arena)
    }

    /// - Parameters:
    ///   - pair: in the unit of G0.
    ///   - frequencies: ω of G0(iω).
    ///   - blocks: of G0.
    /// - Returns: the logarithms, in the order of `spinConfigurations`, and a bound on the error of each.
    func logarithms(
        _ pair: ImpurityPair, frequencies: Lanes, _ blocks: NambuBlocks
    ) -> (values: [Lanes], error: Lanes) {
        guard pair.first.potential != 0 || pair.second.potential != 0 else {
            return ofSpins(pair, frequencies: frequencies, blocks)
        }
        let potential = dressed.take(blocks, potentials: (pair.first.potential, pair.second.potential))
        let spins = ofSpins(pair, frequencies: frequencies, dressed.blocks(errors: potential.blockErrors))
        return (spins.values.map { $0 + potential.logarithm }, spins.error + potential.error)
    }

    private func ofSpins(
        _ pair: ImpurityPair, frequencies: Lanes, _ blocks: NambuBlocks
    ) -> (values: [Lanes], error: Lanes) {
        let (j1, j2) = (pair.first.exchange / 2, pair.second.exchange / 2)
        let (matrix, inverse, product, across, rest) = (scratch[0], scratch[1], scratch[2], scratch[3], scratch[4])
        var result: [Lanes] = []
        result.reserveCapacity(spinConfigurations.count)
        let bound = ErrorBound(j: (abs(j1), abs(j2)), frequencies: frequencies, blocks)
        var error = Lanes.zero
        // The squares of all determinants lie between these.
        var (smallest, largest) = (Lanes(repeating: 1), Lanes(repeating: 1))
        for spin1 in spins {
            matrix.copy(from: spin1)
            matrix.add(j1, blocks.first)
            let firstDeterminant = matrix.invertWithPivoting(into: inverse)
            let single = 0.5 * firstDeterminant.logarithm
            (smallest, largest) = (smallest.minimum(firstDeterminant), largest.maximum(firstDeterminant))
            product.setProduct(blocks.secondFirst, inverse)
            across.setProduct(product, blocks.firstSecond)
            rest.clear()
            rest.add(j2, blocks.second)
            rest.add(-j1 * j2, across)
            var smallest2 = Lanes(repeating: .infinity)
            for spin2 in spins {
                matrix.setSum(spin2, rest)
                let determinant = matrix.eliminateWithPivoting()
                smallest2 = smallest2.minimum(determinant)
                largest = largest.maximum(determinant)
                result.append(single + 0.5 * determinant.logarithm)
            }
            smallest = smallest.minimum(smallest2)
            // |Ŝ2 + K|² ≤ 4 + |K|² + 2 |Re tr Ŝ2†K|, in the Frobenius norm; Ŝ2 and -Ŝ2 have one overlap.
            let overlap = spins.prefix(3).reduce(Lanes.zero) { $0.maximum($1.overlap(rest).magnitude) }
            let norm = 4 + rest.squaredNorm + 2 * overlap
            error = error.maximum(
                bound.error(firstInverse: inverse, across: across, secondInverse: norm * norm * norm / smallest2))
        }
        return (result, error + .ulpOfOne * (2 + largest.logarithm.maximum(-smallest.logarithm)))
    }

    /// How far errors of G0 and of the arithmetic can move a logarithm: ln|det M| moves by at most |M⁻¹| times the trace
    /// norm of the change of M = Ŝ ⊕ Ŝ + j G0.
    private struct ErrorBound {
        private let largestInverse: Lanes
        private let ofGreenFunction: Lanes
        private let (norm11, norm22, norm12, norm21): (Lanes, Lanes, Lanes, Lanes)

        init(j: (Double, Double), frequencies: Lanes, _ blocks: NambuBlocks) {
            let strongest = max(j.0, j.1)
            // M⁻¹ = -V (1 - G0 V)⁻¹ / j = -(V + V G V) / j, and |G(iω)| ≤ 1/ω with or without impurities.
            largestInverse = 1 + strongest / frequencies
            // |δG0| = |B†A⁻¹ E A⁻¹B| ≤ |E| |A⁻¹B|² in the trace norm, too.
            ofGreenFunction = strongest * (blocks.errors.first + blocks.errors.second)
            norm11 = j.0 * blocks.first.squaredNorm.squareRoot()
            norm22 = j.1 * blocks.second.squaredNorm.squareRoot()
            norm12 = j.1 * blocks.firstSecond.squaredNorm.squareRoot()
            norm21 = j.0 * blocks.secondFirst.squaredNorm.squareRoot()
        }

        /// - Parameters:
        ///   - firstInverse: (Ŝ1 + j G11)⁻¹.
        ///   - across: G21 (Ŝ1 + j G11)⁻¹ G12.
        ///   - secondInverse: |M|⁶ / |det M|² of M = Ŝ2 + j G22 - j² `across`, the largest for any Ŝ2.
        func error(
            firstInverse: LaneMatrix<FullNambu>, across: LaneMatrix<FullNambu>, secondInverse: Lanes
        ) -> Lanes {
            let inverse1 = firstInverse.squaredNorm.squareRoot()
            let (size1, product) = (2 + norm11, norm21 * inverse1 * norm12)
            // |M⁻¹| ≤ |M|³ / (3^{3/2} |det M|) for a 4 × 4 matrix, from the arithmetic-geometric mean of its singular values.
            let inverse2 = secondInverse.squareRoot() / 5.19
            let whole = inverse1 + (1 + inverse1 * norm12) * (1 + inverse1 * norm21) * inverse2
            let arithmetic = inverse1 * size1 + inverse2 * (2 + norm22 + product * (1 + inverse1 * size1))
            let change = whole.minimum(largestInverse) * ofGreenFunction + 4 * .ulpOfOne * arithmetic
            // |ln det(1 + X)| ≤ -ln(1 - x) ≤ x/(1 - x) for a trace norm x below one; nothing is known beyond.
            return (change / (1 - change)).replacing(with: .infinity, where: .!(change .< 0.5))
        }
    }
}

/// The 4 × 4 blocks of G0 for one pair.
struct NambuBlocks {
    let first: LaneMatrix<FullNambu>
    let second: LaneMatrix<FullNambu>
    let firstSecond: LaneMatrix<FullNambu>
    let secondFirst: LaneMatrix<FullNambu>
    /// Bounds on the errors of `first` and `second` (trace norm); the others err by at most the geometric mean.
    let errors: (first: Lanes, second: Lanes)
}
