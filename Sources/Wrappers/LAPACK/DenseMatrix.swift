import COpenBLAS

/// A dense real matrix, column by column.
package final class DenseMatrix {
    package let rows: Int
    package let columns: Int
    private let elements: UnsafeMutablePointer<Double>

    /// Zeros.
    package init(rows: Int, columns: Int) {
        (self.rows, self.columns) = (rows, columns)
        elements = .allocate(capacity: max(1, rows * columns))
        elements.initialize(repeating: 0, count: max(1, rows * columns))
    }

    deinit { elements.deallocate() }

    package subscript(row: Int, column: Int) -> Double {
        get { elements[row + column * rows] }
        set { elements[row + column * rows] = newValue }
    }

    package var view: MatrixView { MatrixView(elements, stride: rows, owner: self) }

    /// Some rows, in this order.
    package func taking(rows: [Int]) -> DenseMatrix {
        let result = DenseMatrix(rows: rows.count, columns: columns)
        for column in 0..<columns {
            for (index, row) in rows.enumerated() { result[index, column] = self[row, column] }
        }
        return result
    }

    /// Adds the rows of another matrix to some of this one's.
    package func add(_ other: DenseMatrix, to rows: [Int]) {
        for column in 0..<columns {
            for (index, row) in rows.enumerated() { self[row, column] += other[index, column] }
        }
    }

    /// All elements, for those who send them.
    package var array: [Double] {
        get { Array(UnsafeBufferPointer(start: elements, count: rows * columns)) }
        set {
            precondition(newValue.count == rows * columns)
            newValue.withUnsafeBufferPointer { values in
                if let start = values.baseAddress { elements.update(from: start, count: values.count) }
            }
        }
    }
}

/// A matrix in memory, column by column, or a part of one.
package struct MatrixView {
    let pointer: UnsafeMutablePointer<Double>
    let stride: Int
    private(set) var isTransposed = false
    /// Whose memory it is, so that it lives as long as this; nil where the caller sees to that.
    private let owner: DenseMatrix?

    package init(_ pointer: UnsafeMutablePointer<Double>, stride: Int, owner: DenseMatrix? = nil) {
        (self.pointer, self.stride, self.owner) = (pointer, stride, owner)
    }

    package func from(row: Int, column: Int) -> MatrixView {
        MatrixView(pointer + row + column * stride, stride: stride, owner: owner)
    }

    package var transposed: MatrixView {
        var other = self
        other.isTransposed.toggle()
        return other
    }

    package subscript(row: Int, column: Int) -> Double { pointer[row + column * stride] }
}

/// C ← C + factor · A B, for `rows` × `columns` elements of C and an inner dimension `inner` (`cblas_dgemm`).
package func addProduct(
    _ a: MatrixView, _ b: MatrixView, times factor: Double = 1, to c: MatrixView, rows: Int, columns: Int, inner: Int
) {
    guard rows > 0, columns > 0, inner > 0 else { return }
    withExtendedLifetime((a, b, c)) {
        cblas_dgemm(
            CblasColMajor, a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans,
            Int32(rows), Int32(columns), Int32(inner), factor, a.pointer, Int32(a.stride), b.pointer, Int32(b.stride), 1,
            c.pointer, Int32(c.stride))
    }
}
