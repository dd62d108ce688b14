import BogoliubovDeGennes

extension DenseSolve {
    /// Larger lattices are judged by smaller ones.
    private static let largestSide = 21

    /// As `cached`, in a time that does not grow with the lattice: the dense matrices that remain of a lattice of the same
    /// parities and boundaries with at most 22 sites along each side, their orders in proportion to the number of sites.
    /// A mirror leaves (L + 1)/2 of L rows, so that the orders are a few per cent too large.
    static func predicted(
        for superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>
    ) -> [DenseSolve] {
        let lattice = superconductor.lattice
        let small = Lattice(
            width: shrunk(lattice.width), height: shrunk(lattice.height), boundaryX: lattice.boundaryX,
            boundaryY: lattice.boundaryY)
        guard small != lattice else { return cached(for: superconductor, pair, reductions: reductions) }
        let displacement = (nearer(pair.second.x - pair.first.x), nearer(pair.second.y - pair.first.y))
        let first = small.center
        let second = Lattice.Site(x: first.x + displacement.0, y: first.y + displacement.1)
        let ratio = Double(lattice.width) / Double(small.width) * (Double(lattice.height) / Double(small.height))
        return cached(
            for: superconductor.with(lattice: small),
            ImpurityPair(first: first, second: second, exchange: pair.exchange), reductions: reductions
        ).map { solve in
            let order = (Double(solve.order) * ratio).rounded(.up)
            return DenseSolve(order: order < 0x1p62 ? Int(order) : .max, kind: solve.kind, isHost: solve.isHost)
        }
    }

    private static func shrunk(_ side: Int) -> Int { side <= largestSide + 1 ? side : largestSide + (side + 1) % 2 }

    /// Of the same sign and parity, no farther than four sites.
    private static func nearer(_ distance: Int) -> Int {
        distance.magnitude <= 4 ? distance : distance.signum() * (3 + Int((distance.magnitude + 1) % 2))
    }
}
