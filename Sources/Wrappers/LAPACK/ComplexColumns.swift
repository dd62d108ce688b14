import COpenBLAS

/// A dense complex matrix, stored column by column: vectors of one length, side by side.
public struct ComplexColumns: Sendable, Equatable {
    /// The number of rows.
    public let length: Int
    /// The number of columns.
    public private(set) var count: Int
    /// Real and imaginary part of element (i, j) lie at 2(i + j·`length`) and behind it.
    public private(set) var storage: [Double]

    /// - Precondition: `storage` holds whole columns of `length` pairs of real and imaginary part.
    public init(length: Int, storage: [Double]) {
        precondition(length > 0 ? storage.count % (2 * length) == 0 : storage.isEmpty)
        self.length = length
        self.storage = storage
        count = length > 0 ? storage.count / (2 * length) : 0
    }

    /// Zeros.
    public init(length: Int, count: Int) {
        self.length = length
        self.count = count
        storage = [Double](repeating: 0, count: 2 * length * count)
    }

    public subscript(row: Int, column: Int) -> (re: Double, im: Double) {
        get { (storage[2 * (row + column * length)], storage[2 * (row + column * length) + 1]) }
        set { (storage[2 * (row + column * length)], storage[2 * (row + column * length) + 1]) = newValue }
    }

    public subscript(columns: Range<Int>) -> ComplexColumns {
        ComplexColumns(length: length, storage: Array(storage[2 * length * columns.lowerBound..<2 * length * columns.upperBound]))
    }

    public mutating func append(_ other: ComplexColumns) {
        precondition(other.length == length)
        storage += other.storage
        count += other.count
    }

    /// The first rows.
    public func prefix(rows: Int) -> ComplexColumns {
        var result = ComplexColumns(length: rows, count: count)
        for column in 0..<count { for row in 0..<rows { result[row, column] = self[row, column] } }
        return result
    }

    /// A†B (`cblas_zgemm`).
    public static func adjointProduct(_ a: ComplexColumns, _ b: ComplexColumns) -> ComplexColumns {
        precondition(a.length == b.length)
        var result = ComplexColumns(length: a.count, count: b.count)
        multiply(a, adjoint: true, b, factor: 1, addingTo: 0, &result)
        return result
    }

    /// A B (`cblas_zgemm`).
    public static func product(_ a: ComplexColumns, _ b: ComplexColumns) -> ComplexColumns {
        var result = ComplexColumns(length: a.length, count: b.count)
        result.add(a, times: b, factor: 1)
        return result
    }

    /// Adds factor × A B (`cblas_zgemm`).
    public mutating func add(_ a: ComplexColumns, times b: ComplexColumns, factor: Double) {
        precondition(a.length == length && a.count == b.length && b.count == count)
        Self.multiply(a, adjoint: false, b, factor: factor, addingTo: 1, &self)
    }

    /// The norm of each column.
    public var norms: [Double] {
        (0..<count).map { column in
            storage[2 * length * column..<2 * length * (column + 1)].reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
    }

    /// Multiplies a column by a real number.
    public mutating func scale(column: Int, by factor: Double) {
        for index in 2 * length * column..<2 * length * (column + 1) { storage[index] *= factor }
    }

    private static func multiply(
        _ a: ComplexColumns, adjoint: Bool, _ b: ComplexColumns, factor: Double, addingTo beta: Double,
        _ c: inout ComplexColumns
    ) {
        let inner = adjoint ? a.length : a.count
        let (rows, columns) = (c.length, c.count)
        guard rows > 0 && columns > 0 && inner > 0 else { return }
        let (strideA, strideB) = (Int32(a.length), Int32(b.length))
        c.storage.withUnsafeMutableBufferPointer { target in
            a.storage.withUnsafeBufferPointer { a in
                b.storage.withUnsafeBufferPointer { b in
                    cblas_zgemm(
                        CblasColMajor, adjoint ? CblasConjTrans : CblasNoTrans, CblasNoTrans, Int32(rows), Int32(columns),
                        Int32(inner), [factor, 0.0], a.baseAddress, strideA, b.baseAddress, strideB, [beta, 0.0],
                        target.baseAddress, Int32(rows))
                }
            }
        }
    }
}
