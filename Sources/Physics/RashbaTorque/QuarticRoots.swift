import ComplexModule

/// The four roots of a quartic, by the iteration of Ehrlich and Aberth, which starts from those of a neighbouring quartic.
struct QuarticRoots {
    private(set) var values: [ComplexNumber] = []

    /// Moves the roots to those of c₀ + c₁k + … + c₄k⁴.
    ///
    /// - Precondition: c₄ is not zero.
    mutating func follow(_ c: [ComplexNumber]) {
        if values.isEmpty { values = Self.start(c) }
        var roots = values
        for _ in 0..<200 {
            var settled = true
            for index in 0..<4 {
                let z = roots[index]
                let (value, slope, scale) = Self.evaluate(c, at: z)
                // Below the rounding of the sum itself there is nothing to correct.
                if value.magnitude <= 4e-16 * scale { continue }
                var repulsion = ComplexNumber.zero
                for other in 0..<4 where other != index {
                    let distance = z - roots[other]
                    if distance != .zero { repulsion += distance.reciprocal ?? .zero }
                }
                let denominator = slope - value * repulsion
                guard denominator != .zero else {
                    roots[index] = z * ComplexNumber(1.0001, 0.0001) + ComplexNumber(1e-300)
                    settled = false
                    continue
                }
                let step = value / denominator
                roots[index] = z - step
                if step.magnitude > 1e-15 * z.magnitude { settled = false }
            }
            if settled { break }
        }
        values = roots
    }

    private static func evaluate(
        _ c: [ComplexNumber], at z: ComplexNumber
    ) -> (value: ComplexNumber, slope: ComplexNumber, scale: Double) {
        let size = z.magnitude
        var (value, slope, scale) = (c[4], ComplexNumber.zero, c[4].magnitude)
        for power in stride(from: 3, through: 0, by: -1) {
            slope = slope * z + value
            value = value * z + c[power]
            scale = scale * size + c[power].magnitude
        }
        return (value, slope, scale)
    }

    /// On a circle as wide as the roots can be, at angles without symmetry.
    private static func start(_ c: [ComplexNumber]) -> [ComplexNumber] {
        var radius = 0.0
        for power in 0..<4 where c[power] != .zero {
            radius = max(radius, Double.pow((c[power] / c[4]).magnitude, 1 / Double(4 - power)))
        }
        let size = radius > 0 ? radius : 1
        return (0..<4).map { ComplexNumber(length: size, phase: 0.4 + 0.5 * .pi * Double($0)) }
    }
}
