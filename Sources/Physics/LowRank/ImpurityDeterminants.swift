import BogoliubovDeGennes
import Numerics

/// ln|det(1 - G0 V)| for all 36 spin configurations and eight frequencies, from the blocks of G0 on the two sites.
///
/// A spin S adds V = -(𝒥/2) Ŝ with Ŝ = S·σ ⊕ -(S·σ)*, Ŝ² = 1, so with j = 𝒥/2
///
///     |det(1 - G0 V)| = |det(Ŝ1 + j G11)| |det(Ŝ2 + j G22 - j² G21 (Ŝ1 + j G11)⁻¹ G12)|
///
/// which inverts six matrices instead of thirty-six and holds for 𝒥 = 0 too.
final class ImpurityDeterminants {
    private typealias Matrix = LaneMatrix<FullNambu>

    private let spins: [NambuMatrix]
    private let scratch: [LaneMatrix<FullNambu>]
    private let bare: [LaneMatrix<FullNambu>]

    /// - Parameter spins: Ŝ of the six `SpinDirection`s, in the basis of the Green function.
    init(spins: [NambuMatrix], arena: LaneArena) {
        self.spins = spins
        scratch = arena.matrices(3)
        bare = arena.matrices(spins.count)
        for (matrix, spin) in zip(bare, spins) { matrix.fill(spin.elements) }
    }

    /// - Returns: in the order of `spinConfigurations`.
    func logarithms(
        exchange: Double, first: LaneMatrix<FullNambu>, second: LaneMatrix<FullNambu>,
        firstSecond: LaneMatrix<FullNambu>, secondFirst: LaneMatrix<FullNambu>
    ) -> [Lanes] {
        let j = exchange / 2
        let (inverse, product, across) = (scratch[0], scratch[1], scratch[2])
        var result: [Lanes] = []
        result.reserveCapacity(spinConfigurations.count)
        for spin1 in bare {
            inverse.copy(from: spin1)
            inverse.add(j, first)
            let single = 0.5 * inverse.invert().logarithm
            product.setProduct(secondFirst, inverse)
            across.setProduct(product, firstSecond)
            for spin2 in bare {
                product.copy(from: spin2)
                product.add(j, second)
                product.add(-j * j, across)
                result.append(single + 0.5 * product.eliminate().logarithm)
            }
        }
        return result
    }
}
