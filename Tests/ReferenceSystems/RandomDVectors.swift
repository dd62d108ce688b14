import BogoliubovDeGennes
import Numerics
import RandomNumbers

/// A complex vector with components in the square of side 2 about zero.
public func randomVector(using random: inout SplitMix64) -> [Complex<Double>] {
    (0..<3).map { _ in Complex(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random)) }
}

/// - Parameter alongY: whether it pairs along y, too.
public func randomDVector(alongY: Bool, using random: inout SplitMix64) -> DVector {
    DVector(x: randomVector(using: &random), y: alongY ? randomVector(using: &random) : [0, 0, 0])
}
