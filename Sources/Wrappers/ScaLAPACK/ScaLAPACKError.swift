import LAPACK
import MPI

/// A distributed computation that could not be set up or did not succeed. Every rank of the grid throws it.
public enum ScaLAPACKError: Error, Equatable, CustomStringConvertible {
    /// `info` < 0: `argument` had an illegal value.
    case illegalArgument(routine: String, info: Int, argument: String)
    /// `info` > 0: eigenvalue number `info` did not converge, or, beyond the order, the ranks disagree on eigenvalues.
    case notConverged(routine: String, info: Int)
    /// The matrix held, or led to, numbers that are not finite.
    case notFinite(routine: String)
    /// A size that 32-bit integers cannot count.
    case tooLarge(what: String, count: Int)
    /// A grid or a matrix that cannot exist.
    case invalidLayout(String)
    /// One rank or more could not allocate what it needs; this one asked for so many bytes.
    case outOfMemory(bytes: Int)
    case communication(MPIError)
    case tridiagonal(LAPACKError)

    public var description: String {
        switch self {
        case .illegalArgument(let routine, let info, let argument):
            "\(routine): argument \(argument) has an illegal value (info \(info))"
        case .notConverged(let routine, let info):
            "\(routine): the eigenvalues did not converge or differ between ranks (info \(info))"
        case .notFinite(let routine):
            "\(routine): the matrix or its eigenvalues are not finite"
        case .tooLarge(let what, let count):
            "\(what) is \(count), beyond the \(Int32.max) that ScaLAPACK counts; use more ranks"
        case .invalidLayout(let problem):
            problem
        case .outOfMemory(let bytes):
            "a rank of the grid has too little memory; this one needs \(bytes) bytes"
        case .communication(let error):
            error.description
        case .tridiagonal(let error):
            error.description
        }
    }
}
