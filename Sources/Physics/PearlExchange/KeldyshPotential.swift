import Foundation

/// The Keldysh potential V(x) = (π/2)[H₀(x) - Y₀(x)] and its derivatives, without Struve functions and without cancellation:
///
///     V = I₀,  -V' = I₁,  V'' = I₂,  -V''' = I₃,   I_p(x) = ∫₀^∞ tᵖ e^(-xt)/√(1+t²) dt.
///
/// In ln t the integrand is analytic in a strip of width π, so that the trapezoidal rule converges exponentially. Two rules,
/// each with step ¼, lie between each other's nodes: their mean is the value, their difference bounds its error.
public struct KeldyshPotential: Sendable, Equatable {
    /// I₀ to I₃.
    public let integrals: SIMD4<Double>
    /// Bounds on their errors.
    public let errors: SIMD4<Double>

    /// t and 1/√(1+t²) at ln t = k/8.
    private static let nodes: [(t: Double, factor: Double)] = (-600...180).map { index in
        let t = exp(Double(index) / 8)
        return (t, 1 / (1 + t * t).squareRoot())
    }
    private static let firstNode = -600
    /// Beyond 1e±8 the leading terms of the series suffice.
    private static let range = 1e-8...1e8

    /// - Parameter x: positive.
    public init(_ x: Double) {
        precondition(x > 0, "the distance must be positive")
        guard Self.range.contains(x) else {
            (integrals, errors) = Self.limit(x)
            return
        }
        // From where t is a rounding error of the whole, to where e^(-xt) is.
        let first = Int((8 * (min(0, -log(x)) - 40)).rounded(.down)) & ~1
        let last = Int((8 * (log(46 / x))).rounded(.up))
        var (even, odd) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for index in stride(from: first, through: last, by: 2) {
            even += Self.term(x, Self.node(index))
            odd += Self.term(x, Self.node(index + 1))
        }
        integrals = (even + odd) / 8
        // Positive terms; that of the exponential's argument is the largest rounding error.
        let rounding = 16 * Double.ulpOfOne * integrals
        let difference = (even - odd) / 8
        errors = difference.replacing(with: -difference, where: difference .< 0) + rounding
    }

    private static func node(_ index: Int) -> (t: Double, factor: Double) {
        let place = index - firstNode
        guard nodes.indices.contains(place) else {
            let t = exp(Double(index) / 8)
            return (t, 1 / (1 + t * t).squareRoot())
        }
        return nodes[place]
    }

    private static func term(_ x: Double, _ node: (t: Double, factor: Double)) -> SIMD4<Double> {
        let t = node.t
        let weight = t * exp(-x * t) * node.factor
        let square = t * t
        return weight * SIMD4(1, t, square, square * t)
    }

    /// The leading terms for small and large x; what follows is smaller by x² ln x, or 1/x².
    private static func limit(_ x: Double) -> (SIMD4<Double>, SIMD4<Double>) {
        let values: SIMD4<Double>
        if x < 1 {
            let euler = 0.57721566490153286061
            values = SIMD4(-log(x / 2) - euler + x, 1 / x - 1, 1 / x / x, 2 / x / x / x)
        } else {
            values = SIMD4(1 / x, 1 / x / x, 2 / x / x / x, 6 / x / x / x / x)
        }
        return (values, 1e-13 * values)
    }
}
