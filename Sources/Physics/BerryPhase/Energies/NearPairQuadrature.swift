import Numerics

/// Gauss-Legendre nodes between the energies of two states.
enum NearPairQuadrature {
    /// Nodes s in (-1, 1), weights w of the integral over them, and w (1 - s²).
    struct Rule: Sendable {
        let nodes: [Double]
        let weights: [Double]
        let bubbleWeights: [Double]

        init(_ count: Int) {
            var (nodes, weights) = ([Double](), [Double]())
            for index in 0..<count {
                // Newton's iteration for a root of the Legendre polynomial.
                var x = Double.cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
                var slope = 0.0
                for _ in 0..<100 {
                    var (p, before) = (1.0, 0.0)
                    for degree in 1...count {
                        (p, before) = ((Double(2 * degree - 1) * x * p - Double(degree - 1) * before) / Double(degree), p)
                    }
                    slope = Double(count) * (x * p - before) / (x * x - 1)
                    let step = p / slope
                    x -= step
                    if abs(step) < 1e-16 { break }
                }
                nodes.append(x)
                weights.append(2 / ((1 - x * x) * slope * slope))
            }
            (self.nodes, self.weights) = (nodes, weights)
            bubbleWeights = zip(nodes, weights).map { $1 * (1 - $0 * $0) }
        }
    }

    /// The Fermi function has its poles at a distance of π k_BT from the axis, so that a rule of n nodes on an interval of
    /// half length h k_BT is off by about (h/π)^{2n}: below 1e-15 for these.
    private static let rules: [(reach: Double, rule: Rule)] = [
        (0.04, Rule(4)), (0.4, Rule(8)), (.infinity, Rule(12)),
    ]

    /// - Parameter halfLength: of the interval between the energies, in units of k_BT, at most 0.75.
    static func rule(halfLength: Double) -> Rule {
        for (reach, rule) in rules where halfLength < reach { return rule }
        return rules[rules.count - 1].rule
    }
}
