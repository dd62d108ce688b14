import Foundation

/// The spin susceptibility of the free electron gas with a spin accumulation, χ_ab = δ_abχ₁ + ε_abcμ_cχ₂ (Eq. 4); q in units of k_F.
public enum Susceptibility {
    /// χ₁ in units of m_ek_F/4π²: ½[1 + (1 - q²/4)/q ln|(2+q)/(2-q)|].
    public static func equilibrium(_ q: Double) -> Double {
        precondition(q >= 0, "a wave number is not negative")
        if q == 0 { return 1 }
        if q == 2 { return 0.5 }
        if q > 40 {
            // Σ (2/q)²ⁿ/(4n²-1): the closed form cancels.
            let step = 4 / (q * q)
            var (sum, power) = (0.0, 1.0)
            for n in 1...8 {
                power *= step
                sum += power / Double(4 * n * n - 1)
            }
            return sum
        }
        let logarithm = q < 2 ? 2 * atanh(q / 2) : 2 * atanh(2 / q)
        return 0.5 * (1 + (1 - q / 2) * (1 + q / 2) / q * logarithm)
    }

    /// χ₂ in units of m_e²/8πħ²k_F, by its size: 1/q up to 2k_F. By the commutator of Eq. 2 its sign is opposite to Eq. 4's.
    public static func nonequilibrium(_ q: Double) -> Double { q > 0 && q < 2 ? 1 / q : 0 }
}
