/// The exchange interaction of two spins, fitted to the free energies of the 36 configurations (arXiv:2407.07144, Eq. 1):
///
///     F = F0 + m·(S1 + S2) + J·(S1∘S2) + D·(S1 × S2)
///
/// The pair counts once, spins have unit length, J < 0 favours parallel spins. The columns of this least-squares problem
/// are orthogonal over the 36 configurations, so every coefficient is a signed average.
public struct ExchangeCoefficients: Sendable {
    /// The mean free energy.
    public let constant: Double
    /// m: what the paper calls the vector μ. Components x, y, z.
    public let moment: [Double]
    /// J, the diagonal of `tensor`.
    public let heisenberg: [Double]
    /// D, half the antisymmetric part of `tensor`: D_z = (J_xy - J_yx) / 2.
    public let dzyaloshinskiiMoriya: [Double]
    /// The largest deviation of a configuration from the fit.
    public let largestResidual: Double
    /// The largest deviation from all that is bilinear, F0 + m1·S1 + m2·S2 + S1·J·S2, with a moment for each spin and the
    /// full tensor.
    public let largestBilinearResidual: Double
    /// The largest deviation of what both spins do together from S1·J·S2: energies of either spin alone, whatever their form,
    /// are taken out first. Where it exceeds every element of the tensor, the interaction is not bilinear at all, as near the
    /// crossing of a Shiba state through zero energy.
    public let largestPairResidual: Double
    /// The full exchange tensor J_ab of S1_a J_ab S2_b, row by row.
    public let tensor: [Double]
    /// The coefficient of S1 alone, and that of S2.
    public let firstMoment: [Double]
    public let secondMoment: [Double]

    /// - Parameter energies: for `spinConfigurations`, in their order.
    public init(fitting energies: [Double]) {
        precondition(energies.count == spinConfigurations.count)
        let samples = zip(spinConfigurations, energies).map { ($0.first.vector, $0.second.vector, $1) }
        /// The signed sum of the energies over the configurations, divided by how many of them the sign is not zero for.
        func average(over count: Double, _ weight: ([Double], [Double]) -> Double) -> Double {
            samples.reduce(0) { $0 + weight($1.0, $1.1) * $1.2 } / count
        }

        constant = energies.reduce(0, +) / 36
        tensor = (0..<9).map { ab in average(over: 4) { $0[ab / 3] * $1[ab % 3] } }
        firstMoment = (0..<3).map { a in average(over: 12) { s1, _ in s1[a] } }
        secondMoment = (0..<3).map { a in average(over: 12) { _, s2 in s2[a] } }
        moment = (0..<3).map { a in average(over: 24) { $0[a] + $1[a] } }
        heisenberg = (0..<3).map { a in average(over: 4) { $0[a] * $1[a] } }
        dzyaloshinskiiMoriya = (0..<3).map { a in average(over: 8) { cross($0, $1)[a] } }

        let (m1, m2, tensor) = (firstMoment, secondMoment, tensor)
        let mean = constant
        largestBilinearResidual = samples.reduce(0) { largest, sample in
            let (s1, s2, energy) = sample
            var fitted = mean
            for a in 0..<3 {
                fitted += m1[a] * s1[a] + m2[a] * s2[a]
                for b in 0..<3 { fitted += tensor[3 * a + b] * s1[a] * s2[b] }
            }
            return max(largest, abs(energy - fitted))
        }

        let directions = SpinDirection.allCases.count
        let ofFirst = (0..<directions).map { i in (0..<directions).reduce(0) { $0 + energies[directions * i + $1] } / 6 }
        let ofSecond = (0..<directions).map { j in (0..<directions).reduce(0) { $0 + energies[directions * $1 + j] } / 6 }
        largestPairResidual = samples.enumerated().reduce(0) { largest, sample in
            let (index, (s1, s2, energy)) = sample
            var together = energy - ofFirst[index / directions] - ofSecond[index % directions] + mean
            for a in 0..<3 { for b in 0..<3 { together -= tensor[3 * a + b] * s1[a] * s2[b] } }
            return max(largest, abs(together))
        }

        let (f0, m, j, d) = (constant, moment, heisenberg, dzyaloshinskiiMoriya)
        largestResidual = samples.reduce(0) { largest, sample in
            let (s1, s2, energy) = sample
            let product = cross(s1, s2)
            var fitted = f0
            for a in 0..<3 {
                let single: Double = m[a] * (s1[a] + s2[a])
                let double: Double = j[a] * s1[a] * s2[a] + d[a] * product[a]
                fitted += single + double
            }
            return max(largest, abs(energy - fitted))
        }
    }
}

private func cross(_ a: [Double], _ b: [Double]) -> [Double] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
