import COpenBLAS
import Foundation

/// A real square matrix as P L U, by partial pivoting (`dgetrf`).
public struct LUFactorization {
    public let order: Int
    /// L below the diagonal, U on and above it, by columns.
    private var factors: [Double]
    private let pivots: [Int32]

    /// - Parameter matrix: order × order, by columns. (By rows it is the transposed, of the same determinant.)
    /// - Throws: `LAPACKError`.
    public init(of matrix: [Double], order: Int) throws(LAPACKError) {
        precondition(matrix.count == order * order)
        let routine = Routine(name: "dgetrf", arguments: ["m", "n", "a", "lda", "ipiv"])
        let n = try routine.int32("the order", order)
        var (factors, pivots) = (matrix, [Int32](repeating: 0, count: order))
        var info: Int32 = 0
        dgetrf_([n], [n], &factors, [max(1, n)], &pivots, &info)
        // Positive: a pivot is zero, which the determinant tells.
        try routine.check(min(info, 0))
        (self.order, self.factors, self.pivots) = (order, factors, pivots)
    }

    /// ln|det|: -∞ if a pivot is zero.
    public var logarithmOfDeterminant: Double {
        (0..<order).reduce(0) { $0 + log(abs(factors[$1 * (order + 1)])) }
    }

    /// The inverse in the order of the matrix (`dgetri`); nil if a pivot is zero.
    ///
    /// - Throws: `LAPACKError`.
    public func inverse() throws(LAPACKError) -> [Double]? {
        guard (0..<order).allSatisfy({ factors[$0 * (order + 1)] != 0 }) else { return nil }
        let routine = Routine(name: "dgetri", arguments: ["n", "a", "lda", "ipiv", "work", "lwork"])
        let n = try routine.int32("the order", order)
        var result = factors
        var work = [Double](repeating: 0, count: max(1, 32 * order))
        var info: Int32 = 0
        dgetri_([n], &result, [max(1, n)], pivots, &work, [try routine.int32("the workspace", work.count)], &info)
        try routine.check(info)
        return result
    }
}
