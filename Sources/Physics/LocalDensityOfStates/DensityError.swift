import LAPACK
import MUMPS
import MatsubaraSums

/// Why a density of states could not be computed.
public enum DensityError: Error, Sendable, CustomStringConvertible {
    case factorization(MUMPSError)
    case equations(LAPACKError)
    case energiesOutOfRange
    /// A number came out that is none.
    case notANumber

    public var description: String {
        switch self {
        case .factorization(let error): "\(error)"
        case .equations(let error): "\(error)"
        case .energiesOutOfRange: "\(EnergyRangeError())"
        case .notANumber: "no density of states was found for this system, whose energies are too far apart"
        }
    }

    /// Whether the machine is at fault: the same problem may be solved elsewhere or later.
    public var isMachineFailure: Bool {
        switch self {
        case .factorization(.singular): false
        case .factorization: true
        case .equations, .energiesOutOfRange, .notANumber: false
        }
    }
}
