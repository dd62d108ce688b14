import ComplexModule
import Foundation

/// A ray from a centre: p = (k cos φ, p₀ + k sin φ). On it A = E - p²/2m and B are polynomials in k, and so is A² - B², of order four.
struct Ray {
    let cosine, sine: Double
    /// A = a₀ + a₁k + a₂k².
    let a: (ComplexNumber, ComplexNumber, ComplexNumber)
    /// B_x = b_x - αk sin φ, B_y = αk cos φ, B_z.
    let bx, bz: ComplexNumber
    let alpha: Double
    /// A² - B².
    let quartic: [ComplexNumber]

    /// For a real energy E; where E is near that of the centre, c₀ and c₁ are small, and keep their digits.
    init(_ gas: FerromagneticRashbaGas, _ centre: FerromagneticRashbaGas.Centre, energy: Double, cosine: Double, sine: Double) {
        (self.cosine, self.sine, alpha) = (cosine, sine, gas.alpha)
        let above = energy - centre.energy
        let slope = -centre.momentum * sine / gas.mass
        let curvature = -1 / (2 * gas.mass)
        let constant = above + centre.band * centre.field
        a = (ComplexNumber(constant), ComplexNumber(slope), ComplexNumber(curvature))
        bx = ComplexNumber(centre.inPlaneField)
        bz = ComplexNumber(gas.axialExchange)
        quartic = [
            ComplexNumber(above * (above + 2 * centre.band * centre.field)), ComplexNumber(2 * slope * above),
            ComplexNumber(slope * slope + 2 * constant * curvature - gas.alpha * gas.alpha),
            ComplexNumber(2 * slope * curvature), ComplexNumber(curvature * curvature),
        ]
    }

    /// With a self-energy Σ in (1, σ).
    init(
        _ gas: FerromagneticRashbaGas, _ centre: FerromagneticRashbaGas.Centre, energy: Double, selfEnergy: PauliVector,
        cosine: Double, sine: Double
    ) {
        (self.cosine, self.sine, alpha) = (cosine, sine, gas.alpha)
        let constant = ComplexNumber(energy - centre.energy + centre.band * centre.field) - selfEnergy[0]
        let slope = ComplexNumber(-centre.momentum * sine / gas.mass)
        let curvature = ComplexNumber(-1 / (2 * gas.mass))
        a = (constant, slope, curvature)
        bx = ComplexNumber(centre.inPlaneField) + selfEnergy[1]
        bz = ComplexNumber(gas.axialExchange) + selfEnergy[3]
        let two = ComplexNumber(2)
        quartic = [
            constant * constant - bx * bx - bz * bz, two * (constant * slope + bx * ComplexNumber(gas.alpha * sine)),
            slope * slope + two * constant * curvature - ComplexNumber(gas.alpha * gas.alpha), two * slope * curvature,
            curvature * curvature,
        ]
    }

    /// The coefficients of A + B·σ at complex k; `mirrored` takes p_x to -p_x.
    func numerator(_ k: ComplexNumber, mirrored: Bool = false) -> PauliVector {
        let y = ComplexNumber(alpha * (mirrored ? -cosine : cosine)) * k
        return PauliVector(a.0 + k * (a.1 + k * a.2), bx - ComplexNumber(alpha * sine) * k, y, bz)
    }

    /// As above, with the complex conjugates of all coefficients: the numerator of the advanced function.
    func advancedNumerator(_ k: ComplexNumber, mirrored: Bool = false) -> PauliVector {
        numerator(k.conjugate, mirrored: mirrored).conjugate
    }
}

/// The angles of the trapezoidal rule over the half circle cos φ > 0, with the midpoints of equal parts; the mirror
/// p_x → -p_x gives the other half.
struct HalfCircle: Sequence {
    let count: Int

    /// - Parameter angles: on the whole circle; even.
    init(angles: Int) { count = angles / 2 }

    func makeIterator() -> some IteratorProtocol<(cosine: Double, sine: Double)> {
        let count = count
        return (0..<count).lazy.map { index -> (cosine: Double, sine: Double) in
            let angle = .pi * (Double(index) + 0.5) / Double(count)  // from -π/2
            return (sin(angle), -cos(angle))
        }.makeIterator()
    }
}
