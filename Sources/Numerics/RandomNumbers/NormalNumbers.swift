import Foundation

/// Normally distributed numbers of mean 0 and variance 1, in pairs from two uniform ones (G. E. P. Box and M. E. Muller, Ann. Math.
/// Statist. 29, 610): the same seed gives the same numbers.
public struct NormalNumbers: Sendable {
    private var uniform: SplitMix64
    private var waiting: Double?

    public init(seed: UInt64) { uniform = SplitMix64(seed: seed) }

    public mutating func next() -> Double {
        if let number = waiting {
            waiting = nil
            return number
        }
        // From above 0 up to 1.
        let first = Double((uniform.next() >> 11) + 1) * 0x1p-53
        let angle = 2 * Double.pi * Double(uniform.next() >> 11) * 0x1p-53
        let radius = (-2 * log(first)).squareRoot()
        waiting = radius * sin(angle)
        return radius * cos(angle)
    }
}
