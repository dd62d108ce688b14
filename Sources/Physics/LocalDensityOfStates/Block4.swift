import BogoliubovDeGennes
import Numerics

/// A complex 4 × 4 matrix, by columns.
struct Block4 {
    typealias Column = SIMD4<Double>
    /// Real and imaginary parts of the columns.
    var re: (Column, Column, Column, Column)
    var im: (Column, Column, Column, Column)

    static let zero = Block4(re: (.zero, .zero, .zero, .zero), im: (.zero, .zero, .zero, .zero))
    static let identity = Block4(
        re: (Column(1, 0, 0, 0), Column(0, 1, 0, 0), Column(0, 0, 1, 0), Column(0, 0, 0, 1)), im: (.zero, .zero, .zero, .zero))

    init(re: (Column, Column, Column, Column), im: (Column, Column, Column, Column)) { (self.re, self.im) = (re, im) }

    /// - Parameter unit: what every element is divided by.
    init(_ matrix: NambuMatrix, unit: Double) {
        func column(_ index: Int, _ part: (Complex<Double>) -> Double) -> Column {
            Column(part(matrix[0, index]), part(matrix[1, index]), part(matrix[2, index]), part(matrix[3, index])) / unit
        }
        re = (column(0, \.real), column(1, \.real), column(2, \.real), column(3, \.real))
        im = (column(0, \.imaginary), column(1, \.imaginary), column(2, \.imaginary), column(3, \.imaginary))
    }

    subscript(row: Int, column: Int) -> (re: Double, im: Double) {
        switch column {
        case 0: (re.0[row], im.0[row])
        case 1: (re.1[row], im.1[row])
        case 2: (re.2[row], im.2[row])
        default: (re.3[row], im.3[row])
        }
    }

    @inline(__always)
    static func * (a: Block4, b: Block4) -> Block4 {
        @inline(__always)
        func column(_ x: Column, _ y: Column) -> (Column, Column) {
            var real = a.re.0 * x[0] - a.im.0 * y[0]
            var imaginary = a.re.0 * y[0] + a.im.0 * x[0]
            real += a.re.1 * x[1] - a.im.1 * y[1]
            imaginary += a.re.1 * y[1] + a.im.1 * x[1]
            real += a.re.2 * x[2] - a.im.2 * y[2]
            imaginary += a.re.2 * y[2] + a.im.2 * x[2]
            real += a.re.3 * x[3] - a.im.3 * y[3]
            imaginary += a.re.3 * y[3] + a.im.3 * x[3]
            return (real, imaginary)
        }
        let (c0, c1, c2, c3) = (column(b.re.0, b.im.0), column(b.re.1, b.im.1), column(b.re.2, b.im.2), column(b.re.3, b.im.3))
        return Block4(re: (c0.0, c1.0, c2.0, c3.0), im: (c0.1, c1.1, c2.1, c3.1))
    }

    @inline(__always)
    static func - (a: Block4, b: Block4) -> Block4 {
        Block4(
            re: (a.re.0 - b.re.0, a.re.1 - b.re.1, a.re.2 - b.re.2, a.re.3 - b.re.3),
            im: (a.im.0 - b.im.0, a.im.1 - b.im.1, a.im.2 - b.im.2, a.im.3 - b.im.3))
    }

    var adjoint: Block4 {
        func row(_ index: Int) -> (Column, Column) {
            (
                Column(re.0[index], re.1[index], re.2[index], re.3[index]),
                -Column(im.0[index], im.1[index], im.2[index], im.3[index])
            )
        }
        let (r0, r1, r2, r3) = (row(0), row(1), row(2), row(3))
        return Block4(re: (r0.0, r1.0, r2.0, r3.0), im: (r0.1, r1.1, r2.1, r3.1))
    }

    /// Σ|element|².
    var squaredNorm: Double {
        let sum = re.0 * re.0 + re.1 * re.1 + re.2 * re.2 + re.3 * re.3 + im.0 * im.0 + im.1 * im.1 + im.2 * im.2 + im.3 * im.3
        return sum.sum()
    }

    /// By column operations, the largest pivot of a row first; not finite where it is singular.
    var inverse: Block4 {
        var a = [(re.0, im.0), (re.1, im.1), (re.2, im.2), (re.3, im.3)]
        let one = Block4.identity
        var b = [(one.re.0, one.im.0), (one.re.1, one.im.1), (one.re.2, one.im.2), (one.re.3, one.im.3)]
        for row in 0..<4 {
            var (pivot, largest) = (row, -1.0)
            for column in row..<4 {
                let size = a[column].0[row] * a[column].0[row] + a[column].1[row] * a[column].1[row]
                if size > largest { (pivot, largest) = (column, size) }
            }
            a.swapAt(row, pivot)
            b.swapAt(row, pivot)
            // Divide by the pivot.
            let (x, y) = (a[row].0[row] / largest, -a[row].1[row] / largest)
            (a[row].0, a[row].1) = (a[row].0 * x - a[row].1 * y, a[row].0 * y + a[row].1 * x)
            (b[row].0, b[row].1) = (b[row].0 * x - b[row].1 * y, b[row].0 * y + b[row].1 * x)
            for column in 0..<4 where column != row {
                let (u, v) = (a[column].0[row], a[column].1[row])
                a[column].0 -= a[row].0 * u - a[row].1 * v
                a[column].1 -= a[row].0 * v + a[row].1 * u
                b[column].0 -= b[row].0 * u - b[row].1 * v
                b[column].1 -= b[row].0 * v + b[row].1 * u
            }
        }
        return Block4(re: (b[0].0, b[1].0, b[2].0, b[3].0), im: (b[0].1, b[1].1, b[2].1, b[3].1))
    }
}
