import BogoliubovDeGennes
import Numerics

/// The energies of one pair of impurities and its superconductor in a unit that brings them near one, so that the same
/// system in other units gives the same numbers, and nothing overflows on the way.
///
/// The unit is the hopping, or a sixteenth of the bound on the host's spectrum where that is larger. It is larger still
/// where exchange or temperature exceed it 10¹² times: the host is then below the rounding of the result.
struct EnergyScale: Hashable {
    let unit: Double
    /// In units, a bound on all levels, impurities included. The same for all systems whose parameters differ a little, so
    /// that neighbouring points of a sweep share a sampling.
    let energyBound: Double
    /// The same without impurities.
    let hostBound: Double
    /// What the accuracy is relative to, in units: the hopping, or an eighth of `energyBound` where that is larger.
    let accuracyScale: Double
    /// k_B T in units.
    private let temperature: Double

    /// nil where the problem holds no energy at all but for the temperature.
    init?(_ problem: ImpurityProblem, exchange: Double) throws(LowRankError) {
        let hopping = abs(problem.superconductor.hopping)
        let host = problem.superconductor.spectralBound
        let bound = host + abs(exchange) / 2
        guard bound.isFinite && problem.temperature.isFinite else { throw .energiesOutOfRange }
        guard bound > 0 else { return nil }
        unit = max(
            hopping, host / 16, abs(exchange) * 0x1p-40, problem.temperature * 0x1p-40, .leastNonzeroMagnitude)
        energyBound = Self.rounded(bound / unit)
        hostBound = max(Self.rounded(host / unit), energyBound * 0x1p-50)
        accuracyScale = max(hopping / unit, energyBound / 8)
        temperature = problem.temperature / unit
    }

    /// The temperature in units that levels below a bound are summed at. Below 2⁻⁵⁸ of the bound no temperature can be told
    /// from another, and the lowest of them stands for all, zero included.
    ///
    /// - Returns: the temperature, and by how much F can differ from that at the given one for each level pair ±ε that
    ///   comes or goes: |T ln 2cosh(ε/2T) - |ε|/2| ≤ T ln 2.
    func temperature(below bound: Double) -> (value: Double, error: Double) {
        let coldest = bound * 0x1p-58
        return temperature < coldest ? (coldest, coldest * .log(2)) : (temperature, 0)
    }

    /// The next larger of four steps to the octave.
    private static func rounded(_ bound: Double) -> Double { .exp2((4 * .log2(bound)).rounded(.up) / 4) }
}
