/// A minimum of a function of unit vectors.
struct SphereMinimum {
    /// Three components for each vector, one after another.
    let point: [Double]
    let value: Double
    /// The norm of the gradient along the spheres.
    let slope: Double
}

/// Minimises a smooth function of the directions of vectors by the method of Broyden, Fletcher, Goldfarb and Shanno. The function
/// is continued to vectors of any length by that of their directions, so that nothing constrains the steps.
struct SphereMinimizer<Failure: Error> {
    /// The function and its gradient in all components; nil where it has no value.
    let function: ([Double]) throws(Failure) -> (energy: Double, gradient: [Double])?
    /// The slope at which a minimum is taken as found.
    let wantedSlope: Double
    /// The rounding of values.
    let rounding: Double

    /// - Returns: nil where the function has no value at the start.
    func minimum(from start: [Double]) throws(Failure) -> SphereMinimum? {
        var x = Self.normalized(start)
        guard var (value, gradient) = try evaluate(x) else { return nil }
        let size = x.count
        var inverse = Self.identity(size)
        var isFirst = true
        for _ in 0..<200 {
            let slope = Self.norm(gradient)
            guard slope > wantedSlope else { break }
            var step = (0..<size).map { row in -(0..<size).reduce(0) { $0 + inverse[row * size + $1] * gradient[$1] } }
            if Self.dot(step, gradient) > -1e-12 * Self.norm(step) * slope {
                inverse = Self.identity(size)
                step = gradient.map { -$0 / slope * 0.1 }
                isFirst = true
            } else if isFirst {
                step = gradient.map { -$0 / slope * 0.1 }
            }
            // No vector turns by more than half a radian or so at once.
            let length = Self.norm(step)
            if length > 0.5 { step = step.map { $0 * 0.5 / length } }
            var factor = 1.0
            var next: (x: [Double], value: Double, gradient: [Double])?
            for _ in 0..<40 {
                let trial = Self.normalized(zip(x, step).map { $0 + factor * $1 })
                if let (energy, gradientThere) = try evaluate(trial) {
                    // Near the minimum values differ by less than rounding, while the slope still tells.
                    let isLower = energy <= value + 1e-4 * factor * Self.dot(step, gradient)
                    let isFlat = abs(energy - value) <= 4 * rounding && Self.norm(gradientThere) < 0.9 * slope
                    if isLower || isFlat {
                        next = (trial, energy, gradientThere)
                        break
                    }
                }
                factor /= 2
            }
            guard let next else { break }
            update(&inverse, s: zip(next.x, x).map { $0 - $1 }, y: zip(next.gradient, gradient).map { $0 - $1 }, &isFirst)
            (x, value, gradient) = next
        }
        return SphereMinimum(point: x, value: value, slope: Self.norm(gradient))
    }

    /// The gradient along the spheres: that of the continued function at unit vectors.
    private func evaluate(_ x: [Double]) throws(Failure) -> (Double, [Double])? {
        guard let (energy, full) = try function(x) else { return nil }
        var gradient = full
        for first in stride(from: 0, to: x.count, by: 3) {
            let radial = (first..<first + 3).reduce(0) { $0 + x[$1] * full[$1] }
            for index in first..<first + 3 { gradient[index] -= radial * x[index] }
        }
        return (energy, gradient)
    }

    private func update(_ h: inout [Double], s: [Double], y: [Double], _ isFirst: inout Bool) {
        let (size, sy) = (s.count, Self.dot(s, y))
        guard sy > 1e-10 * Self.norm(s) * Self.norm(y) else { return }
        if isFirst {
            h = Self.identity(size, times: sy / Self.dot(y, y))
            isFirst = false
        }
        let hy = (0..<size).map { row in (0..<size).reduce(0) { $0 + h[row * size + $1] * y[$1] } }
        let factor = (1 + Self.dot(y, hy) / sy) / sy
        for row in 0..<size {
            for column in 0..<size {
                h[row * size + column] += factor * s[row] * s[column] - (hy[row] * s[column] + s[row] * hy[column]) / sy
            }
        }
    }

    static func normalized(_ x: [Double]) -> [Double] {
        var result = x
        for first in stride(from: 0, to: x.count, by: 3) {
            let length = norm(Array(x[first..<first + 3]))
            for index in first..<first + 3 { result[index] /= length }
        }
        return result
    }

    private static func identity(_ size: Int, times factor: Double = 1) -> [Double] {
        (0..<size * size).map { $0 % (size + 1) == 0 ? factor : 0 }
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    private static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
}
