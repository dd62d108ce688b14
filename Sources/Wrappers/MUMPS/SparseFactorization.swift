import CMUMPS
import Foundation

/// The factorisation, with pivoting, of sparse matrices that have one pattern: the order of elimination is planned once, and
/// serves each matrix.
///
/// For use by one thread.
public struct SparseFactorization: ~Copyable {
    /// What matrices are factorised.
    public enum Kind: Sendable {
        /// Real ones, as L U.
        case real
        /// Real symmetric ones, of which elements of one triangle are given, as L D Lᵀ.
        case realSymmetric
        /// Complex ones, as L U. Each number takes two places, for its real and its imaginary part.
        case complex

        /// Places for a number.
        var places: Int { self == .complex ? 2 : 1 }

        fileprivate var code: moriya_mumps_kind {
            switch self {
            case .real: moriya_mumps_real
            case .realSymmetric: moriya_mumps_real_symmetric
            case .complex: moriya_mumps_complex
            }
        }
    }

    public let order: Int
    public let kind: Kind
    private let handle: OpaquePointer
    private let rows: UnsafeMutablePointer<Int32>
    private let columns: UnsafeMutablePointer<Int32>
    private let elements: UnsafeMutablePointer<Double>
    private let count: Int

    /// - Parameters:
    ///   - kind: of the matrices.
    ///   - order: their rows and columns.
    ///   - positions: of what is not always zero, counted from 0. Elements at one position add up.
    ///   - elimination: the rows in the order in which they are eliminated; nil leaves that to MUMPS.
    /// - Throws: `MUMPSError`.
    public init(
        _ kind: Kind = .real, order: Int, positions: [(row: Int32, column: Int32)], elimination: [Int]? = nil
    ) throws(MUMPSError) {
        precondition(elimination.map { $0.count == order } ?? true)
        if let missing = MUMPS.missing { throw .unavailable(missing) }
        guard let order32 = Int32(exactly: order) else { throw .tooLarge(what: "the number of rows", count: order) }
        let count = positions.count
        let rows = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
        let columns = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
        for (index, position) in positions.enumerated() {
            rows[index] = position.row + 1
            columns[index] = position.column + 1
        }
        var places = [Int32](repeating: 0, count: order)
        for (place, row) in (elimination ?? []).enumerated() { places[row] = Int32(place + 1) }
        var error: Int32 = 0
        // Read while the order is planned, and never again.
        let handle = places.withUnsafeMutableBufferPointer {
            moriya_mumps_create(
                kind.code, order32, Int64(count), rows, columns, elimination == nil ? nil : $0.baseAddress, &error)
        }
        guard let handle, error >= 0 else {
            let detail = handle.map { moriya_mumps_detail($0) } ?? 0
            if let handle { moriya_mumps_destroy(handle) }
            rows.deallocate()
            columns.deallocate()
            try MUMPSError.check(min(error, -1), detail: detail)
            throw .failed(code: Int(error), detail: Int(detail))
        }
        self.order = order
        self.kind = kind
        self.handle = handle
        self.rows = rows
        self.columns = columns
        self.count = count
        elements = .allocate(capacity: max(1, kind.places * count))
        elements.initialize(repeating: 0, count: max(1, kind.places * count))
    }

    deinit {
        moriya_mumps_destroy(handle)
        rows.deallocate()
        columns.deallocate()
        elements.deallocate()
    }

    /// What a factorisation takes, as planned.
    public var bytes: Int { Int(moriya_mumps_bytes(handle)) }
    /// Additions and multiplications of a factorisation, as planned.
    public var operations: Double { moriya_mumps_operations(handle) }
    /// Numbers in the factors, as planned.
    public var entries: Double { moriya_mumps_entries(handle) }

    /// Factorises the matrix with these elements at the positions given, in their order.
    ///
    /// - Throws: `MUMPSError`.
    public mutating func factorize(_ values: [Double]) throws(MUMPSError) {
        precondition(values.count == kind.places * count)
        values.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { elements.update(from: start, count: values.count) }
        }
        try MUMPSError.check(moriya_mumps_factorize(handle, elements), detail: moriya_mumps_detail(handle))
    }

    /// ln|det| of the matrix factorised.
    public var logarithmOfDeterminant: Double {
        var (mantissa, exponent) = ([0.0, 0.0], Int32(0))
        moriya_mumps_determinant(handle, &mantissa, &exponent)
        return log(hypot(mantissa[0], mantissa[1])) + Double(exponent) * 0.693_147_180_559_945_3
    }

    /// How many eigenvalues of the symmetric matrix factorised are negative: its inertia, by Sylvester's law.
    public var negativeEigenvalues: Int {
        precondition(kind == .realSymmetric)
        return Int(moriya_mumps_negative_pivots(handle))
    }

    /// Replaces right-hand sides, column by column, by the solutions.
    ///
    /// - Parameter transposed: whether the transposed matrix is the one of the equations.
    /// - Throws: `MUMPSError`.
    public mutating func solve(_ columns: inout [Double], transposed: Bool = false) throws(MUMPSError) {
        let length = kind.places * order
        precondition(columns.count % length == 0)
        guard let count = Int32(exactly: columns.count / length) else {
            throw .tooLarge(what: "the number of right-hand sides", count: columns.count / length)
        }
        guard count > 0 else { return }
        let code = columns.withUnsafeMutableBufferPointer {
            moriya_mumps_solve(handle, $0.baseAddress, count, transposed ? 1 : 0)
        }
        try MUMPSError.check(code, detail: moriya_mumps_detail(handle))
    }
    /// The elements of the inverse between some rows, row by row; a complex number takes two places. Cheap where these rows are
    /// eliminated last, since little of the factors is read then.
    ///
    /// - Parameter rows: without repetition.
    /// - Throws: `MUMPSError`.
    public mutating func inverse(between rows: [Int]) throws(MUMPSError) -> [Double] {
        let size = rows.count
        guard let count = Int32(exactly: size * size) else {
            throw .tooLarge(what: "the number of elements of the inverse", count: size * size)
        }
        guard count > 0 else { return [] }
        // Column after column of the matrix, as many elements of each.
        let ascending = rows.indices.sorted { rows[$0] < rows[$1] }
        var isWanted = [Bool](repeating: false, count: order)
        for row in rows { isWanted[row] = true }
        var starts: [Int32] = [1]
        starts.reserveCapacity(order + 1)
        for column in 0..<order { starts.append(starts[column] + (isWanted[column] ? Int32(size) : 0)) }
        precondition(starts[order] == count + 1)
        var listed = [[Int32]](repeating: ascending.map { Int32(rows[$0] + 1) }, count: size).flatMap { $0 }
        var byColumns = [Double](repeating: 0, count: kind.places * size * size)
        let code = moriya_mumps_inverse(handle, count, &starts, &listed, &byColumns)
        try MUMPSError.check(code, detail: moriya_mumps_detail(handle))
        var result = byColumns
        for (column, columnPlace) in ascending.enumerated() {
            for (row, rowPlace) in ascending.enumerated() {
                for part in 0..<kind.places {
                    result[kind.places * (rowPlace * size + columnPlace) + part] =
                        byColumns[kind.places * (column * size + row) + part]
                }
            }
        }
        return result
    }
}
