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
    /// Bounds on their errors: of `first`, and of `second` for each pair. The error of the blocks between two impurities
    /// is at most the geometric mean of theirs.
    let errors: LaneArray

    init(pairs: Int, arena: LaneArena) {
        first = arena.matrix()
        second = arena.matrices(pairs)
        firstSecond = arena.matrices(pairs)
        secondFirst = arena.matrices(pairs)
        errors = arena.array(1 + pairs)
    }

    func clear() {
        first.clear()
        for matrices in [second, firstSecond, secondFirst] { for matrix in matrices { matrix.clear() } }
        errors.clear()
    }
}

/// How much a mode contributes to the Green function between the impurities' rows.
struct ModeWeights {
    /// |φ(y1)|².
    let first: Double
    /// For each pair: |φ(y2)|², and φ(y1) φ*(y2).
    let second: [Double]
    let firstSecond: [Complex<Double>]

    /// Whether the mode has a node at every impurity.
    var vanish: Bool { first == 0 && second.allSatisfy { $0 == 0 } }
}

/// The Green function of one chain in x, for eight frequencies.
///
/// An enumeration and not a protocol: calls through an existential are not compiled for their block size, which is worth a
/// factor of five.
enum ChainGreenFunction<Size: BlockSize> {
    case open(OpenChain<Size>)
    case ring(Ring<Size>)

    /// Takes the hopping from each site to the next for the solves that follow.
    func use(hopping: NambuMatrix) {
        switch self {
        case .open(let chain): chain.use(hopping: hopping)
        case .ring(let ring): ring.use(hopping: hopping)
        }
    }

    /// - Parameters:
    ///   - inverseSite: z - h, the same on each site; row by row.
    ///   - frequencies: ω of z = iω.
    ///   - weights: nil where only the determinant is wanted.
    ///   - blocks: receives the Green function times the weights, added to what is there.
    @inline(__always)
    func solve(
        inverseSite: LaneMatrix<Size>, frequencies: Lanes, weights: ModeWeights?, into blocks: ImpurityBlocks<Size>
    ) -> ChainDeterminant {
        switch self {
        case .open(let chain):
            chain.solve(inverseSite: inverseSite, frequencies: frequencies, weights: weights, into: blocks)
        case .ring(let ring):
            ring.solve(inverseSite: inverseSite, frequencies: frequencies, weights: weights, into: blocks)
        }
    }
}

/// ln|det(iω - H)| - n ln ω of a chain with n levels, and how well it was eliminated.
struct ChainDeterminant {
    let logarithm: Lanes
    /// The elimination is the exact one of a matrix that differs from z - H by at most this (spectral norm).
    let backwardError: Lanes
    /// A bound on what the logarithm lost besides.
    let rounding: Lanes
}

extension LaneMatrix.Inversion {
    /// ln(|det|/ω^size): taken of a ratio near one at high frequencies, where the difference of logarithms would lose
    /// digits.
    ///
    /// - Parameter powers: ω^(-2 size).
    @inline(__always)
    func logarithm(over powers: Lanes) -> Lanes { 0.5 * (determinant * powers).logarithm }

    /// ω^(-2 size).
    @inline(__always)
    static func powers(of frequencies: Lanes) -> Lanes {
        let inverse = 1 / (frequencies * frequencies)
        var result = inverse
        for _ in 1..<Size.size { result *= inverse }
        return result
    }
}
