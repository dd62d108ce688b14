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
    /// What the accuracy is relative to, in units: the largest of the hopping, an eighth of `energyBound` and the temperature.
    let accuracyScale: Double
    /// k_B T in units.
    private let exactTemperature: Double

    /// nil where the problem holds no energy at all but for the temperature.
    ///
    /// - Parameter strength: the largest magnitude of an eigenvalue of what an impurity adds to the Hamiltonian.
    init?(_ problem: ImpurityProblem, strength: Double) throws(LowRankError) {
        let hopping = abs(problem.superconductor.hopping)
        let host = problem.superconductor.spectralBound
        let bound = host + strength
        guard bound.isFinite && problem.temperature.isFinite else { throw .energiesOutOfRange }
        guard bound > 0 else { return nil }
        unit = max(
            hopping, host / 16, 2 * strength * 0x1p-40, problem.temperature * 0x1p-40, .leastNonzeroMagnitude)
        let temperature = problem.temperature / unit
        exactTemperature = temperature
        // Bounds may be too large, but not so small beside the temperature that nothing is left of their squares.
        energyBound = max(Self.rounded(bound / unit), temperature * 0x1p-50)
        accuracyScale = max(hopping / unit, energyBound / 8, temperature)
    }

    /// The temperature in units that is computed with. The lowest of all is 2⁻⁵⁰ of the bound and stands for all below, zero
    /// included: at its frequencies a level at zero can still be told from rounding, and F has come within that rounding of
    /// its limit.
    ///
    /// `error` is by how much F can differ from that at the given one for each level pair ±ε that comes or goes:
    /// |T ln 2cosh(ε/2T) - |ε|/2| ≤ T ln 2.
    var temperature: (value: Double, error: Double) {
        let coldest = energyBound * 0x1p-50
        return exactTemperature < coldest ? (coldest, coldest * .log(2)) : (exactTemperature, 0)
    }

    /// A bound on |F - F[Ĥ0]| in units: ¼ Tr|V| times the largest |tanh(ε/2T)| ≤ |ε|/2T, V having eight eigenvalues of
    /// magnitude `strength` at most.
    func hotLimit(_ problem: ImpurityProblem, strength: Double) -> Double {
        let j = strength / unit
        let ratio =
            exactTemperature > 0 ? (problem.superconductor.spectralBound / unit + j) / exactTemperature : .infinity
        return j * min(2, ratio)
    }

    /// The next larger of four steps to the octave.
    private static func rounded(_ bound: Double) -> Double { .exp2((4 * .log2(bound)).rounded(.up) / 4) }
}
