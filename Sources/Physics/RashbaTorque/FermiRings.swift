import ComplexModule
import Foundation

/// A state of a Fermi ring with its part of the density of states.
struct RingState {
    /// (1, spin), the spin a unit vector.
    let spin: SIMD4<Double>
    /// ∂E/∂p in meV nm.
    let velocity: SIMD2<Double>
    /// k/(2πN|v·k̂|), N the number of angles, in 1/(meV nm²): the sum of the weights is ∫d²p/(2π)² δ(ε - E).
    let weight: Double
}

/// The Fermi rings and the local Green's function of the clean gas, on rays of equally spaced angles.
struct CleanGas {
    /// Of the half circle p_x > 0; the other half has s_y and v_x reversed.
    private(set) var states: [RingState] = []
    /// g_a = ∫d²p/(2π)² G⁺ in (1, σ): the real part by residues, the imaginary part from the rings.
    let green: PauliVector
    /// The sum of the magnitudes of the terms of Re g over its own, by which rounding is magnified.
    let noise: Double
    /// The largest number of crossings on a ray.
    let rings: Int

    /// - Parameters:
    ///   - cutoff: E_c in meV, up to which Re g₀ is integrated.
    ///   - angles: an even number.
    init(
        _ gas: FerromagneticRashbaGas, _ centre: FerromagneticRashbaGas.Centre, energy: Double, cutoff: Double, angles: Int
    ) {
        let half = HalfCircle(angles: angles)
        let logarithm = 0.5 * log(2 * gas.mass * cutoff)
        var roots = QuarticRoots()
        var density = SIMD4<Double>.zero
        var real = SIMD4<Double>.zero
        var terms = 0.0
        var most = 0
        states.reserveCapacity(2 * half.count)
        for (cosine, sine) in half {
            let ray = Ray(gas, centre, energy: energy, cosine: cosine, sine: sine)
            roots.follow(ray.quartic)
            var k = roots.values
            var found = 0
            for index in 0..<4 where k[index].real > 0 && abs(k[index].imaginary) <= 1e-6 * k[index].real {
                guard let ring = RingCrossing(gas, centre, ray, near: k[index].real) else { continue }
                k[index] = ComplexNumber(ring.momentum)
                let weight = ring.momentum / (2 * .pi * Double(angles) * abs(ring.radialVelocity))
                states.append(RingState(spin: ring.spin, velocity: ring.velocity, weight: weight))
                density += 2 * weight * SIMD4(ring.spin.x, ring.spin.y, 0, ring.spin.w)
                found += 1
            }
            most = max(most, found)
            for index in 0..<4 {
                var denominator = ray.quartic[4]
                for other in 0..<4 where other != index { denominator *= k[index] - k[other] }
                let factor = k[index] / denominator
                let value = ray.numerator(k[index])
                // A real root gives the principal value.
                let minus = -k[index]
                let log = k[index].imaginary == 0 ? ComplexNumber(Foundation.log(k[index].magnitude)) : ComplexNumber.log(minus)
                let weight = factor * (ComplexNumber(logarithm) - log)
                for component in [0, 1, 3] {
                    let term = (weight * value[component]).real
                    real[component] += term
                    terms += abs(term)
                }
            }
        }
        let scale = 1 / (2 * .pi * Double(half.count))
        green = PauliVector(re: scale * real, im: -0.5 * .pi * density)
        let size = (real * real).sum().squareRoot()
        noise = size > 0 ? terms / size : 1
        rings = most
    }
}

/// Where a ray crosses a Fermi ring.
struct RingCrossing {
    /// The distance from the centre.
    let momentum: Double
    let spin: SIMD4<Double>
    let velocity: SIMD2<Double>
    let radialVelocity: Double

    /// Polishes a root of A² - B² to one of A - s|B|, s = ±1 the band.
    init?(_ gas: FerromagneticRashbaGas, _ centre: FerromagneticRashbaGas.Centre, _ ray: Ray, near start: Double) {
        let (a0, a1, a2) = (ray.a.0.real, ray.a.1.real, ray.a.2.real)
        let (bx, bz) = (ray.bx.real, ray.bz.real)
        let (alpha, cosine, sine) = (gas.alpha, ray.cosine, ray.sine)
        func field(_ k: Double) -> SIMD3<Double> { SIMD3(bx - alpha * k * sine, alpha * k * cosine, bz) }
        let band: Double = a0 + start * (a1 + start * a2) < 0 ? -1 : 1
        let c = ray.quartic
        var k = start
        for _ in 0..<8 {
            let value = c[0].real + k * (c[1].real + k * (c[2].real + k * (c[3].real + k * c[4].real)))
            let slope = c[1].real + k * (2 * c[2].real + k * (3 * c[3].real + k * 4 * c[4].real))
            guard slope != 0 else { break }
            let step = value / slope
            k -= step
            if abs(step) <= 2e-16 * k { break }
        }
        guard k > 0, k.isFinite, abs(k - start) <= 1e-4 * start else { return nil }
        let b = field(k)
        let size = (b * b).sum().squareRoot()
        guard size > 0 else { return nil }
        let s = band / size * b
        momentum = k
        spin = SIMD4(1, s.x, s.y, s.z)
        velocity = SIMD2(
            k * cosine / gas.mass + alpha * s.y, (centre.momentum + k * sine) / gas.mass - alpha * s.x)
        radialVelocity = velocity.x * cosine + velocity.y * sine
    }
}
