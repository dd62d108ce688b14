import BogoliubovDeGennes
import Numerics

/// ln|det(1 - G0 V)| for all 36 spin configurations and eight frequencies, from the blocks of G0 on the two sites.
///
/// A spin S adds V = -(𝒥/2) Ŝ with Ŝ = S·σ ⊕ -(S·σ)*, Ŝ² = 1, so with j = 𝒥/2
///
///     |det(1 - G0 V)| = |det(Ŝ1 + j G11)| |det(Ŝ2 + j G22 - j² G21 (Ŝ1 + j G11)⁻¹ G12)|
///
/// which inverts six matrices instead of thirty-six and holds for 𝒥 = 0 too. Ŝ may have zeros on its diagonal, hence the
/// pivoting.
final class ImpurityDeterminants {
    private let scratch: [LaneMatrix<FullNambu>]
    private let spins: [LaneMatrix<FullNambu>]

    /// - Parameter spins: Ŝ of the six `SpinDirection`s, in the basis of the Green function.
    init(spins: [NambuMatrix], arena: LaneArena) {
        scratch = arena.matrices(4)
        self.spins = arena.matrices(spins.count)
        for (matrix, spin) in zip(self.spins, spins) { matrix.fill(spin.elements) }
    }

    /// - Returns: in the order of `spinConfigurations`.
    func logarithms(
        exchange: Double, first: LaneMatrix<FullNambu>, second: LaneMatrix<FullNambu>,
        firstSecond: LaneMatrix<FullNambu>, secondFirst: LaneMatrix<FullNambu>
    ) -> [Lanes] {
        let j = exchange / 2
        let (matrix, inverse, product, across) = (scratch[0], scratch[1], scratch[2], scratch[3])
        var result: [Lanes] = []
        result.reserveCapacity(spinConfigurations.count)
        for spin1 in spins {
            matrix.copy(from: spin1)
            matrix.add(j, first)
            let single = 0.5 * matrix.invertWithPivoting(into: inverse).logarithm
            product.setProduct(secondFirst, inverse)
            across.setProduct(product, firstSecond)
            for spin2 in spins {
                matrix.copy(from: spin2)
                matrix.add(j, second)
                matrix.add(-j * j, across)
                result.append(single + 0.5 * matrix.eliminateWithPivoting().logarithm)
            }
        }
        return result
    }
}
