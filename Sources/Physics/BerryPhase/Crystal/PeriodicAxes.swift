import WannierHamiltonian

/// The lattice vectors along which a crystal repeats: two of a slab, in the plane of x and y, or all three.
public struct PeriodicAxes: Sendable, Equatable {
    /// 2 or 3.
    public let count: Int
    /// The lattice vectors, in Å.
    let vectors: [SIMD3<Double>]

    /// - Parameter count: 2 for a slab, whose lattice vectors 1 and 2 lie in the plane of x and y; 3 for a bulk crystal.
    /// - Throws: `HamiltonianError` if a slab's lattice vectors leave the plane.
    public init(_ count: Int, of lattice: [SIMD3<Double>]) throws(HamiltonianError) {
        precondition(count == 2 || count == 3)
        self.count = count
        vectors = Array(lattice[..<count])
        let size = vectors.reduce(0) { max($0, ($1 * $1).sum().squareRoot()) }
        if count == 2, let tilted = vectors.firstIndex(where: { abs($0.z) > 1e-6 * size }) {
            throw .badAxes(
                "lattice vector \(tilted + 1) has a component of \(vectors[tilted].z) Å along z, but those of a slab must lie in"
                    + " the plane of x and y.")
        }
        guard cellSize > 1e-9 else { throw .badAxes("the two periodic lattice vectors are parallel.") }
    }

    /// Area in Å² or volume in Å³ of a cell.
    public var cellSize: Double {
        if count == 2 { return abs(vectors[0].x * vectors[1].y - vectors[0].y * vectors[1].x) }
        let (a, b, c) = (vectors[0], vectors[1], vectors[2])
        return abs(a.x * (b.y * c.z - b.z * c.y) + a.y * (b.z * c.x - b.x * c.z) + a.z * (b.x * c.y - b.y * c.x))
    }
}
