/// Why a problem cannot be solved by the low-rank route.
public enum LowRankError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something differs from site to site, or along +y and -y in an open box.
    case notSeparable
    /// A bound on the energies is not a finite number.
    case energiesOutOfRange
    /// A number came out that is none, whichever way the chains were eliminated.
    case notANumber

    public var description: String {
        switch self {
        case .notSeparable:
            "the low-rank solver needs a superconductor that separates along y: uniform, and periodic or the same along +y and -y"
        case .energiesOutOfRange:
            "the energies of this system add up to more than the largest number that the program can hold (about 1.8e308)"
        case .notANumber:
            "the low-rank solver found no number for this system, whose energies are too far apart"
        }
    }
}
