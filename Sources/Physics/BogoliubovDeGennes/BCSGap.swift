import Numerics

/// Δ(T)/Δ(0) of a weakly coupled superconductor, from the gap equation and not from a fit:
///
///     ln(Δ(0)/Δ) = 2 ∫_0^∞ du / (e^{(Δ/T) cosh u} + 1),   Δ(0) = π e^{-γ} T_c
///
/// (J. Bardeen, L. N. Cooper and J. R. Schrieffer, Phys. Rev. 108, 1175, Eq. 3.27, with E = Δ cosh u). Good to about
/// 2·10⁻¹⁶ times the square of the inverse ratio.
///
/// - Parameter temperature: T/T_c ≥ 0.
/// - Returns: 0 from T_c on.
public func bcsGap(at temperature: Double) -> Double {
    precondition(temperature >= 0)
    guard temperature < 1 else { return 0 }
    guard temperature > 0 else { return 1 }
    let gapAtZero = Double.pi * .exp(-0.577_215_664_901_532_9)
    /// Positive where the ratio is too large.
    func excess(_ ratio: Double) -> Double { .log(ratio) + 2 * thermalPairBreaking(ratio * gapAtZero / temperature) }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<1100 {
        let middle = (low + high) / 2
        guard middle > low && middle < high else { break }
        if excess(middle) > 0 { high = middle } else { low = middle }
    }
    return high
}

/// ∫_0^∞ du / (e^{x cosh u} + 1), by the trapezoidal rule: the nearest poles lie at Im u = π/2, so that steps of 1/8 leave an
/// error of e^{-8π²}.
private func thermalPairBreaking(_ x: Double) -> Double {
    let step = 0.125
    var sum = 0.5 / (.exp(x) + 1)
    var u = step
    while true {
        let exponent = x * .cosh(u)
        guard exponent < 745 else { return step * sum }
        sum += 1 / (.exp(exponent) + 1)
        u += step
    }
}
