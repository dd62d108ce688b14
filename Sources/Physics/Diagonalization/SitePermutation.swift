import BogoliubovDeGennes

/// Where a symmetry takes each site of a lattice: one to one, and onto all of it.
struct SitePermutation: Hashable, Sendable {
    /// The index of the image of each site, by the index of the site.
    let images: [Int32]

    /// - Parameter image: of a site; beyond an open edge, where it must not lie, or anywhere along a periodic direction.
    /// - Returns: nil if a site leaves the lattice, or two of them meet.
    init?(on lattice: Lattice, _ image: (Lattice.Site) -> Lattice.Site) {
        var images: [Int32] = []
        images.reserveCapacity(lattice.siteCount)
        var isTaken = [Bool](repeating: false, count: lattice.siteCount)
        for index in 0..<lattice.siteCount {
            guard let site = lattice.wrapped(image(lattice.site(at: index))) else { return nil }
            let target = lattice.index(of: site)
            guard !isTaken[target] else { return nil }
            isTaken[target] = true
            images.append(Int32(target))
        }
        self.images = images
    }
}

extension Lattice {
    /// A site of the unrolled lattice as one of this; nil beyond an open edge.
    fileprivate func wrapped(_ site: Site) -> Site? {
        func wrapped(_ value: Int, _ length: Int, _ boundary: Boundary) -> Int {
            boundary == .periodic ? (value % length + length) % length : value
        }
        let found = Site(x: wrapped(site.x, width, boundaryX), y: wrapped(site.y, height, boundaryY))
        return contains(found) ? found : nil
    }
}
