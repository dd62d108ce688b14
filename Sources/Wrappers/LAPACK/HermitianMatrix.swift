/// A dense complex Hermitian matrix, stored column by column. Of what is set, only the lower triangle and the real part
/// of the diagonal are read, so the upper triangle may stay unset.
public struct HermitianMatrix: Sendable, Equatable {
    /// The number of rows, and of columns.
    public let order: Int
    /// Real and imaginary part of element (i, j) lie at 2(i + j·`order`) and behind it: the layout of
    /// `Complex<Double>` and of Fortran.
    public internal(set) var storage: [Double]

    /// A matrix of zeros.
    public init(order: Int) {
        self.init(order: order, storage: [Double](repeating: 0, count: 2 * order * order))
    }

    /// - Precondition: `storage` holds `order`² pairs of real and imaginary part, column by column.
    public init(order: Int, storage: [Double]) {
        precondition(order >= 0, "a matrix cannot have \(order) rows")
        precondition(storage.count == 2 * order * order, "\(storage.count) numbers for \(order) × \(order) pairs")
        self.order = order
        self.storage = storage
    }

    public subscript(row: Int, column: Int) -> (re: Double, im: Double) {
        get {
            let index = index(row, column)
            return (storage[index], storage[index + 1])
        }
        set {
            let index = index(row, column)
            storage[index] = newValue.re
            storage[index + 1] = newValue.im
        }
    }

    private func index(_ row: Int, _ column: Int) -> Int {
        precondition(row >= 0 && row < order && column >= 0 && column < order, "(\(row), \(column)) is outside")
        return 2 * (row + column * order)
    }
}
