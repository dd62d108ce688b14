/// A rectangular lattice of `width` × `height` sites, (x, y) with 0 ≤ x < width and 0 ≤ y < height.
public struct Lattice: Hashable, Sendable {
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

    public let width: Int
    public let height: Int
    public let boundaryX: Boundary
    public let boundaryY: Boundary

    /// - Precondition: both sides are at least 1, and at least 3 along a periodic direction, since on shorter rings two
    ///   bonds would join the same pair of sites.
    public init(width: Int, height: Int, boundaryX: Boundary, boundaryY: Boundary) {
        precondition(width >= (boundaryX == .periodic ? 3 : 1) && height >= (boundaryY == .periodic ? 3 : 1))
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

    /// A directed bond from a site to its nearest neighbour in the direction +x or +y.
    ///
    /// The bond that closes a ring starts at -1 on the unrolled lattice: its step is +1, and its midpoint is -½.
    public struct Bond: Hashable, Sendable {
        public let from: Site
        public let to: Site
        public let direction: Direction
        /// x of the start plus x of the end, on the unrolled lattice.
        public let sumOfX: Int
    }

    public enum Direction: Int, Hashable, Sendable {
        case x
        case y
    }

    /// Every bond once.
    public var bonds: [Bond] {
        var bonds: [Bond] = []
        for y in 0..<height {
            for x in 0..<width {
                let site = Site(x: x, y: y)
                if x + 1 < width {
                    bonds.append(Bond(from: site, to: Site(x: x + 1, y: y), direction: .x, sumOfX: 2 * x + 1))
                } else if boundaryX == .periodic {
                    bonds.append(Bond(from: site, to: Site(x: 0, y: y), direction: .x, sumOfX: -1))
                }
                if y + 1 < height {
                    bonds.append(Bond(from: site, to: Site(x: x, y: y + 1), direction: .y, sumOfX: 2 * x))
                } else if boundaryY == .periodic {
                    bonds.append(Bond(from: site, to: Site(x: x, y: 0), direction: .y, sumOfX: 2 * x))
                }
            }
        }
        return bonds
    }
}
