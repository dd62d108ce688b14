import Foundation

/// D and Q at T = 0, in closed form.
///
/// At T = 0 the kernel of D is K = 2(Au - μ)/d² where one band alone is occupied and zero elsewhere (`OccupationKernel`,
/// with u = k², d = 2h), and X = αΔV²/4h (`dmiDensity`). Hence
///
///     D_yx = (αΔV²/32π) ∫du (Au - μ)/h³        over u with |Au - μ| < h
///     Q_yx = -(α/8π) Σ_± ∫du (1 ± Au/h)        over u with E_± < μ
///
/// Both are elementary in h. Written naively the antiderivatives cancel for small α; eliminating μ = Au₂ - h₂ at the
/// outer Fermi momentum turns them into the sums of terms of one sign used below. (For μ = 0 the first becomes
/// D/D₁ = 2(√(1+x²) - 1)/x²; the constant of `aboveGap` is Eq. (87), for any ΔV.)
extension RashbaGas {
    /// A pair (D_yx, Q_yx), in eV/Å.
    typealias Pair = SIMD2<Double>

    /// D and Q at T = 0.
    ///
    /// - Parameter mu: the chemical potential in eV.
    public func groundState(chemicalPotential mu: Double) -> InterfacialCoefficients {
        let pair: Pair
        var conditioning = 1.0
        if mu >= halfGap {
            pair = aboveGap
        } else if mu >= -halfGap {
            pair = insideGap(above: mu + halfGap, below: halfGap - mu)
        } else if mu > bandMinimum {
            let height = mu - bandMinimum
            pair = insideAnnulus(above: height)
            conditioning += abs(mu) / height
        } else {
            pair = .zero
        }
        let rounding = 16 * conditioning * Double.ulpOfOne * max(abs(pair.x), abs(pair.y))
        return InterfacialCoefficients(dmi: pair.x, spinCurrent: pair.y, error: rounding)
    }

    /// For μ ≥ h₀, where the parts of D on both sides of Au = μ cancel exactly and Q does not depend on μ:
    ///
    ///     D = 0,   Q = -α³/24πA² = -m²α³/6πħ⁴       (Eq. 87)
    var aboveGap: Pair {
        let ratio = alpha / kineticCoefficient
        return Pair(0, -alpha * ratio * ratio / (24 * .pi))
    }

    /// For -h₀ ≤ μ ≤ h₀, where only E_- is occupied, up to u₂ with h₂ = h(u₂):
    ///
    ///     D = α h₀ u₂ (h₀ - μ) / 4π(h₂ + h₀)²
    ///     Q = -α u₂ [α²u₂ + 2(h₀ - μ)(h₂ + 2h₀)] / 24π(h₂ + h₀)²
    ///
    /// - Parameters:
    ///   - x: μ + h₀, in eV.
    ///   - left: h₀ - μ, in eV; both given, since neither follows accurately from the other at its own edge.
    func insideGap(above x: Double, below left: Double) -> Pair {
        let a = kineticCoefficient
        let c = halfSplittingAtMinimum
        // h₂ = r + c; r² = (c - h₀)² + 2cx is free of cancellation.
        let r = ((c - halfGap) * (c - halfGap) + 2 * c * x).squareRoot()
        let b = c - halfGap + x
        // Au₂ = h₂ + μ = b + r; where b < 0, its conjugate x(2h₀ - x)/(r - b).
        let u = (b >= 0 ? b + r : x * left / (r - b)) / a
        let h = r + c
        let sum = h + halfGap
        guard sum > 0, u > 0 else { return .zero }
        let common = alpha * (u / sum) / sum
        return Pair(
            common * halfGap * left / (4 * .pi),
            -common * (alpha * alpha * u + 2 * left * (h + 2 * halfGap)) / (24 * .pi))
    }

    /// For E_min < μ ≤ -h₀, where the Fermi sea is the annulus c - r < h < c + r with c = α²/2A:
    ///
    ///     D = (αr/4πA) (h₀/c)²,   Q = -(αr/8πA) [1 + (h₀/c)² - (r/c)²/3]
    ///
    /// - Parameter y: μ - E_min, in eV; r = |α|√(y/A) ≤ c - h₀.
    func insideAnnulus(above y: Double) -> Pair {
        let c = halfSplittingAtMinimum
        let r = abs(alpha) * (y / kineticCoefficient).squareRoot()
        let gap = (halfGap / c) * (halfGap / c)
        let common = alpha * r / (8 * .pi * kineticCoefficient)
        return Pair(2 * common * gap, -common * (1 + gap - (r / c) * (r / c) / 3))
    }
}
