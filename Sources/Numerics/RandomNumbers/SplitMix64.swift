/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014, doi:10.1145/2660193.2660195): the state advances by a
/// constant, and each state is mixed into an output. The same seed gives the same numbers on every machine, and, since the
/// states are equally spaced, any output can be had without those before it.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// What the call number `index` of ``next()`` from here would return, counted from zero; nothing advances. Values of sites
    /// are taken by the site's number, so that they do not depend on the order in which sites are asked for.
    public func output(_ index: UInt64) -> UInt64 { Self.mixed(state &+ (index &+ 1) &* Self.step) }

    /// ``output(_:)`` as a number from 0 up to, but not including, 1: its upper 53 bits times 2⁻⁵³, which is exact.
    public func unitReal(_ index: UInt64) -> Double { Double(output(index) >> 11) * 0x1p-53 }

    /// The odd number nearest to 2⁶⁴ over the golden ratio.
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mixed(_ state: UInt64) -> UInt64 {
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
