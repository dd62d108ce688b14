import Numerics
import Summation

/// The free energy of the quasiparticles, arXiv:2407.07144, Eq. (6) without its constant H0:
///
///     F = -½ Σ_{ε>0} ε - T Σ_{ε>0} ln(1 + e^{-ε/T}) = -(T/2) Σ_{all ε} ln 2cosh(ε/2T)
///
/// Evaluated over all eigenvalues as -½ Σ `levelFreeEnergy`, which neither overflows nor needs to decide the sign of a
/// zero mode. Terms are summed from the smallest, with compensation. At T = 0 this is -½ Σ_{ε>0} ε, which is the limit.
///
/// - Parameters:
///   - eigenvalues: the whole spectrum, which is symmetric about zero.
///   - temperature: k_B T ≥ 0, in the unit of the eigenvalues.
public func freeEnergy(eigenvalues: [Double], temperature: Double) -> Double {
    -compensatedSum(eigenvalues.map(abs).sorted().lazy.map { levelFreeEnergy($0, temperature: temperature) }) / 2
}

/// What one eigenvalue ε adds to -2F: T ln 2cosh(ε/2T) = |ε|/2 + T ln(1 + e^{-|ε|/T}), and |ε|/2 at T = 0.
///
/// - Precondition: temperature ≥ 0.
public func levelFreeEnergy(_ energy: Double, temperature: Double) -> Double {
    precondition(temperature >= 0)
    guard temperature > 0 else { return abs(energy) / 2 }
    return abs(energy) / 2 + temperature * .log(onePlus: .exp(-abs(energy) / temperature))
}
