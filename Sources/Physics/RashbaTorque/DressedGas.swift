import ComplexModule

/// The gas with a self-energy Σ in (1, σ), on rays of equally spaced angles. All integrals over k are sums over the complex
/// roots of A² - B², which a self-energy with Im Σ < 0 keeps off the real axis.
struct DressedGas {
    let gas: FerromagneticRashbaGas
    let centre: FerromagneticRashbaGas.Centre
    let energy: Double
    let selfEnergy: PauliVector
    /// ½ ln(2mE_c).
    let logarithm: Double
    let half: HalfCircle

    /// What one ray contributes.
    private struct Poles {
        let ray: Ray
        let roots: [ComplexNumber]
    }

    private func poles() -> [Poles] {
        var roots = QuarticRoots()
        return half.map { cosine, sine in
            let ray = Ray(gas, centre, energy: energy, selfEnergy: selfEnergy, cosine: cosine, sine: sine)
            roots.follow(ray.quartic)
            return Poles(ray: ray, roots: roots.values)
        }
    }

    private var scale: Double { 1 / (2 * .pi * Double(half.count)) }

    /// g⁺ = ∫d²p/(2π)² G⁺.
    func localGreen() -> PauliVector {
        var sum = [ComplexNumber](repeating: .zero, count: 4)
        for pole in poles() {
            for (index, k) in pole.roots.enumerated() {
                var denominator = pole.ray.quartic[4]
                for (other, value) in pole.roots.enumerated() where other != index { denominator *= k - value }
                let weight = k / denominator * (ComplexNumber(logarithm) - ComplexNumber.log(-k))
                let value = pole.ray.numerator(k)
                for component in [0, 1, 3] { sum[component] += weight * value[component] }
            }
        }
        let factor = ComplexNumber(scale)
        return PauliVector(factor * sum[0], factor * sum[1], .zero, factor * sum[3])
    }

    /// The bubbles G⁺G⁻ times n; of the bare current bubble half of RR + AA taken off.
    ///
    /// - Returns: also by how much the poles' nearness to the real axis magnifies rounding errors.
    func bubbles(density: Double, green: PauliVector, withoutEqual: Bool) -> (bubbles: Bubbles, noise: Double) {
        var spin = [Double](repeating: 0, count: 16)
        var mixed = [Double](repeating: 0, count: 8)
        var reversed = [Double](repeating: 0, count: 8)
        var current = [Double](repeating: 0, count: 4)
        var noise = 1.0
        for pole in poles() {
            let all = pole.roots + pole.roots.map(\.conjugate)
            let lead = pole.ray.quartic[4] * pole.ray.quartic[4].conjugate
            for (index, k) in all.enumerated() {
                var denominator = lead
                for (other, value) in all.enumerated() where other != index { denominator *= k - value }
                noise = max(noise, k.magnitude / abs(k.imaginary))
                let weight = k / denominator * (ComplexNumber(logarithm) - ComplexNumber.log(-k))
                for mirrored in [false, true] {
                    let m = traces(
                        pole.ray.numerator(k, mirrored: mirrored), pole.ray.advancedNumerator(k, mirrored: mirrored))
                    let px = k * ComplexNumber((mirrored ? -1 : 1) * pole.ray.cosine / gas.mass)
                    let py = (ComplexNumber(centre.momentum) + k * ComplexNumber(pole.ray.sine)) / ComplexNumber(gas.mass)
                    for entry in 0..<16 { spin[entry] += (weight * m[entry]).real }
                    // v_x = p_x/m + ασ_y, v_y = p_y/m - ασ_x.
                    let momenta = [px, py]
                    let (other, sign) = ([2, 1], [gas.alpha, -gas.alpha])
                    for a in 0..<4 {
                        for j in 0..<2 {
                            let value = momenta[j] * m[4 * a] + ComplexNumber(sign[j]) * m[4 * a + other[j]]
                            mixed[2 * a + j] += (weight * value).real
                            let opposite = momenta[j] * m[a] + ComplexNumber(sign[j]) * m[4 * other[j] + a]
                            reversed[2 * a + j] += (weight * opposite).real
                        }
                    }
                    for i in 0..<2 {
                        for j in 0..<2 {
                            let first = momenta[i] * momenta[j] * m[0] + momenta[i] * ComplexNumber(sign[j]) * m[other[j]]
                            let second =
                                momenta[j] * ComplexNumber(sign[i]) * m[4 * other[i]]
                                + ComplexNumber(sign[i] * sign[j]) * m[4 * other[i] + other[j]]
                            current[2 * i + j] += (weight * (first + second)).real
                        }
                    }
                }
            }
        }
        let factor = density * scale / 2  // both halves of the circle were added
        var bubbles = Bubbles()
        for a in 0..<4 {
            bubbles.spin[a] = (0..<4).map { factor * spin[4 * a + $0] }
            bubbles.mixed[a] = (0..<2).map { -2 * factor * mixed[2 * a + $0] }
            bubbles.reversed[a] = (0..<2).map { -2 * factor * reversed[2 * a + $0] }
        }
        for i in 0..<2 {
            for j in 0..<2 {
                var value = 2 * factor * current[2 * i + j]
                // ΣtrvG⁺vG⁺ = -(2/m)g₀ - 1/π by parts, with the term at infinity.
                if withoutEqual, i == j { value += density * (2 / gas.mass * green.re[0] + 1 / .pi) }
                bubbles.current[i][j] = value
            }
        }
        return (bubbles, noise)
    }
}

extension DressedGas {
    /// Solves Σ = nT[g(Σ)], from the clean gas's T.
    static func selfConsistent(
        _ gas: FerromagneticRashbaGas, _ centre: FerromagneticRashbaGas.Centre, energy: Double, scattering: Scattering,
        density: Double, start: PauliVector, logarithm: Double, half: HalfCircle
    ) throws(TorqueError) -> (gas: DressedGas, green: PauliVector, transition: PauliVector) {
        var transition = start
        for _ in 0..<2000 {
            let selfEnergy = PauliVector(re: density * transition.re, im: density * transition.im)
            let dressed = DressedGas(
                gas: gas, centre: centre, energy: energy, selfEnergy: selfEnergy, logarithm: logarithm, half: half)
            let green = dressed.localGreen()
            let next = scattering.transition(green)
            let change =
                (next.re - transition.re) * (next.re - transition.re) + (next.im - transition.im) * (next.im - transition.im)
            let size = (next.re * next.re + next.im * next.im).sum().squareRoot()
            guard size.isFinite, size > 0 else { throw .notFinite }
            transition = next
            if change.sum().squareRoot() <= 2e-15 * size { return (dressed, green, next) }
            // Rounding ends the iteration a little above.
            if change.sum().squareRoot() <= 1e-14 * size { return (dressed, green, next) }
        }
        throw .selfEnergy
    }
}
