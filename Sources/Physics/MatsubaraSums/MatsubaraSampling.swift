import BogoliubovDeGennes
import Numerics
import Synchronization

/// A few Matsubara frequencies ω_j = (2n_j + 1)πT and weights w_j that stand for the whole sum:
///
///     T Σ_{n≥0} f(ω_n) ≈ Σ_j w_j f(ω_j)   for f(ω) = ∫_0^E dE ρ(E) 2E / (E² + ω²)
///
/// with any ρ. The logarithm of a determinant ln|det(1 - G0(iω)V)| has this form, ρ being Krein's spectral shift, and so
/// has ln(1 + ε²/ω²). Since T Σ_n 2E/(E² + ω_n²) = ½ tanh(E/2T), the rule is exact if Σ_j w_j E/(E² + ω_j²) equals
/// ¼ tanh(E/2T) for 0 ≤ E ≤ E_max: a least-squares problem whose columns, one for each frequency, are chosen by pivoted
/// orthogonalisation (the idea of the discrete Lehmann representation, Kaye et al., Phys. Rev. B 105, 235115).
public struct MatsubaraSampling: Sendable {
    /// ω_j > 0, ascending.
    public let frequencies: [Double]
    public let weights: [Double]
    /// ∫_0^{E_max} |Σ_j w_j E/(E² + ω_j²) - ¼ tanh(E/2T)| dE. A rule applied to ρ errs by at most twice this times max|ρ|.
    public let integratedError: Double
    /// max_ε |Σ_j w_j ln(1 + ε²/ω_j²) - T ln cosh(ε/2T)| for 0 ≤ ε ≤ E_max: the error of the free energy of one level and
    /// its partner at -ε.
    public let levelError: Double

    /// - Parameters:
    ///   - temperature: T > 0.
    ///   - energyBound: E_max, beyond which ρ vanishes.
    ///   - accuracy: wanted bound on eight times `integratedError`. Rounding ends the search near 1e-15 E_max.
    ///   - multiple: frequencies are added so many at a time, since they are processed so.
    public init(temperature: Double, energyBound: Double, accuracy: Double, multiple: Int = 1) {
        precondition(temperature > 0 && energyBound > 0 && accuracy > 0 && multiple > 0)
        let energies = PanelQuadrature(smallest: temperature / 2, largest: energyBound, order: 16)
        let candidates = Self.candidates(temperature: temperature, energyBound: energyBound)
        // Row scaling by the square root of the quadrature weight would give a mean-square fit; the plain rows give a
        // fit that is uniform in E. Column scaling by ω makes all columns comparable and is undone in the weights.
        let columns = candidates.map { frequency in
            energies.nodes.map { $0 * frequency / ($0 * $0 + frequency * frequency) }
        }
        let target = energies.nodes.map { 0.25 * .tanh($0 / (2 * temperature)) }
        var basis = PivotedBasis(columns: columns, target: target)
        let finer = PanelQuadrature(smallest: temperature / 2, largest: energyBound, order: 24)

        var best: (chosen: [(frequency: Double, weight: Double)], error: Double)?
        while basis.extend(by: multiple) {
            let chosen = zip(basis.pivots, basis.solution).map { pivot, solution in
                (frequency: candidates[pivot], weight: solution * candidates[pivot])
            }
            let error = finer.integral { energy in
                let sum = chosen.reduce(0) { $0 + $1.weight * energy / (energy * energy + $1.frequency * $1.frequency) }
                return abs(sum - 0.25 * .tanh(energy / (2 * temperature)))
            }
            if error < best?.error ?? .infinity { best = (chosen, error) }
            if 8 * error <= accuracy { break }
        }
        guard let best else { preconditionFailure("the first candidate alone is a basis") }
        let sorted = best.chosen.sorted { $0.frequency < $1.frequency }
        frequencies = sorted.map(\.frequency)
        weights = sorted.map(\.weight)
        integratedError = best.error
        levelError = finer.nodes.reduce(0) { largest, energy in
            let sum = sorted.reduce(0) { partial, chosen in
                let ratio = energy / chosen.frequency
                return partial + chosen.weight * .log(onePlus: ratio * ratio)
            }
            let exact = levelFreeEnergy(energy, temperature: temperature) - levelFreeEnergy(0, temperature: temperature)
            return max(largest, abs(sum - exact))
        }
    }

    /// Every low frequency, then ever wider steps (40 to the octave) up to far above the spectrum.
    private static func candidates(temperature: Double, energyBound: Double) -> [Double] {
        let highest = max(256, 20 * energyBound / (2 * .pi * temperature))
        // Whole numbers, but not of a type that ends at 2⁶³.
        var indices: [Double] = []
        var next = 0.0
        while next <= highest {
            indices.append(next)
            next = max(next + 1, (next * .exp2(1.0 / 40)).rounded())
        }
        return indices.map { (2 * $0 + 1) * .pi * temperature }
    }
}

extension MatsubaraSampling {
    /// The sampling, made once for each temperature, bound and accuracy.
    public static func cached(
        temperature: Double, energyBound: Double, accuracy: Double, multiple: Int
    ) -> MatsubaraSampling {
        let key = [temperature, energyBound, accuracy, Double(multiple)]
        if let known = cache.withLock({ $0[key] }) { return known }
        let made = MatsubaraSampling(
            temperature: temperature, energyBound: energyBound, accuracy: accuracy, multiple: multiple)
        cache.withLock {
            // A sweep over temperatures would otherwise keep every rule it ever used.
            if $0.count >= 64 { $0.removeAll() }
            $0[key] = made
        }
        return made
    }

    private static let cache = Mutex<[[Double]: MatsubaraSampling]>([:])
}

/// Gauss–Legendre nodes on [0, smallest] and on panels that double in length up to `largest`.
private struct PanelQuadrature {
    let nodes: [Double]
    private let weights: [Double]

    init(smallest: Double, largest: Double, order: Int) {
        var edges = [0.0]
        var edge = smallest
        while edge < largest {
            edges.append(edge)
            edge *= 2
        }
        edges.append(largest)
        let rule = gaussLegendre(order: order)
        var nodes: [Double] = []
        var weights: [Double] = []
        for (start, end) in zip(edges, edges.dropFirst()) {
            nodes += rule.map { start + (end - start) * (1 + $0.node) / 2 }
            weights += rule.map { $0.weight * (end - start) / 2 }
        }
        self.nodes = nodes
        self.weights = weights
    }

    func integral(_ f: (Double) -> Double) -> Double { zip(nodes, weights).reduce(0) { $0 + $1.1 * f($1.0) } }
}

/// Nodes and weights on [-1, 1], by Newton's method on the Legendre polynomial.
private func gaussLegendre(order: Int) -> [(node: Double, weight: Double)] {
    (0..<order).map { index in
        var x = -Double.cos(.pi * (Double(index) + 0.75) / (Double(order) + 0.5))
        var derivative = 0.0
        for _ in 0..<8 {
            var (previous, current) = (1.0, x)
            for degree in 1..<order {
                let k = Double(degree)
                (previous, current) = (current, ((2 * k + 1) * x * current - k * previous) / (k + 1))
            }
            derivative = Double(order) * (x * current - previous) / (x * x - 1)
            x -= current / derivative
        }
        return (x, 2 / ((1 - x * x) * derivative * derivative))
    }
}
