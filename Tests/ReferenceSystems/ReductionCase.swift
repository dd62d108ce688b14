import BogoliubovDeGennes
import Diagonalization
import Numerics
import RandomNumbers

/// A small system, and what of its symmetries a diagonalisation can use.
public struct ReductionCase: Sendable {
    public let name: String
    public let system: Superconductor
    public let pair: ImpurityPair
    /// How many of the 36 configurations are different, and what is used on one or the other of them: no more, since
    /// each of the symmetries that are missing is broken.
    public let distinct: Int
    public let used: Set<ExactReduction>

    /// Systems in which different sets of symmetries hold.
    public static let all = systems()

    private static func systems() -> [ReductionCase] {
        var random = SplitMix64(seed: 11)
        let zero: [Complex<Double>] = [0, 0, 0]
        let z: [Complex<Double>] = [0, 0, 1]
        func system(
            _ d: DVector, width: Int = 5, height: Int = 3, x: Lattice.Boundary = .open, y: Lattice.Boundary = .open,
            singletGap: Double = 0.2, tripletGap: Double = 0.15, phase: Superconductor.RelativePhase = .imaginary,
            winding: Double = 0
        ) -> Superconductor {
            .paper(
                width: width, height: height, boundaryX: x, boundaryY: y, chemicalPotential: -1.3, singletGap: singletGap,
                tripletGap: tripletGap, dVector: d, tripletPhase: phase, winding: winding)
        }
        let paperD = DVector(x: z, y: zero)
        let tilted = DVector(x: [Complex(0.48), Complex(-0.6), Complex(0.64)], y: zero)
        let complexD = DVector(x: randomVector(using: &random), y: randomVector(using: &random))
        let list: [(String, Superconductor, (dx: Int, dy: Int), Int, Set<ExactReduction>)] = [
            ("paper", system(paperD), (1, 0), 8, [.mirror, .spin, .chiral, .particleHole]),
            ("paper, along y", system(paperD, width: 4, height: 5), (0, 2), 8, [.spin, .chiral, .particleHole]),
            ("paper, off the row", system(paperD), (1, 1), 8, [.spin, .chiral, .particleHole]),
            ("paper, ring", system(paperD, x: .periodic), (2, 0), 7, [.mirror, .spin, .chiral, .particleHole]),
            (
                "paper, torus", system(paperD, height: 4, x: .periodic, y: .periodic), (1, 0), 7,
                [.mirror, .spin, .chiral, .particleHole]
            ),
            (
                "winding, ring", system(paperD, x: .periodic, winding: 1), (1, 0), 9,
                [.mirror, .spin, .chiral, .particleHole]
            ),
            ("winding, open", system(paperD, winding: 0.7), (1, 0), 12, [.mirror, .spin, .particleHole]),
            ("winding, ring, off the row", system(paperD, x: .periodic, winding: -2), (1, 1), 12, [.spin, .particleHole]),
            ("real phase", system(paperD, phase: .real), (1, 0), 11, [.mirror, .chiral, .particleHole]),
            ("mirror of the box", system(paperD, width: 4), (-1, 0), 7, [.mirror, .spin, .chiral, .particleHole]),
            ("tilted axis", system(tilted), (1, 0), 18, [.mirror, .particleHole]),
            ("tilted axis, off the row", system(tilted), (-1, 1), 18, [.particleHole]),
            (
                "axis along x", system(DVector(x: [Complex(0, 0.3), 0, 0], y: zero)), (1, 0), 11,
                [.mirror, .chiral, .particleHole]
            ),
            ("along the diagonal", system(DVector(x: [1, 1, 1], y: zero)), (1, 0), 6, [.mirror, .particleHole]),
            ("p_y", system(DVector(x: zero, y: z), height: 4), (1, 0), 8, [.spin, .chiral, .particleHole]),
            ("helical", system(DVector(x: [1, 0, 0], y: [0, 1, 0])), (1, 0), 14, [.mirror, .chiral, .particleHole]),
            ("Rashba", system(DVector(x: [0, 1, 0], y: [-1, 0, 0])), (2, 0), 14, [.mirror, .chiral, .particleHole]),
            (
                "Rashba, ring", system(DVector(x: [0, 1, 0], y: [-1, 0, 0]), x: .periodic), (2, 0), 10,
                [.mirror, .chiral, .particleHole]
            ),
            ("chiral p", system(DVector(x: z, y: [0, 0, .i])), (1, 0), 8, [.spin, .chiral, .particleHole]),
            ("non-unitary", system(DVector(x: [1, .i, 0], y: zero)), (1, 0), 26, [.mirror, .chiral, .particleHole]),
            ("random d", system(complexD), (1, 0), 36, [.particleHole]),
            ("random d, off the row", system(complexD), (1, 1), 36, [.particleHole]),
            (
                "random d_x", system(DVector(x: randomVector(using: &random), y: zero)), (1, 0), 36,
                [.mirror, .particleHole]
            ),
            ("random d, winding", system(complexD, x: .periodic, winding: 1), (1, 0), 36, [.particleHole]),
            ("singlet", system(paperD, tripletGap: 0), (1, 0), 3, [.mirror, .chiral]),
            (
                "singlet, winding", system(paperD, x: .periodic, tripletGap: 0, winding: 2), (1, 0), 3,
                [.mirror, .chiral, .particleHole]
            ),
            ("triplet", system(paperD, singletGap: 0), (1, 0), 7, [.mirror, .spin, .chiral]),
            ("triplet p_y", system(DVector(x: zero, y: [1, 0, 0]), singletGap: 0), (1, 0), 7, [.mirror, .spin]),
            ("normal", system(paperD, singletGap: 0, tripletGap: 0), (1, 0), 3, [.mirror, .chiral]),
        ]
        return list.map { name, system, displacement, distinct, used in
            ReductionCase(
                name: name, system: system, pair: system.impurities(displacement.dx, displacement.dy, exchange: 2.3),
                distinct: distinct, used: used)
        }
    }
}
