import Foundation
import RashbaTorque

/// Boltzmann's equation on the Fermi rings, solved as a dense system: nothing of the diagrams, but T of one impurity.
///
///     Σ_k' w_k' W_kk' φ_k' - φ_k Σ_k' w_k' W_k'k = -e v_k,   W_kk' = 2π|⟨k|T|k'⟩|²
///
/// at n = 1; Σ_k w_k φ_k = 0. The rings are found by bisection on rays from the origin, which must lie inside all of them.
struct KineticEquation {
    private var spins: [SIMD3<Double>] = []
    private var velocities: [SIMD2<Double>] = []
    private var weights: [Double] = []
    private let transition: PauliVector

    init(mass: Double, alpha: Double, exchange: (x: Double, z: Double), energy: Double, transition: PauliVector, angles: Int) {
        self.transition = transition
        let m = mass / 76.199642283
        func field(_ x: Double, _ y: Double) -> SIMD3<Double> { SIMD3(exchange.x - alpha * y, alpha * x, exchange.z) }
        func length(_ b: SIMD3<Double>) -> Double { (b * b).sum().squareRoot() }
        for index in 0..<angles {
            let angle = 2 * .pi * (Double(index) + 0.3) / Double(angles)
            let (c, s) = (cos(angle), sin(angle))
            for band in [-1.0, 1] {
                func excess(_ k: Double) -> Double { k * k / (2 * m) + band * length(field(k * c, k * s)) - energy }
                guard excess(0) < 0 else { continue }
                var (low, high) = (0.0, 1.0)
                while excess(high) < 0 { high *= 2 }
                for _ in 0..<200 { if excess((low + high) / 2) < 0 { low = (low + high) / 2 } else { high = (low + high) / 2 } }
                let k = (low + high) / 2
                let b = field(k * c, k * s)
                let spin = band / length(b) * b
                let v = SIMD2(k * c / m + alpha * spin.y, k * s / m - alpha * spin.x)
                spins.append(spin)
                velocities.append(v)
                weights.append(k / (2 * .pi * Double(angles) * abs(v.x * c + v.y * s)))
            }
        }
    }

    /// |⟨k|T|k'⟩|², from spinors.
    private func probability(_ k: Int, _ other: Int) -> Double {
        let (a, b) = (Self.spinor(spins[k]), Self.spinor(spins[other]))
        let t = transition
        // T|b⟩
        let up = Self.product((t.re[0] + t.re[3], t.im[0] + t.im[3]), b.0)
        let mixUp = Self.product((t.re[1] + t.im[2], t.im[1] - t.re[2]), b.1)
        let mixDown = Self.product((t.re[1] - t.im[2], t.im[1] + t.re[2]), b.0)
        let down = Self.product((t.re[0] - t.re[3], t.im[0] - t.im[3]), b.1)
        let first = Self.product((a.0.0, -a.0.1), (up.0 + mixUp.0, up.1 + mixUp.1))
        let second = Self.product((a.1.0, -a.1.1), (down.0 + mixDown.0, down.1 + mixDown.1))
        let (re, im) = (first.0 + second.0, first.1 + second.1)
        return re * re + im * im
    }

    private static func product(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
        (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
    }

    private static func spinor(_ s: SIMD3<Double>) -> ((Double, Double), (Double, Double)) {
        // In the hemisphere where the first component does not vanish, or the second.
        if s.z >= 0 {
            let norm = (2 * (1 + s.z)).squareRoot()
            return (((1 + s.z) / norm, 0), (s.x / norm, s.y / norm))
        }
        let norm = (2 * (1 - s.z)).squareRoot()
        return ((s.x / norm, -s.y / norm), ((1 - s.z) / norm, 0))
    }

    /// nK (x, y, z times x, y) and nσ (xx, xy, yx, yy).
    func response() -> (spinDensity: [Double], conductivity: [Double]) {
        let count = spins.count
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: count + 2), count: count)
        for k in 0..<count {
            for other in 0..<count {
                matrix[k][other] -= weights[other] * 2 * .pi * probability(k, other)
                matrix[k][k] += weights[other] * 2 * .pi * probability(other, k)
            }
            (matrix[k][count], matrix[k][count + 1]) = (-velocities[k].x, -velocities[k].y)
        }
        // The sum of all rows with weights is zero: one of them says instead that no charge piles up.
        matrix[0] = weights + [0, 0]
        for column in 0..<count {
            let pivot = (column..<count).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) } ?? column
            matrix.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                guard factor != 0 else { continue }
                for index in column..<count + 2 { matrix[row][index] -= factor * matrix[column][index] }
            }
        }
        let solutions = (0..<2).map { side in (0..<count).map { matrix[$0][count + side] / matrix[$0][$0] } }
        func sum(_ side: Int, _ value: (Int) -> Double) -> Double {
            (0..<count).reduce(0) { $0 + weights[$1] * value($1) * solutions[side][$1] }
        }
        return (
            (0..<3).flatMap { spin in (0..<2).map { side in sum(side) { spins[$0][spin] } } },
            (0..<2).flatMap { direction in (0..<2).map { side in -sum(side) { velocities[$0][direction] } } }
        )
    }
}
