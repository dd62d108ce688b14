import BogoliubovDeGennes

/// An involution of the plane that keeps a point.
struct PlaneInvolution: Sendable {
    private let matrix: Involution
    private let fixed: LatticePoint

    init(_ matrix: Involution, about fixed: LatticePoint) { (self.matrix, self.fixed) = (matrix, fixed) }

    func callAsFunction(_ point: LatticePoint) -> LatticePoint {
        let turned = matrix(point.x - fixed.x, point.y - fixed.y)
        return LatticePoint(x: fixed.x + turned.x, y: fixed.y + turned.y)
    }

    /// What it does to the sites of a lattice; nil if it does not take all of them to sites of it.
    func permutation(of lattice: Lattice) -> SitePermutation? {
        // The image of one site tells whether images lie on sites, or between.
        let origin = self(LatticePoint(x: 0, y: 0))
        guard let shiftX = Int(exactly: origin.x), let shiftY = Int(exactly: origin.y) else { return nil }
        return SitePermutation(on: lattice) { site in
            let image = matrix(Double(site.x), Double(site.y))
            return Lattice.Site(x: Int(image.x) + shiftX, y: Int(image.y) + shiftY)
        }
    }
}

extension Lattice {
    /// What reflections and inversions about a point may do to the sites: whether any of it is a symmetry, the blocks of a
    /// Hamiltonian tell.
    func involutions(about point: LatticePoint) -> [SitePermutation] {
        Involution.candidates(for: kind).compactMap { PlaneInvolution($0, about: point).permutation(of: self) }
    }

    /// Reflections that leave two sites where they are.
    func reflections(through first: Site, _ second: Site) -> [PlaneInvolution] {
        let step = Step(second.x - first.x, second.y - first.y)
        return Involution.candidates(for: kind).filter { $0.keeps(step) }.map { PlaneInvolution($0, about: LatticePoint(first)) }
    }
}
