import BogoliubovDeGennes

extension DenseSolve {
    /// As `cached`, in a time that does not grow with the lattice.
    ///
    /// The orders of the dense matrices that remain are sums of terms in Lx Ly, Lx, Ly and 1, as long as parities, boundaries
    /// and the symmetries of the impurities are the same. So four small lattices tell those of all larger ones, exactly:
    /// impurities farther apart than four sites count as three or four sites apart, which no symmetry sees.
    static func predicted(
        for superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>
    ) -> [DenseSolve] {
        let lattice = superconductor.lattice
        let (widths, heights) = (smallSides(lattice.width), smallSides(lattice.height))
        // Small lattices know nothing of regions, and the reflections of a triangular one depend on how its sides divide each
        // other; larger ones than this are beyond a diagonalisation anyway.
        let isIndividual =
            !superconductor.regions.isEmpty && lattice.siteCount <= 40_000
            || lattice.kind == .triangular && lattice.siteCount <= 10_000
        guard !isIndividual && (widths.count > 1 || heights.count > 1) else {
            return cached(for: superconductor, pair, reductions: reductions)
        }
        let (site1, site2) = (pair.first.site, pair.second.site)
        let displacement = (nearer(site2.x - site1.x), nearer(site2.y - site1.y))
        let samples = heights.map { height in
            widths.map { width in
                let small = Lattice(
                    lattice.kind, width: width, height: height, boundaryX: lattice.boundaryX, boundaryY: lattice.boundaryY)
                let first = small.center
                let second = Lattice.Site(x: first.x + displacement.0, y: first.y + displacement.1)
                return cached(
                    for: superconductor.with(lattice: small),
                    ImpurityPair(
                        Impurity(site: first, exchange: pair.first.exchange, potential: pair.first.potential),
                        Impurity(site: second, exchange: pair.second.exchange, potential: pair.second.potential)),
                    reductions: reductions)
            }
        }
        guard samples.joined().allSatisfy({ $0.map(\.kind) == samples[0][0].map(\.kind) }) else {
            return withoutSymmetries(superconductor)
        }
        return samples[0][0].enumerated().map { index, solve in
            let rows = samples.map { extrapolated($0.map { Double($0[index].order) }, widths, to: lattice.width) }
            let order = extrapolated(rows, heights, to: lattice.height)
            return DenseSolve(order: order < 0x1p62 ? Int(order) : .max, kind: solve.kind, isHost: solve.isHost)
        }
    }

    /// The side itself where it is short; else two short ones of the same parity.
    private static func smallSides(_ side: Int) -> [Int] { side <= 14 ? [side] : [11 + (side + 1) % 2, 13 + (side + 1) % 2] }

    /// The value at `side` of the straight line through the values at some sides.
    private static func extrapolated(_ values: [Double], _ sides: [Int], to side: Int) -> Double {
        guard values.count == 2 else { return values[0] }
        return values[0] + (values[1] - values[0]) / Double(sides[1] - sides[0]) * Double(side - sides[0])
    }

    /// Of the same sign and parity, no farther than four sites.
    private static func nearer(_ distance: Int) -> Int {
        distance.magnitude <= 4 ? distance : distance.signum() * (3 + Int((distance.magnitude + 1) % 2))
    }
}
