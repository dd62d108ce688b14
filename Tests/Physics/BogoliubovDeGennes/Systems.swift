import BogoliubovDeGennes

extension Superconductor {
    /// The paper's system, with what a test wants to be different.
    static func paper(
        width: Int, height: Int, boundaryX: Lattice.Boundary = .open, boundaryY: Lattice.Boundary = .open,
        hopping: Double = 1, chemicalPotential: Double = -3, singletGap: Double = 0.1, tripletGap: Double = 0.1,
        dVector: String = "e_z * p_x", tripletPhase: RelativePhase = .imaginary, winding: Double = 0
    ) throws -> Superconductor {
        Superconductor(
            lattice: Lattice(width: width, height: height, boundaryX: boundaryX, boundaryY: boundaryY),
            hopping: hopping, chemicalPotential: chemicalPotential, singletGap: singletGap, tripletGap: tripletGap,
            dVector: try DVector(parsing: dVector), tripletPhase: tripletPhase, winding: winding)
    }

    /// The first impurity at the centre, the second displaced.
    func impurities(_ dx: Int, _ dy: Int = 0, exchange: Double = 3) -> ImpurityPair {
        let center = lattice.center
        return ImpurityPair(
            first: center, second: Lattice.Site(x: center.x + dx, y: center.y + dy), exchange: exchange)
    }
}

extension ImpurityProblem {
    static func paper(size: Int, deltas: [Int]) throws -> ImpurityProblem {
        let superconductor = try Superconductor.paper(width: size, height: size)
        return ImpurityProblem(
            superconductor: superconductor, pairs: deltas.map { superconductor.impurities($0) }, temperature: 0.001)
    }
}
