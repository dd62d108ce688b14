import Foundation

/// erfcx(x) = e^(x²) erfc(x) for x ≥ 0, within 4 units in the last place.
///
/// The rounding of x² would cost x² of these units in the exponential: its remainder is multiplied on. Where erfc comes near
/// the smallest numbers, the asymptotic series converges to all digits in a few terms.
public func scaledErrorFunction(_ x: Double) -> Double {
    precondition(!(x < 0), "the argument must not be negative")
    if x < 20 {
        let square = x * x
        let remainder = (-square).addingProduct(x, x)
        return exp(square) * (1 + remainder) * erfc(x)
    }
    // Σ (-1)ⁿ (2n-1)!!/(2x²)ⁿ
    let step = -1 / (2 * x * x)
    var (sum, term) = (1.0, 1.0)
    for n in 1...9 {
        term *= Double(2 * n - 1) * step
        sum += term
    }
    return sum / (x * Double.pi.squareRoot())
}

/// The first derivatives of erfcx at x ≥ 0, from the zeroth on: erfcx' = 2x erfcx - 2/√π, and further by
/// f⁽ⁿ⁺¹⁾ = 2x f⁽ⁿ⁾ + 2n f⁽ⁿ⁻¹⁾. Differences of nearly equal numbers for large x: meant for x below 1 or so.
public func scaledErrorFunctionDerivatives(_ x: Double, count: Int) -> [Double] {
    var derivatives = [scaledErrorFunction(x)]
    guard count > 1 else { return derivatives }
    derivatives.append(2 * x * derivatives[0] - 2 / Double.pi.squareRoot())
    for n in 1..<max(count - 1, 1) {
        derivatives.append(2 * x * derivatives[n] + 2 * Double(n) * derivatives[n - 1])
    }
    return derivatives
}
