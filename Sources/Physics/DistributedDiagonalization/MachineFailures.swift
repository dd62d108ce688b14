import ELPA
import MPI
import ScaLAPACK

extension Error {
    /// Whether a diagonalisation failed because of the machine (memory, a library, communication): the same point may
    /// succeed elsewhere or later. Otherwise it failed because of the numbers, wherever it is tried.
    public var isMachineFailure: Bool {
        switch self {
        case is MPIError: true
        case let error as ScaLAPACKError: error.isOfMachine
        case let error as ELPAError:
            switch error {
            case .failed, .unavailable, .emptyProcess: true
            case .grid(let error): error.isOfMachine
            case .notFinite: false
            }
        case is DistributedDiagonalizationError: true
        default: false
        }
    }
}

extension ScaLAPACKError {
    fileprivate var isOfMachine: Bool {
        switch self {
        // Another number of ranks may hold what these cannot count.
        case .outOfMemory, .communication, .illegalArgument, .tooLarge: true
        case .notConverged, .notFinite, .invalidLayout, .tridiagonal: false
        }
    }
}
