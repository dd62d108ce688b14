import BogoliubovDeGennes
import Numerics

/// The energies of a superconductor and its impurities in a unit that brings them near one, so that the same
/// system in other units gives the same numbers, and nothing overflows on the way.
///
/// The unit is the hopping, or a sixteenth of the bound on the host's spectrum where that is larger. It is larger still
/// where exchange or temperature exceed it 10¹² times: the host is then below the rounding of the result.
public struct EnergyScale: Hashable {
    public let unit: Double
    /// In units, a bound on all levels, impurities included. The same for all systems whose parameters differ a little, so
    /// that neighbouring points of a sweep share a sampling.
    public let energyBound: Double
    /// What the accuracy is relative to, in units: the largest of the hopping, an eighth of `energyBound` and the temperature.
    public let accuracyScale: Double
    /// k_B T in units.
    private let exactTemperature: Double

    /// nil where the problem holds no energy at all but for the temperature.
    ///
    /// - Parameter strength: the largest magnitude of an eigenvalue of what an impurity adds to the Hamiltonian.
    /// - Throws: `EnergyRangeError`.
    public init?(_ superconductor: Superconductor, temperature: Double, strength: Double) throws(EnergyRangeError) {
        let hopping = abs(superconductor.hopping)
        let host = superconductor.spectralBound
        let bound = host + strength
        guard bound.isFinite && temperature.isFinite else { throw EnergyRangeError() }
        guard bound > 0 else { return nil }
        unit = max(
            hopping, host / 16, 2 * strength * 0x1p-40, temperature * 0x1p-40, .leastNonzeroMagnitude)
        let temperature = temperature / unit
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
    public var temperature: (value: Double, error: Double) {
        let coldest = energyBound * 0x1p-50
        return exactTemperature < coldest ? (coldest, coldest * .log(2)) : (exactTemperature, 0)
    }

    /// A bound on |F - F[Ĥ0]| in units: ¼ Tr|V| times the largest |tanh(ε/2T)| ≤ |ε|/2T, V having four eigenvalues of magnitude
    /// `strength` at most for each impurity.
    ///
    /// - Parameter hostBound: on the spectrum without impurities.
    public func hotLimit(hostBound: Double, strength: Double, impurities: Int) -> Double {
        let j = strength / unit
        let ratio = exactTemperature > 0 ? (hostBound / unit + j) / exactTemperature : .infinity
        return Double(impurities) / 2 * (j * min(2, ratio))
    }

    /// The next larger of four steps to the octave.
    private static func rounded(_ bound: Double) -> Double { .exp2((4 * .log2(bound)).rounded(.up) / 4) }
}

/// A bound on the energies of a system is not a finite number.
public struct EnergyRangeError: Error, Hashable, Sendable, CustomStringConvertible {
    public init() {}

    public var description: String {
        "the energies of this system add up to more than the largest number that the program can hold (about 1.8e308)"
    }
}
