import LAPACK
import MUMPS
import MatsubaraSums

/// Why levels could not be found.
public enum InGapError: Error, Sendable, CustomStringConvertible {
    case factorization(MUMPSError)
    case eigenvalues(LAPACKError)
    case energiesOutOfRange
    /// So many levels were found where inertia tells another number.
    case countsDisagree(found: Int, counted: Int)

    public var description: String {
        switch self {
        case .factorization(let error): "\(error)"
        case .eigenvalues(let error): "\(error)"
        case .energiesOutOfRange: "\(EnergyRangeError())"
        case .countsDisagree(let found, let counted):
            "\(found) levels were found in the window, but inertia counts \(counted): a level lies on the edge of the window, or "
                + "too many lie close together; another window would do"
        }
    }

    /// Whether the machine is at fault: the same problem may be solved elsewhere or later.
    public var isMachineFailure: Bool {
        switch self {
        case .factorization(.singular): false
        case .factorization: true
        case .eigenvalues, .energiesOutOfRange, .countsDisagree: false
        }
    }
}
