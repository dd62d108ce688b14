import CMUMPS
import Foundation

/// The LU factorisation, with pivoting, of real sparse matrices that have one pattern: the order of elimination is planned
/// once, and serves each matrix.
///
/// For use by one thread.
public struct SparseFactorization: ~Copyable {
    public let order: Int
    private let handle: OpaquePointer
    private let rows: UnsafeMutablePointer<Int32>
    private let columns: UnsafeMutablePointer<Int32>
    private let elements: UnsafeMutablePointer<Double>
    private let count: Int

    /// - Parameters:
    ///   - order: rows and columns of the matrices.
    ///   - positions: of what is not always zero, counted from 0. Elements at one position add up.
    ///   - elimination: the rows in the order in which they are eliminated; nil leaves that to MUMPS.
    /// - Throws: `MUMPSError`.
    public init(
        order: Int, positions: [(row: Int32, column: Int32)], elimination: [Int]? = nil
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
                order32, Int64(count), rows, columns, elimination == nil ? nil : $0.baseAddress, &error)
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
        self.handle = handle
        self.rows = rows
        self.columns = columns
        self.count = count
        elements = .allocate(capacity: max(1, count))
        elements.initialize(repeating: 0, count: max(1, count))
    }

    deinit {
        moriya_mumps_destroy(handle)
        rows.deallocate()
        columns.deallocate()
        elements.deallocate()
    }

    /// What a factorisation takes, as planned.
    public var bytes: Int { Int(moriya_mumps_bytes(handle)) }

    /// Factorises the matrix with these elements at the positions given, in their order.
    ///
    /// - Throws: `MUMPSError`.
    public mutating func factorize(_ values: [Double]) throws(MUMPSError) {
        precondition(values.count == count)
        values.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { elements.update(from: start, count: count) }
        }
        try MUMPSError.check(moriya_mumps_factorize(handle, elements), detail: moriya_mumps_detail(handle))
    }

    /// ln|det| of the matrix factorised.
    public var logarithmOfDeterminant: Double {
        var (mantissa, exponent) = (0.0, Int32(0))
        moriya_mumps_determinant(handle, &mantissa, &exponent)
        return log(abs(mantissa)) + Double(exponent) * 0.693_147_180_559_945_3
    }

    /// Replaces right-hand sides, column by column, by the solutions.
    ///
    /// - Throws: `MUMPSError`.
    public mutating func solve(_ columns: inout [Double]) throws(MUMPSError) {
        precondition(columns.count % order == 0)
        guard let count = Int32(exactly: columns.count / order) else {
            throw .tooLarge(what: "the number of right-hand sides", count: columns.count / order)
        }
        guard count > 0 else { return }
        let code = columns.withUnsafeMutableBufferPointer { moriya_mumps_solve(handle, $0.baseAddress, count, 0) }
        try MUMPSError.check(code, detail: moriya_mumps_detail(handle))
    }
}
