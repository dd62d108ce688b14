import ScaLAPACK

/// A computation by ELPA that could not be set up or did not succeed. Every rank of the grid throws it.
public enum ELPAError: Error, Equatable, CustomStringConvertible {
    /// This program was built without ELPA.
    case unavailable
    /// Some process would own nothing of the matrix, which ELPA cannot do. Blocks up to the largest size given leave
    /// each a part; nil: none do.
    case emptyProcess(order: Int, blockSize: Int, shape: GridShape, largestBlockSize: Int?)
    /// The matrix, or its eigenvalues, are not finite.
    case notFinite
    /// A call that failed on one rank or more, with ELPA's own words.
    case failed(call: String, message: String)
    /// What the grid itself has to say.
    case grid(ScaLAPACKError)

    public var description: String {
        switch self {
        case .unavailable:
            "this program was built without ELPA; install libelpa-dev and build anew"
        case .emptyProcess(let order, let blockSize, let shape, let largest):
            "ELPA cannot take a matrix of order \(order) in blocks of \(blockSize) on \(shape.rows) × \(shape.columns)"
                + " processes, since some would own nothing; use "
                + (largest.map { "blocks of at most \($0)" } ?? "fewer processes")
        case .notFinite:
            "ELPA: the matrix or its eigenvalues are not finite"
        case .failed(let call, let message):
            "\(call): \(message)"
        case .grid(let error):
            error.description
        }
    }
}
