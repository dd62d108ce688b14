import MatsubaraSums
import Numerics

/// Eight Matsubara frequencies, ascending, with their weights in the sum.
struct FrequencyLanes {
    let frequencies: Lanes
    /// Zero for lanes beyond the last frequency, which repeat it.
    let weights: Lanes
    let magnitudes: Lanes
    /// ln ω.
    let logarithms: Lanes
    /// 1 / (ln ω' - ln ω) with the frequency ω' of the next lane; zero for the last and for repeated ones.
    private let steps: Lanes

    init(_ sampling: MatsubaraSampling, from start: Int) {
        let last = sampling.frequencies.count - 1
        var (frequencies, weights, steps) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for lane in 0..<laneCount {
            frequencies[lane] = sampling.frequencies[min(start + lane, last)]
            weights[lane] = start + lane <= last ? sampling.weights[start + lane] : 0
        }
        self.frequencies = frequencies
        self.weights = weights
        magnitudes = weights.magnitude
        logarithms = frequencies.logarithm
        for lane in 0..<laneCount - 1 where frequencies[lane + 1] > frequencies[lane] {
            steps[lane] = 1 / (logarithms[lane + 1] - logarithms[lane])
        }
        self.steps = steps
    }

    /// All frequencies of a rule.
    static func all(of sampling: MatsubaraSampling) -> [FrequencyLanes] {
        stride(from: 0, to: sampling.frequencies.count, by: laneCount).map { FrequencyLanes(sampling, from: $0) }
    }

    /// A bound on the error of a chain's logarithm: the backward error times Σ 1/|iω - ε| over the levels of H, and rounding.
    ///
    /// With S = Σ ω²/(ω² + ε²) the sum is at most √(n S)/ω. S - n is the slope of the logarithm over ln ω, which never falls,
    /// so that the next frequency bounds it; S grows at most as ω².
    ///
    /// - Parameters:
    ///   - levels: n.
    ///   - energyBound: |ε| is at most this.
    func error(of determinant: ChainDeterminant, levels: Double, energyBound: Double) -> Lanes {
        let largest = determinant.backwardError * levels / frequencies + determinant.rounding
        let values = determinant.logarithm
        let squares = frequencies * frequencies
        let least = squares / (squares + energyBound * energyBound)
        var slopes = Lanes(repeating: levels)
        for lane in 0..<laneCount - 1 where steps[lane] > 0 {
            // What the two logarithms may err by makes the slope larger, never smaller.
            let doubt = largest[lane] + largest[lane + 1]
            slopes[lane] = min(levels, levels + (values[lane + 1] - values[lane] + doubt) * steps[lane])
        }
        for lane in 1..<laneCount where steps[lane] == 0 {
            let ratio = frequencies[lane] / frequencies[lane - 1]
            slopes[lane] = min(levels, slopes[lane - 1] * ratio * ratio)
        }
        slopes = slopes.maximum(levels * least)
        let sum = (levels * slopes).squareRoot() / frequencies
        // First order in |E|/ω, which is small; nothing is known where it is not.
        let ratio = determinant.backwardError / frequencies
        let change = (determinant.backwardError * sum / (1 - ratio)).replacing(with: .infinity, where: .!(ratio .< 0.5))
        return change + determinant.rounding
    }
}
