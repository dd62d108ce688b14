/// A lattice of `width` × `height` sites, (x, y) with 0 ≤ x < width and 0 ≤ y < height in units of its lattice vectors.
public struct Lattice: Hashable, Sendable {
    /// How sites are arranged: which are neighbours, and where they are.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Lattice vectors (1, 0) and (0, 1).
        case square
        /// Lattice vectors (1, 0) and (½, √3/2), so that each site has six nearest neighbours.
        case triangular
    }

    public enum Boundary: String, Hashable, Sendable, CaseIterable {
        case open
        case periodic
    }

    public struct Site: Hashable, Sendable {
        public var x: Int
        public var y: Int

        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    public let kind: Kind
    public let width: Int
    public let height: Int
    public let boundaryX: Boundary
    public let boundaryY: Boundary

    /// - Precondition: both sides are at least 1, and at least 3 along a periodic direction, since on shorter rings two
    ///   bonds would join the same pair of sites.
    public init(
        _ kind: Kind = .square, width: Int, height: Int, boundaryX: Boundary, boundaryY: Boundary
    ) {
        precondition(width >= (boundaryX == .periodic ? 3 : 1) && height >= (boundaryY == .periodic ? 3 : 1))
        self.kind = kind
        self.width = width
        self.height = height
        self.boundaryX = boundaryX
        self.boundaryY = boundaryY
    }

    public var siteCount: Int { width * height }

    public func contains(_ site: Site) -> Bool { (0..<width).contains(site.x) && (0..<height).contains(site.y) }

    /// Sites are numbered along x first.
    public func index(of site: Site) -> Int { site.x + width * site.y }
    public func site(at index: Int) -> Site { Site(x: index % width, y: index / width) }

    /// The middle of the lattice, where the first impurity sits.
    public var center: Site { Site(x: width / 2, y: height / 2) }
}
