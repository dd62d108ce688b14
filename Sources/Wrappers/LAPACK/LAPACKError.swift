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

/// A routine and its arguments in order, to name the one that `info` complains about.
struct Routine {
    let name: String
    let arguments: [String]

    func check(_ info: Int32) throws(LAPACKError) {
        if info < 0 {
            let index = Int(-info) - 1
            let argument = arguments.indices.contains(index) ? arguments[index] : "\(index + 1)"
            throw .illegalArgument(routine: name, info: Int(info), argument: argument)
        }
        if info > 0 { throw .notConverged(routine: name, info: Int(info)) }
    }

    func checkFinite(_ values: [Double]) throws(LAPACKError) {
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(routine: name) }
    }

    func int32(_ what: String, _ count: Int) throws(LAPACKError) -> Int32 {
        guard let count32 = Int32(exactly: count) else { throw .tooLarge(routine: name, what: what, count: count) }
        return count32
    }

    /// A workspace size as LAPACK returns it: in a floating-point number.
    func workspace(_ queried: Double) throws(LAPACKError) -> Int32 {
        guard queried.isFinite, queried < Double(Int32.max) else {
            throw .tooLarge(routine: name, what: "the workspace", count: Int(exactly: queried) ?? .max)
        }
        return max(1, Int32(queried.rounded(.up)))
    }
}
