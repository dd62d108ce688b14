import BogoliubovDeGennes

/// The system of arXiv:2407.07144 on size × size sites.
func paperSuperconductor(size: Int) -> Superconductor {
    Superconductor(
        lattice: Lattice(width: size, height: size, boundaryX: .open, boundaryY: .open), hopping: 1,
        chemicalPotential: -3, singletGap: 0.1, tripletGap: 0.1, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]),
        tripletPhase: .imaginary, winding: 0)
}

/// Impurities at the centre and at each distance along x.
func paperProblem(size: Int, deltas: ClosedRange<Int>) -> ImpurityProblem {
    let superconductor = paperSuperconductor(size: size)
    let center = superconductor.lattice.center
    return ImpurityProblem(
        superconductor: superconductor,
        pairs: deltas.map {
            ImpurityPair(first: center, second: Lattice.Site(x: center.x + $0, y: center.y), exchange: 3)
        }, temperature: 0.001)
}
