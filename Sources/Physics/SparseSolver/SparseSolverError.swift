import LAPACK
import MUMPS
import MatsubaraSums

/// Why a problem could not be solved by sparse factorisations.
public enum SparseSolverError: Error, Sendable, CustomStringConvertible {
    case factorization(MUMPSError)
    case determinant(LAPACKError)
    case energiesOutOfRange
    /// A number came out that is none.
    case notANumber

    public var description: String {
        switch self {
        case .factorization(let error): "\(error)"
        case .determinant(let error): "\(error)"
        case .energiesOutOfRange: "\(EnergyRangeError())"
        case .notANumber: "the sparse solver found no number for this system, whose energies are too far apart"
        }
    }

    /// Whether the machine is at fault: the same problem may be solved elsewhere or later.
    public var isMachineFailure: Bool {
        switch self {
        case .factorization(let error):
            switch error {
            case .unavailable, .outOfMemory, .tooLarge, .failed: true
            case .singular: false
            }
        case .determinant, .energiesOutOfRange, .notANumber: false
        }
    }
}
