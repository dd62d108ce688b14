import BogoliubovDeGennes
import Numerics

/// What every chain must find for the impurities: the Green function (z - H)^-1 between their positions, summed over the
/// modes with their weights. Eight frequencies at a time.
struct ImpurityBlocks<Size: BlockSize> {
    /// Between the first impurity and itself, for all pairs.
    let first: LaneMatrix<Size>
    /// For each pair: the second impurity with itself, from the second to the first (rows: first), and back.
    let second: [LaneMatrix<Size>]
    let firstSecond: [LaneMatrix<Size>]
    let secondFirst: [LaneMatrix<Size>]

    init(pairs: Int, arena: LaneArena) {
        first = arena.matrix()
        second = arena.matrices(pairs)
        firstSecond = arena.matrices(pairs)
        secondFirst = arena.matrices(pairs)
    }

    func clear() {
        first.clear()
        for matrices in [second, firstSecond, secondFirst] { for matrix in matrices { matrix.clear() } }
    }
}

/// How much a mode contributes to the Green function between the impurities' rows.
struct ModeWeights {
    /// |φ(y1)|².
    let first: Double
    /// For each pair: |φ(y2)|², and φ(y1) φ*(y2).
    let second: [Double]
    let firstSecond: [Complex<Double>]

    var vanish: Bool { first == 0 && second.allSatisfy { $0 == 0 } }
}

/// The Green function of one chain in x, for eight frequencies.
///
/// An enumeration and not a protocol: calls through an existential are not compiled for their block size, which is worth a
/// factor of five.
enum ChainGreenFunction<Size: BlockSize> {
    case open(OpenChain<Size>)
    case ring(Ring<Size>)

    /// - Parameters:
    ///   - inverseSite: z - h, the same on each site; row by row.
    ///   - weights: nil where only the determinant is wanted.
    ///   - blocks: receives the Green function times the weights, added to what is there.
    /// - Returns: ln|det(z - H)| of the chain.
    @inline(__always)
    func solve(inverseSite: LaneMatrix<Size>, weights: ModeWeights?, into blocks: ImpurityBlocks<Size>) -> Lanes {
        switch self {
        case .open(let chain): chain.solve(inverseSite: inverseSite, weights: weights, into: blocks)
        case .ring(let ring): ring.solve(inverseSite: inverseSite, weights: weights, into: blocks)
        }
    }
}
