import Foundation

/// How the occupations of two bands enter D, evaluated without cancellation.
///
/// By Eqs. (2), (11), (12) a pair of bands n, m contributes ½ Σ X_nm K_nm, where X_nm = Im[⟨n|T|m⟩⟨m|ħv|n⟩] is
/// antisymmetric and, with d = E_m - E_n,
///
///     K_nm = (f_n + f_m)/d - 2(g_m - g_n)/d²
///
/// Since g' = f, this is 2/d² times the error of the trapezoidal rule for ∫f dE, so K → f'' d/6 as d → 0: finite, while
/// both terms diverge. Integrating by parts, with c the middle of the two energies,
///
///     K = (2/d²) ∫_{-d/2}^{d/2} u f'(c + u) du.
///
/// With w = (c - μ)/kT and p = d/2kT, folding u and -u together leaves an integrand of one sign,
///
///     K kT = J/2p²,   J = sinh w ∫₀ᵖ t sinh t / (cosh w + cosh t)² dt,
///
/// and at T = 0, where f' is -δ, K = 2(c - μ)/d² for |c - μ| < d/2 and zero beyond.
public enum OccupationKernel {
    /// K of a pair of bands, in 1/eV.
    ///
    /// - Parameters:
    ///   - midpoint: (E_n + E_m)/2 - μ, in eV. K is odd in it.
    ///   - gap: d = E_m - E_n, in eV. K is odd in it; zero gives zero.
    ///   - thermalEnergy: kT in eV; zero gives the limit T = 0.
    public static func value(midpoint: Double, gap: Double, thermalEnergy: Double) -> Double {
        guard midpoint != 0, gap != 0 else { return 0 }
        let sign: Double = (midpoint < 0) != (gap < 0) ? -1 : 1
        let centre = abs(midpoint)
        let distance = abs(gap)
        guard thermalEnergy > 0 else { return centre < distance / 2 ? sign * 2 * centre / distance / distance : 0 }
        let w = centre / thermalEnergy
        let p = distance / (2 * thermalEnergy)
        // p J/p³, not J/p²: for small p the integral of order p³ is taken over its interval scaled to [0, 1].
        let scaled = p <= 2 ? p * narrow(w, p) : (w > p ? tail(w, p) : inside(w, p)) / p / p
        return sign * scaled / (2 * thermalEnergy)
    }

    /// 1/(1 + eᵗ).
    public static func fermi(_ t: Double) -> Double { 1 / (1 + exp(t)) }

    /// 1/4cosh²(t/2), the derivative of the Fermi function with its sign changed.
    public static func minusFermiDerivative(_ t: Double) -> Double {
        let e = exp(-abs(t))
        return e / ((1 + e) * (1 + e))
    }

    /// J/p³ for p ≤ 2, by one Kronrod rule: the poles of the integrand are at least π away from the real axis.
    private static func narrow(_ w: Double, _ p: Double) -> Double {
        let e = exp(-w)
        let odd = -expm1(-2 * w)
        return GaussKronrod.integrate(from: 0, to: 1) { y in
            let t = p * y
            let denominator = 1 + e * e + 2 * e * cosh(t)
            let ratio = t == 0 ? 1 : sinh(t) / t
            // Of the p³, t sinh t dt holds one p in each of its three factors.
            return SIMD2(y * y * ratio * 2 * e * odd / (denominator * denominator), 0)
        }.value.x
    }

    /// J for p > 2, w > p: both energies above μ. J = p(f_n + f_m) - (g_m - g_n)/kT from small positive terms.
    private static func tail(_ w: Double, _ p: Double) -> Double {
        p * (fermi(w - p) + fermi(w + p)) - (log1p(exp(p - w)) - log1p(exp(-w - p)))
    }

    /// J for p > 2, w ≤ p: μ between the energies. J = ln[cosh((w+p)/2)/cosh((w-p)/2)] - p sinh w/(cosh w + cosh p).
    private static func inside(_ w: Double, _ p: Double) -> Double {
        // e⁻ᵖ sinh w, without overflow and with its zero at w = 0.
        let sine = -exp(w - p) * expm1(-2 * w) / 2
        let logarithm = w + log1p(-2 * sine / (1 + exp(w - p)))
        let cosines = (exp(w - p) + exp(-w - p) + 1 + exp(-2 * p)) / 2
        return logarithm - p * sine / cosines
    }
}
