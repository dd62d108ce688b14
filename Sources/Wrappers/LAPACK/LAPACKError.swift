/// A LAPACK routine that refused its input or did not converge, or a problem that it cannot hold.
public enum LAPACKError: Error, Equatable, CustomStringConvertible {
    /// `info` < 0: the argument in position −`info` had an illegal value.
    case illegalArgument(routine: String, info: Int, argument: String)
    /// `info` > 0: so many off-diagonal elements did not converge to zero.
    case notConverged(routine: String, info: Int)
    /// The input held, or led to, numbers that are not finite.
    case notFinite(routine: String)
    /// A size that 32-bit integers cannot count.
    case tooLarge(routine: String, what: String, count: Int)

    public var description: String {
        switch self {
        case .illegalArgument(let routine, let info, let argument):
            "\(routine): argument \(argument) has an illegal value (info \(info))"
        case .notConverged(let routine, let info):
            "\(routine): \(info) off-diagonal elements did not converge"
        case .notFinite(let routine):
            "\(routine): the matrix or its eigenvalues are not finite"
        case .tooLarge(let routine, let what, let count):
            "\(routine): \(what) is \(count), beyond the \(Int32.max) that 32-bit integers count"
        }
    }
}
