import BogoliubovDeGennes

/// A reflection of a lattice, or its inversion, as an integer matrix that acts on steps: done twice, it is nothing.
struct Involution: Sendable {
    /// Row by row: (x, y) becomes (a x + b y, c x + d y), in units of the lattice vectors.
    private let a, b, c, d: Int

    private init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

    func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (Double(a) * x + Double(b) * y, Double(c) * x + Double(d) * y)
    }

    func keeps(_ step: Lattice.Step) -> Bool { a * step.x + b * step.y == step.x && c * step.x + d * step.y == step.y }

    /// What may be tried on a lattice of a kind.
    ///
    /// Reflections along the lattice vectors, and the inversion, which is both; they are tried on triangular lattices, too, since
    /// a strip one site wide is a chain. Then the six reflections of the triangular lattice, which hold where its sides and
    /// boundaries are alike. (The diagonals of a square sample are not among them.)
    static func candidates(for kind: Lattice.Kind) -> [Involution] {
        let alongVectors = [Involution(1, 0, 0, -1), Involution(-1, 0, 0, 1), Involution(-1, 0, 0, -1)]
        switch kind {
        case .square: return alongVectors
        case .triangular:
            return alongVectors + [
                Involution(0, 1, 1, 0), Involution(0, -1, -1, 0), Involution(1, 1, 0, -1), Involution(-1, -1, 0, 1),
                Involution(1, 0, -1, -1), Involution(-1, 0, 1, 1),
            ]
        }
    }
}
