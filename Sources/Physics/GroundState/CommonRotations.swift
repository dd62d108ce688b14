import BogoliubovDeGennes
import ImpurityClusters
import LAPACK
import Numerics

/// The rotations of all spins together that leave every energy as it is.
public enum CommonRotations: Hashable, Sendable {
    case none
    /// About a unit vector.
    case about([Double])
    case all
}

extension CommonRotations {
    /// Read off the Green function: a rotation about n is one where its generator L·n commutes with g at every frequency.
    ///
    /// - Throws: `LAPACKError`.
    init(of green: SampledGreenFunction) throws(LAPACKError) {
        let generators = SpinDirection.allCases.prefix(3).map { direction in
            MajoranaBlock(
                ofHamiltonian: NambuMatrix(
                    normal: .pauli(direction.vector.map { Complex($0) }), pairing: .zero, reversePairing: .zero)
            ).elements
        }
        // |[g, L·n]|² / |g|² as a quadratic form of n.
        var form = [Double](repeating: 0, count: 9)
        for (_, sample) in green.samples {
            let commutators = generators.map { Self.commutator(sample.elements, $0, sites: sample.siteCount) }
            let scale = sample.elements.reduce(0) { $0 + $1 * $1 }
            for a in 0..<3 {
                for b in 0..<3 { form[3 * a + b] += zip(commutators[a], commutators[b]).reduce(0) { $0 + $1.0 * $1.1 } / scale }
            }
        }
        var matrix = HermitianMatrix(order: 3)
        for a in 0..<3 { for b in 0..<3 { matrix[a, b] = (form[3 * a + b], 0) } }
        let (values, vectors) = try eigenvectors(of: matrix)
        // Squares: of rounding in g, and in the form.
        let vanishing = values.filter { $0 < 1e-18 + 1e-13 * (values.last ?? 0) }.count
        switch vanishing {
        case 3: self = .all
        case 1:
            // Real, but for a phase; the sign is such that the largest component is positive.
            let components = (0..<3).map { (Complex(vectors[$0, 0].re, vectors[$0, 0].im)) }
            let largest = components.max { $0.length < $1.length } ?? .one
            let axis = components.map { ($0 / (largest / Complex(largest.length))).real }
            self = .about(unit(axis.map { abs($0) < 1e-9 ? 0 : $0 }))
        default: self = .none
        }
    }

    /// g L - L g with the same 4 × 4 block L on every site.
    private static func commutator(_ g: [Double], _ l: [Double], sites: Int) -> [Double] {
        let order = 4 * sites
        var result = [Double](repeating: 0, count: order * order)
        for row in 0..<order {
            for column in 0..<order {
                var sum = 0.0
                for k in 0..<4 {
                    sum += g[row * order + 4 * (column / 4) + k] * l[4 * k + column % 4]
                    sum -= l[4 * (row % 4) + k] * g[(4 * (row / 4) + k) * order + column]
                }
                result[row * order + column] = sum
            }
        }
        return result
    }

    /// How many directions there are in which common rotations move the spins to other states of the same energy.
    func dimension(of spins: [[Double]]) -> Int {
        switch self {
        case .none: return 0
        case .about(let axis): return spins.contains { norm(cross($0, axis)) > 1e-5 } ? 1 : 0
        case .all: return spins.dropFirst().contains { norm(cross($0, spins[0])) > 1e-5 } ? 3 : 2
        }
    }

    /// One of the states that rotations make of this one, always the same: in the frame of the axis, the first spin that leans
    /// away from it leans towards x (y, if the axis is along x). With all rotations, the first spin is along z, and the first one
    /// that is not parallel to it leans towards x.
    func representative(of spins: [[Double]]) -> [[Double]] {
        switch self {
        case .none: return spins
        case .about(let axis):
            return Self.turned(spins, about: axis)
        case .all:
            guard let first = spins.first else { return spins }
            let axis = cross(first, [0, 0, 1])
            let sine = norm(axis)
            let aligned =
                sine < 1e-12
                ? (first[2] > 0 ? spins : spins.map { [$0[0], -$0[1], -$0[2]] })
                : spins.map { rotate($0, about: axis.map { $0 / sine }, cosine: first[2], sine: sine) }
            return Self.turned(aligned, about: [0, 0, 1])
        }
    }

    private static func turned(_ spins: [[Double]], about axis: [Double]) -> [[Double]] {
        guard let leaning = spins.first(where: { norm(cross($0, axis)) > 1e-5 }) else { return spins }
        let start: [Double] = abs(axis[0]) < 1 - 1e-9 ? [1, 0, 0] : [0, 1, 0]
        let x = unit(zip(start, axis).map { $0 - dot(start, axis) * $1 })
        let y = cross(axis, x)
        let (a, b) = (dot(leaning, x), dot(leaning, y))
        let length = (a * a + b * b).squareRoot()
        return spins.map { rotate($0, about: axis, cosine: a / length, sine: -b / length) }
    }

    /// The largest angle between spins of two states, after the common rotation that brings them closest (about an axis); with all
    /// rotations, the largest difference between angles that spins make with each other.
    func distance(_ a: [[Double]], _ b: [[Double]]) -> Double {
        switch self {
        case .none: return zip(a, b).reduce(0) { max($0, angle($1.0, $1.1)) }
        case .about(let axis):
            let sine = zip(a, b).reduce(0) { $0 + dot(axis, cross($1.1, $1.0)) }
            let cosine = zip(a, b).reduce(0) { $0 + dot($1.0, $1.1) - dot($1.0, axis) * dot($1.1, axis) }
            let length = (sine * sine + cosine * cosine).squareRoot()
            guard length > 1e-12 else { return CommonRotations.none.distance(a, b) }
            let turned = b.map { rotate($0, about: axis, cosine: cosine / length, sine: sine / length) }
            return CommonRotations.none.distance(a, turned)
        case .all:
            var largest = 0.0
            for i in a.indices { for j in 0..<i { largest = max(largest, abs(angle(a[i], a[j]) - angle(b[i], b[j]))) } }
            return largest
        }
    }
}
