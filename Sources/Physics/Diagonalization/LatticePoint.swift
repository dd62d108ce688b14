import BogoliubovDeGennes

/// A point of the plane, in units of the lattice vectors: a site, or what lies between sites.
struct LatticePoint: Sendable {
    let x, y: Double

    init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    init(_ site: Lattice.Site) { self.init(x: Double(site.x), y: Double(site.y)) }

    /// Half way between two.
    init(between first: LatticePoint, _ second: LatticePoint) {
        self.init(x: (first.x + second.x) / 2, y: (first.y + second.y) / 2)
    }
}

extension Lattice {
    /// The point in the middle of all sites.
    var middle: LatticePoint { LatticePoint(x: Double(width - 1) / 2, y: Double(height - 1) / 2) }
}
