import BogoliubovDeGennes
import RandomNumbers

/// An energy of classical spins that is bilinear in them: Σ_i m_i·S_i + Σ_{i<j} S_i·J_ij·S_j.
public struct BilinearForm: Sendable {
    /// m_i.
    public let moments: [[Double]]
    /// J_ij row by row, for i < j; pairs without one do not interact.
    public let tensors: [(first: Int, second: Int, tensor: [Double])]

    public init(moments: [[Double]], tensors: [(first: Int, second: Int, tensor: [Double])]) {
        self.moments = moments
        self.tensors = tensors
    }

    /// What is fitted to the 36 energies of a pair.
    public init(_ fit: ExchangeCoefficients) {
        self.init(moments: [fit.firstMoment, fit.secondMoment], tensors: [(0, 1, fit.tensor)])
    }

    public func energy(_ spins: [[Double]]) -> Double {
        let single = zip(moments, spins).reduce(0) { $0 + dot($1.0, $1.1) }
        return tensors.reduce(single) { sum, pair in
            sum + dot(spins[pair.first], Self.product(pair.tensor, spins[pair.second]))
        }
    }

    /// The lowest energy and where it is taken: each spin in turn is set against its field, which never raises the energy, from
    /// several starts.
    public func minimum(starts: Int = 24) -> (energy: Double, spins: [[Double]]) {
        var random = SplitMix64(seed: 1)
        var best: (energy: Double, spins: [[Double]])?
        for _ in 0..<max(1, starts) {
            var spins = moments.map { _ in randomUnitVector(using: &random) }
            for _ in 0..<20_000 {
                var turned = 0.0
                for index in spins.indices {
                    let field = self.field(on: index, spins)
                    let strength = norm(field)
                    guard strength > 0 else { continue }
                    let next = field.map { -$0 / strength }
                    turned = max(turned, norm(zip(next, spins[index]).map { $0 - $1 }))
                    spins[index] = next
                }
                if turned < 1e-13 { break }
            }
            let energy = energy(spins)
            if energy < best?.energy ?? .infinity { best = (energy, spins) }
        }
        return best ?? (0, [])
    }

    /// The gradient of the energy in one spin.
    private func field(on index: Int, _ spins: [[Double]]) -> [Double] {
        var field = moments[index]
        for pair in tensors {
            if pair.first == index { field = zip(field, Self.product(pair.tensor, spins[pair.second])).map { $0 + $1 } }
            if pair.second == index {
                field = zip(field, Self.product(Self.transposed(pair.tensor), spins[pair.first])).map { $0 + $1 }
            }
        }
        return field
    }

    private static func product(_ tensor: [Double], _ v: [Double]) -> [Double] {
        (0..<3).map { dot(Array(tensor[3 * $0..<3 * $0 + 3]), v) }
    }

    private static func transposed(_ tensor: [Double]) -> [Double] { (0..<9).map { tensor[3 * ($0 % 3) + $0 / 3] } }
}

/// Evenly distributed.
func randomUnitVector(using random: inout SplitMix64) -> [Double] {
    while true {
        let vector = (0..<3).map { _ in Double.random(in: -1...1, using: &random) }
        let length = norm(vector)
        if length > 0.1 && length <= 1 { return vector.map { $0 / length } }
    }
}
