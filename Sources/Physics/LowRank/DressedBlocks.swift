import BogoliubovDeGennes
import Numerics

/// G0 between two sites with the potentials U τ3 that impurities put there beside their spins: G = (1 - G0 U τ3)⁻¹ G0.
final class DressedBlocks {
    private let matrix: LaneMatrix<TwoSites>
    private let inverse: LaneMatrix<TwoSites>
    private let bare: LaneMatrix<TwoSites>
    private let dressed: LaneMatrix<TwoSites>
    private let parts: [LaneMatrix<FullNambu>]

    init(arena: LaneArena) {
        matrix = arena.matrix()
        inverse = arena.matrix()
        bare = arena.matrix()
        dressed = arena.matrix()
        parts = arena.matrices(4)
    }

    /// What the potentials do by themselves.
    struct Potential {
        /// ln|det(1 - G0 U τ3)|, with a bound on its error.
        let logarithm: Lanes
        let error: Lanes
        /// Bounds on the errors of the dressed blocks, as in `NambuBlocks`.
        let blockErrors: (first: Lanes, second: Lanes)
    }

    /// - Parameter potentials: U on the first and on the second site.
    func take(_ blocks: NambuBlocks, potentials: (Double, Double)) -> Potential {
        let table = [[blocks.first, blocks.firstSecond], [blocks.secondFirst, blocks.second]]
        for row in 0..<8 {
            for column in 0..<8 {
                let element = table[row / 4][column / 4][row % 4, column % 4]
                bare[row, column] = element
                let u = (column < 4 ? potentials.0 : potentials.1) * (column % 4 < 2 ? 1 : -1)
                let one = Lanes(repeating: row == column ? 1 : 0)
                matrix[row, column] = (one - u * element.real, -u * element.imaginary)
            }
        }
        let logarithm = 0.5 * matrix.invertWithPivoting(into: inverse).logarithm
        dressed.setProduct(inverse, bare)
        for row in 0..<8 {
            for column in 0..<8 { parts[2 * (row / 4) + column / 4][row % 4, column % 4] = dressed[row, column] }
        }

        let strength = max(abs(potentials.0), abs(potentials.1))
        let (size, inverseSize) = (bare.squaredNorm.squareRoot(), inverse.squaredNorm.squareRoot())
        let (dressedSize, condition) = (dressed.squaredNorm.squareRoot(), inverseSize * (1 + strength * size))
        // (1 - G0 U)⁻¹ = 1 + G U, so δG = (1 + G U) δG0 (1 + U G).
        let growth = 1 + strength * dressedSize
        let rounding = 16 * .ulpOfOne * condition * dressedSize
        let received = blocks.errors.first + blocks.errors.second
        let change = inverseSize * strength * received + 8 * .ulpOfOne * condition
        return Potential(
            logarithm: logarithm,
            // |ln det(1 + X)| ≤ x/(1 - x) for a trace norm x below one; nothing is known beyond.
            error: (change / (1 - change)).replacing(with: .infinity, where: .!(change .< 0.5))
                + 4 * .ulpOfOne * logarithm.magnitude,
            // Their sum is what counts.
            blockErrors: (0.5 * growth * growth * received + rounding, 0.5 * growth * growth * received + rounding))
    }

    /// The blocks of G after `take`; valid until the next call.
    func blocks(errors: (first: Lanes, second: Lanes)) -> NambuBlocks {
        NambuBlocks(first: parts[0], second: parts[3], firstSecond: parts[1], secondFirst: parts[2], errors: errors)
    }
}
