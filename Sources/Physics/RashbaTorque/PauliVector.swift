import ComplexModule

typealias ComplexNumber = Complex<Double>

/// The coefficients of a 2 × 2 matrix in (1, σ_x, σ_y, σ_z), each with real and imaginary part.
public struct PauliVector: Sendable, Equatable {
    public var re: SIMD4<Double>
    public var im: SIMD4<Double>

    public init(re: SIMD4<Double>, im: SIMD4<Double>) {
        self.re = re
        self.im = im
    }

    init(_ a: ComplexNumber, _ b: ComplexNumber, _ c: ComplexNumber, _ d: ComplexNumber) {
        self.init(
            re: SIMD4(a.real, b.real, c.real, d.real), im: SIMD4(a.imaginary, b.imaginary, c.imaginary, d.imaginary))
    }

    subscript(index: Int) -> ComplexNumber { ComplexNumber(re[index], im[index]) }

    /// The Hermitian conjugate of the matrix.
    var conjugate: PauliVector { PauliVector(re: re, im: -im) }

    /// (1/u - g·σ)⁻¹, with g this vector.
    func transition(inverseStrength: Double) -> PauliVector {
        let diagonal = ComplexNumber(inverseStrength) - self[0]
        let square = self[1] * self[1] + self[2] * self[2] + self[3] * self[3]
        let determinant = diagonal * diagonal - square
        return PauliVector(diagonal / determinant, self[1] / determinant, self[2] / determinant, self[3] / determinant)
    }
}

/// A real 4 × 4 matrix over (1, σ_x, σ_y, σ_z), row by row.
typealias Matrix4 = [SIMD4<Double>]

/// ½ tr[σ_a X σ_b Y] for all a and b, complex: row a, column b.
func traces(_ x: PauliVector, _ y: PauliVector) -> [ComplexNumber] {
    let (x0, x1, x2, x3) = (x[0], x[1], x[2], x[3])
    let (y0, y1, y2, y3) = (y[0], y[1], y[2], y[3])
    let dot = x1 * y1 + x2 * y2 + x3 * y3
    let i = ComplexNumber(0, 1)
    let cross = (i * (x2 * y3 - x3 * y2), i * (x3 * y1 - x1 * y3), i * (x1 * y2 - x2 * y1))
    // i(x₀y - y₀x)
    let mixed = (i * (x0 * y1 - y0 * x1), i * (x0 * y2 - y0 * x2), i * (x0 * y3 - y0 * x3))
    let even = (x0 * y1 + y0 * x1, x0 * y2 + y0 * x2, x0 * y3 + y0 * x3)
    let diagonal = x0 * y0 - dot
    let (xy, xz, yz) = (x1 * y2 + x2 * y1, x1 * y3 + x3 * y1, x2 * y3 + x3 * y2)
    return [
        x0 * y0 + dot, even.0 - cross.0, even.1 - cross.1, even.2 - cross.2,
        even.0 + cross.0, diagonal + x1 * y1 + x1 * y1, xy + mixed.2, xz - mixed.1,
        even.1 + cross.1, xy - mixed.2, diagonal + x2 * y2 + x2 * y2, yz + mixed.0,
        even.2 + cross.2, xz + mixed.1, yz - mixed.0, diagonal + x3 * y3 + x3 * y3,
    ]
}
