import BogoliubovDeGennes
import Numerics

extension Superconductor {
    /// The paper's system, with what a test wants to be different.
    public static func paper(
        width: Int, height: Int, boundaryX: Lattice.Boundary = .open, boundaryY: Lattice.Boundary = .open,
        hopping: Double = 1, chemicalPotential: Double = -3, singletGap: Double = 0.1, tripletGap: Double = 0.1,
        dVector: DVector = .alongZ, tripletPhase: RelativePhase = .imaginary, winding: Double = 0
    ) -> Superconductor {
        Superconductor(
            lattice: Lattice(width: width, height: height, boundaryX: boundaryX, boundaryY: boundaryY),
            hopping: hopping, chemicalPotential: chemicalPotential, singletGap: singletGap, tripletGap: tripletGap,
            dVector: dVector, tripletPhase: tripletPhase, winding: winding)
    }

    /// The first impurity at the centre, the second displaced.
    public func impurities(_ dx: Int, _ dy: Int = 0, exchange: Double = 3) -> ImpurityPair {
        let center = lattice.center
        return ImpurityPair(
            first: center, second: Lattice.Site(x: center.x + dx, y: center.y + dy), exchange: exchange)
    }
}

extension ImpurityProblem {
    public static func paper(size: Int, deltas: [Int]) -> ImpurityProblem {
        let superconductor = Superconductor.paper(width: size, height: size)
        return ImpurityProblem(
            superconductor: superconductor, pairs: deltas.map { superconductor.impurities($0) }, temperature: 0.001)
    }
}

extension DVector {
    /// e_z p_x, the paper's.
    public static let alongZ = DVector(x: [0, 0, 1], y: [0, 0, 0])
    /// (0.6 e_x - 0.8 e_z) p_x: an axis between x and z.
    public static let tilted = DVector(x: [Complex(0.6), 0, Complex(-0.8)], y: [0, 0, 0])
    /// (e_x + ½ i e_z) p_x: no axis.
    public static let elliptic = DVector(x: [1, 0, Complex(0, 0.5)], y: [0, 0, 0])
    /// (e_x + i e_y) (p_x + i p_y): no axis, and pairing along y.
    public static let chiral = DVector(x: [1, .i, 0], y: [.i, -1, 0])
}
