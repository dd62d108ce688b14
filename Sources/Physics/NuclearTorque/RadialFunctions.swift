import Foundation

/// The radial functions of the magnetisation that a nucleus makes in a free electron gas, of x = k_Fr (Eqs. 6, 7, 12; with z = 2x and
/// spherical Bessel functions j):
///
///     f_con1 = 2j₁(z)/z²,  f_con2 = j₀(x)²,  f_dip1 = (3 + cos z - 4j₀(z))/z³,  f_dip2 = (3j₀(z) - cos z - 2)/z²
public struct RadialFunctions: Sendable, Equatable {
    public let contactParallel, contactPerpendicular, dipoleParallel, dipolePerpendicular: Double
    /// A bound on the error of any of them.
    public let error: Double

    /// - Parameters:
    ///   - x: positive.
    ///   - isPrinted: f_dip1 as in Eq. 12, which lacks 3x in its numerator: 3/z³ less.
    public init(_ x: Double, isPrinted: Bool = false) {
        precondition(x > 0, "the distance must be positive")
        let z = 2 * x
        let bessel = sin(x) / x
        contactPerpendicular = bessel * bessel
        var dipole: Double
        if z < 1 {
            // The leading terms of the numerators cancel: Taylor series, whose terms fall by z²/20 and more.
            var (one, two, three) = (0.0, 0.0, 0.0)
            // (-1)ᵏ z²ᵏ/(2k+1)!
            var term = 1.0
            for k in 0..<12 {
                let n = Double(2 * k)
                // j₁(z)/z; 3 + cos z - 4j₀ and 3j₀ - cos z - 2 without their constants, over z².
                one += term * (n + 2) / ((n + 2) * (n + 3))
                let next = -term * z * z / ((n + 2) * (n + 3))
                let later = next / (z * z)
                two += later * (n + 2 + 1 - 4)
                three += later * (3 - (n + 2 + 1))
                term = next
            }
            contactParallel = 2 * one / z
            dipole = two / z
            dipolePerpendicular = three
            error = 32 * .ulpOfOne * (abs(contactParallel) + abs(dipole) + contactPerpendicular + abs(three))
        } else {
            let (sine, cosine) = (sin(z) / z, cos(z))
            let square = z * z
            contactParallel = 2 * (sine - cosine) / (z * square)
            dipole = (3 + cosine - 4 * sine) / (z * square)
            dipolePerpendicular = (3 * sine - cosine - 2) / square
            error = 16 * .ulpOfOne * (6 / square + 8 / (square * z)) + 4 * .ulpOfOne * contactPerpendicular
        }
        dipoleParallel = isPrinted ? dipole - 3 / (z * z * z) : dipole
    }

    /// The rounding of 3/z³ where the printed function takes it off.
    public static func printedError(_ x: Double) -> Double { 8 * .ulpOfOne * 3 / (8 * x * x * x) }
}
