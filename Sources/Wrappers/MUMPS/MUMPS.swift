import CMUMPS

/// Sparse factorisation by MUMPS (mumps-solver.org), where this program was built with its header and finds its library.
public enum MUMPS {
    /// Why it is not available; nil where it is.
    public static var missing: String? { moriya_mumps_load().map { String(cString: $0) } }
    public static var isAvailable: Bool { missing == nil }

    /// Such as 5.5.1; nil without.
    public static var version: String? { isAvailable ? moriya_mumps_version().map { String(cString: $0) } : nil }
}

/// A factorisation that failed.
public enum MUMPSError: Error, Hashable, Sendable, CustomStringConvertible {
    case unavailable(String)
    /// Memory could not be allocated.
    case outOfMemory
    /// The matrix is singular.
    case singular
    /// A size that 32-bit integers cannot count.
    case tooLarge(what: String, count: Int)
    /// INFOG(1) and INFOG(2), as the manual lists them.
    case failed(code: Int, detail: Int)

    public var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .outOfMemory: "MUMPS could not allocate memory"
        case .singular: "MUMPS found the matrix singular"
        case .tooLarge(let what, let count): "MUMPS: \(what) is \(count), beyond the \(Int32.max) that 32-bit integers count"
        case .failed(let code, let detail): "MUMPS failed with INFOG(1) = \(code), INFOG(2) = \(detail)"
        }
    }

    static func check(_ code: Int32, detail: Int32) throws(MUMPSError) {
        switch code {
        case 0...: return
        case -10: throw .singular
        case -13, -19: throw .outOfMemory
        default: throw .failed(code: Int(code), detail: Int(detail))
        }
    }
}
