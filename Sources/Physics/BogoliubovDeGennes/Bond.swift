extension Lattice {
    /// From a site to another, in units of the lattice vectors.
    public struct Step: Hashable, Sendable {
        public let x: Int
        public let y: Int

        public init(_ x: Int, _ y: Int) {
            self.x = x
            self.y = y
        }

        public static prefix func - (step: Step) -> Step { Step(-step.x, -step.y) }
    }

    /// Steps to the nearest neighbours, one of each pair of opposite ones.
    public var nearestSteps: [Step] {
        switch kind {
        case .square: [Step(1, 0), Step(0, 1)]
        case .triangular: [Step(1, 0), Step(0, 1), Step(1, -1)]
        }
    }

    /// Steps to the second neighbours of a square lattice, one of each pair of opposite ones.
    public static let diagonalSteps = [Step(1, 1), Step(1, -1)]

    /// A step in Cartesian coordinates, in units of the lattice constant.
    public func displacement(of step: Step) -> (x: Double, y: Double) {
        switch kind {
        case .square: (Double(step.x), Double(step.y))
        case .triangular: (Double(step.x) + 0.5 * Double(step.y), 0.75.squareRoot() * Double(step.y))
        }
    }

    /// The site that a step leads to; nil beyond an open edge.
    public func site(_ step: Step, from site: Site) -> Site? {
        guard let x = Self.coordinate(site.x + step.x, width, boundaryX),
            let y = Self.coordinate(site.y + step.y, height, boundaryY)
        else { return nil }
        return Site(x: x, y: y)
    }

    private static func coordinate(_ value: Int, _ length: Int, _ boundary: Boundary) -> Int? {
        if value >= 0 && value < length { return value }
        return boundary == .open ? nil : (value + length) % length
    }

    /// A directed bond between two sites.
    ///
    /// A bond that closes a ring along x starts at -1 on the unrolled lattice: its step is +1, and its midpoint is -½.
    public struct Bond: Hashable, Sendable {
        public let from: Site
        public let to: Site
        public let step: Step
        /// x of the start plus x of the end, on the unrolled lattice.
        public let sumOfX: Int
    }

    /// The bond that begins at a site with one of the steps above; nil beyond an open edge.
    public func bond(_ step: Step, from site: Site) -> Bond? {
        guard let to = self.site(step, from: site) else { return nil }
        let closes = site.x + step.x >= width
        return Bond(from: site, to: to, step: step, sumOfX: closes ? -1 : 2 * site.x + step.x)
    }

    /// Every bond with one of the steps, once, by the sites that they start from.
    public func bonds(_ steps: [Step]) -> some Sequence<Bond> {
        (0..<siteCount).lazy.flatMap { index in steps.compactMap { bond($0, from: site(at: index)) } }
    }
}
