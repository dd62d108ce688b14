import Foundation

/// K(k) of a lattice with couplings cut off at a distance, added up directly. Such sums are not to be compared with each
/// other: a cutoff takes a fraction r₀/(r₀+R_c) off the energy of a ferromagnet, and next to nothing off an antiferromagnet's.
public struct TruncatedSum: Sendable {
    /// Largest number of impurities within the cutoff.
    public static let mostSites = 1e8

    private let lattice: ImpurityLattice
    private let cutoff: Double
    private let table: CouplingTable

    /// - Parameter cutoff: R_c in units of d.
    public init(_ lattice: ImpurityLattice, cutoff: Double, table: CouplingTable) {
        self.lattice = lattice
        self.cutoff = cutoff
        self.table = table
    }

    /// How many impurities are within a radius in units of d, roughly.
    public static func sites(angle: Double, cutoff: Double) -> Double { .pi * cutoff * cutoff / sin(angle) }

    /// K of the three orders: of R and -R, one is visited; even and odd members of rows belong to different orders.
    public func matrices() -> [ImpurityLattice.Order: CouplingMatrix] {
        var (ferromagnet, layered, diagonal) = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)
        var sizes = 0.0
        let rows = Int(cutoff / lattice.second.y)
        table.withCubics { table in
            for row in 0...rows {
                let (offset, height) = (Double(row) * lattice.second.x, Double(row) * lattice.second.y)
                let half = max(0, cutoff * cutoff - height * height).squareRoot()
                let first = row == 0 ? 1 : Int((-half - offset).rounded(.up))
                let last = Int((half - offset).rounded(.down))
                guard first <= last else { continue }
                // Σ J_⊥, Σ J_⊥ - …xx, xy, yy by elements of r, for even and odd columns.
                var (even, odd) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
                for column in first...last {
                    let x = Double(column) + offset
                    let (isotropic, directed) = table.couplings(x * x + height * height)
                    let term = SIMD4(isotropic, directed * x * x, directed * x, directed)
                    if column & 1 == 0 { even += term } else { odd += term }
                }
                func matrix(_ s: SIMD4<Double>) -> SIMD3<Double> {
                    SIMD3(s[0] - s[1], -height * s[2], s[0] - height * height * s[3])
                }
                let (one, other) = (matrix(even), matrix(odd))
                sizes += even[0] + odd[0]
                ferromagnet += one + other
                layered += row & 1 == 0 ? one + other : -one - other
                diagonal += row & 1 == 0 ? one - other : other - one
            }
        }
        func matrix(_ sum: SIMD3<Double>) -> CouplingMatrix {
            CouplingMatrix(xx: 2 * sum.x, xy: 2 * sum.y, yy: 2 * sum.z, error: 4 * sizes * CouplingTable.relativeError)
        }
        return [.ferromagnet: matrix(ferromagnet), .layered: matrix(layered), .diagonal: matrix(diagonal)]
    }
}

/// J_⊥ and (J_∥ + J_⊥)/R² over R², by cubic interpolation in x/(1+x), x = R/ρ.
public struct CouplingTable: Sendable {
    /// Of the interpolation, tested, with room for rounding.
    static let relativeError = 1e-11

    private let pearlLength: Double
    private let start, inverseStep: Double
    /// x²J_⊥ and x²(J_∥ + J_⊥) in an interval: c₀ + c₁t + c₂t² + c₃t³ with t from 0 to 1.
    struct Cubic: Sendable {
        let c0, c1, c2, c3: SIMD2<Double>
    }

    private let cubics: [Cubic]

    /// - Parameters:
    ///   - pearlLength: ρ in units of d.
    ///   - range: of R in units of d.
    public init(pearlLength: Double, range: ClosedRange<Double>) {
        self.pearlLength = pearlLength
        func position(_ r: Double) -> Double { r / pearlLength / (1 + r / pearlLength) }
        let (low, high) = (position(0.99 * range.lowerBound), position(1.01 * range.upperBound))
        let count = 4096
        let step = (high - low) / Double(count)
        start = low
        inverseStep = 1 / step
        // Values and slopes (times the step) at the nodes.
        var nodes: [(p: Double, dp: Double, s: Double, ds: Double)] = []
        for index in 0...count {
            let u = low + step * Double(index)
            let x = u / (1 - u)
            let integrals = KeldyshPotential(x).integrals
            let slope = step * (1 + x) * (1 + x)  // dx/du = 1/(1-u)²
            let p = x * integrals[1]
            nodes.append(
                (
                    p, slope * (integrals[1] - x * integrals[2]), p + x * x * integrals[2],
                    slope * (integrals[1] + x * integrals[2] - x * x * integrals[3])
                ))
        }
        cubics = zip(nodes, nodes.dropFirst()).map { low, high in
            let (a, da, b, db) = (SIMD2(low.p, low.s), SIMD2(low.dp, low.ds), SIMD2(high.p, high.s), SIMD2(high.dp, high.ds))
            return Cubic(c0: a, c1: da, c2: 3 * (b - a) - 2 * da - db, c3: 2 * (a - b) + da + db)
        }
    }

    /// Lends the table, ready for use in a loop.
    func withCubics(_ body: (View) -> Void) {
        cubics.withUnsafeBufferPointer {
            body(
                View(
                    cubics: $0, inverseLength: 1 / pearlLength, start: start, inverseStep: inverseStep, last: Double($0.count - 1)
                ))
        }
    }

    struct View {
        let cubics: UnsafeBufferPointer<Cubic>
        let inverseLength, start, inverseStep, last: Double

        /// At R²: J_⊥, and (J_∥ + J_⊥)/R², in units of 1/d².
        @inline(__always)
        func couplings(_ square: Double) -> (isotropic: Double, directed: Double) {
            let x = square.squareRoot() * inverseLength
            let place = (x / (1 + x) - start) * inverseStep
            let index = min(max(place, 0), last).rounded(.down)
            let t = SIMD2(repeating: place - index)
            let c = cubics[Int(index)]
            let value = c.c0 + t * (c.c1 + t * (c.c2 + t * c.c3))
            let inverse = 1 / square
            return (inverse * value.x, inverse * inverse * value.y)
        }
    }
}
