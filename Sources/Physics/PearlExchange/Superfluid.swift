import Foundation

/// Gap and superfluid weight of an isotropic superconductor below T_c, relative to those at T = 0.
///
/// The gap is the root of ln(Δ/Δ₀) = -2∫dξ f(E)/E. With ξ = Δ sinh u this is an integral of f(Δ cosh u) over u, for which the
/// trapezoidal rule converges exponentially; its derivative by ln Δ is 1 - Y, Y Yosida's function.
public struct Superfluid: Sendable, Equatable {
    public enum Limit: Sendable {
        /// D/D₀ = 1 - Y.
        case clean
        /// D/D₀ = Δ tanh(Δ/2T)/Δ₀.
        case dirty
    }

    /// Δ₀/T_c: π e^(-γ).
    public static let gapOverCriticalTemperature = Double.pi * exp(-0.57721566490153286061)

    /// Δ/Δ₀ and D/D₀.
    public let gap, weight: Double
    /// Bounds on their errors.
    public let gapError, weightError: Double

    /// - Parameter temperature: T/T_c, from 0 to below 1.
    public init(temperature: Double, _ limit: Limit) {
        precondition(temperature >= 0 && temperature < 1, "there is no superconductor at this temperature")
        guard temperature > 0 else {
            (gap, weight, gapError, weightError) = (1, 1, 0, 0)
            return
        }
        let below = 1 - temperature
        guard below > 1e-8 else {
            // Ginzburg and Landau's law, whose next order is smaller by 1 - T/T_c: better than what rounding leaves of the integrals.
            gap = (8 * Double.pi * .pi / (7 * 1.2020569031595942) * below).squareRoot() / Self.gapOverCriticalTemperature
            weight = limit == .clean ? 2 * below : gap * tanh(gap * Self.gapOverCriticalTemperature / (2 * temperature))
            (gapError, weightError) = (2 * below * gap, 4 * below * weight)
            return
        }
        // Δ in units of Δ₀, T likewise.
        let thermal = temperature / Self.gapOverCriticalTemperature
        func state(_ y: Double) -> (excess: Double, weight: Double) {
            let (integral, yosida) = Self.integrals(gap: exp(y), thermal: thermal)
            return (y + integral, 1 - yosida)
        }
        // From a gap that is too large; bisection wherever Newton leaves the bracket.
        var high = 0.0
        var low = 0.5 * log(1 - temperature) - 2
        while state(low).excess > 0 { low -= 2 }
        var y = 0.5 * log(max(1 - temperature * temperature * temperature, 1e-300))
        if y <= low || y >= high { y = 0.5 * (low + high) }
        for _ in 0..<200 {
            let (excess, slope) = state(y)
            if excess > 0 { high = y } else { low = y }
            var next = y - excess / slope
            if !(next > low && next < high) { next = 0.5 * (low + high) }
            let step = abs(next - y)
            y = next
            if step <= 1e-16 * max(1, abs(y)) || high - low <= 1e-16 { break }
        }
        let (excess, yosidaWeight) = state(y)
        let rounding = 8 * Double.ulpOfOne * max(1, abs(y))
        gap = exp(y)
        let relative = (abs(excess) + rounding) / yosidaWeight
        gapError = gap * relative
        switch limit {
        case .clean:
            weight = yosidaWeight
            // Y changes by less than 2 per unit of ln Δ.
            weightError = 2 * relative + rounding
        case .dirty:
            weight = gap * tanh(gap / (2 * thermal))
            weightError = 2 * weight * relative + rounding * weight
        }
    }

    /// 2∫du f and Y = 2∫du Δ cosh u f(1-f)/T, with f at Δ cosh u.
    private static func integrals(gap: Double, thermal: Double) -> (integral: Double, yosida: Double) {
        let ratio = gap / thermal
        // Nothing is excited.
        guard ratio < 800 else { return (0, 0) }
        let step = 0.125
        var (integral, yosida) = (0.0, 0.0)
        var index = 0
        while true {
            let energy = ratio * cosh(step * Double(index))
            if energy > 45 + ratio { break }
            let weight = index == 0 ? 1.0 : 2
            let e = exp(-energy)
            let f = e / (1 + e)
            integral += weight * f
            yosida += weight * energy * f / (1 + e)
            index += 1
        }
        return (step * integral, step * yosida)
    }
}
