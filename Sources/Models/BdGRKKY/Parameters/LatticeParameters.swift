import BogoliubovDeGennes
import Sweep

/// The mapping `lattice` of a job.
enum LatticeParameters {
    static let size = Parameter(
        "lattice.size", .integers(count: 2), .defaultsTo(.integers([101, 101])), unit: "1", "sites along x and y")
    static let boundary = Parameter(
        "lattice.boundary", .choices(count: 2, Lattice.Boundary.allCases.map(\.rawValue)), .defaultsTo(.texts(["open", "open"])),
        unit: "1", "boundary conditions along x and y")
    static let kind = Parameter(
        "lattice.type", .choice(Lattice.Kind.allCases.map(\.rawValue)), .defaultsTo(.text(Lattice.Kind.square.rawValue)),
        unit: "1", "how sites are arranged; x and y count lattice vectors", isOmittedAtDefault: true)

    /// The number of rows, four times the square of this, must be exact in double precision.
    private static let largestSide = 10_000_000

    static func lattice(at point: ParameterSet) throws(ParameterError) -> Lattice {
        let size = point.integers(size)
        let boundaries = point.texts(boundary).compactMap(Lattice.Boundary.init(rawValue:))
        for (name, length, boundary) in zip3(["x", "y"], size, boundaries) {
            let least = boundary == .periodic ? 3 : 1
            guard (least...largestSide).contains(length) else {
                throw ParameterError(
                    Self.size, problem: "found \(length) sites along \(name), which is \(boundary.rawValue)",
                    allowed: "\(least) to \(largestSide) sites")
            }
        }
        guard let kind = Lattice.Kind(rawValue: point.text(kind)) else {
            throw ParameterError(Self.kind, problem: "found \(point.text(kind))", allowed: "square or triangular")
        }
        return Lattice(kind, width: size[0], height: size[1], boundaryX: boundaries[0], boundaryY: boundaries[1])
    }
}

private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { zip(a, zip(b, c)).map { ($0, $1.0, $1.1) } }
