import Numerics

/// A 4 × 4 matrix over one site's basis (c↑, c↓, c†↑, c†↓), row by row.
public struct NambuMatrix: Hashable, Sendable {
    public var elements: [Complex<Double>]

    public static let zero = NambuMatrix(elements: [Complex<Double>](repeating: .zero, count: 16))

    init(elements: [Complex<Double>]) { self.elements = elements }

    public subscript(row: Int, column: Int) -> Complex<Double> {
        get { elements[4 * row + column] }
        set { elements[4 * row + column] = newValue }
    }

    /// The blocks of the Bogoliubov–de Gennes matrix between two sites i and j.
    ///
    /// - Parameters:
    ///   - normal: H_ij, whose hole part is -H*_ij.
    ///   - pairing: Δ_ij.
    ///   - reversePairing: Δ_ji, whose adjoint stands below the diagonal.
    public init(normal: SpinMatrix, pairing: SpinMatrix, reversePairing: SpinMatrix) {
        self = .zero
        for row in 0..<2 {
            for column in 0..<2 {
                self[row, column] = normal[row, column]
                self[row, column + 2] = pairing[row, column]
                self[row + 2, column] = reversePairing[column, row].conjugate
                self[row + 2, column + 2] = -normal[row, column].conjugate
            }
        }
    }

    public var adjoint: NambuMatrix {
        var result = NambuMatrix.zero
        for row in 0..<4 { for column in 0..<4 { result[row, column] = self[column, row].conjugate } }
        return result
    }

    /// self + factor × other.
    public func adding(_ factor: Complex<Double>, _ other: NambuMatrix) -> NambuMatrix {
        NambuMatrix(elements: zip(elements, other.elements).map { $0 + factor * $1 })
    }

    public static func + (left: NambuMatrix, right: NambuMatrix) -> NambuMatrix {
        NambuMatrix(elements: zip(left.elements, right.elements).map { $0 + $1 })
    }
}

/// A 2 × 2 matrix in spin space.
public struct SpinMatrix: Hashable, Sendable {
    /// Row by row.
    public var elements: [Complex<Double>]

    public init(_ elements: [Complex<Double>]) {
        precondition(elements.count == 4)
        self.elements = elements
    }

    public subscript(row: Int, column: Int) -> Complex<Double> { elements[2 * row + column] }

    public static let zero = SpinMatrix([0, 0, 0, 0])
    public static let identity = SpinMatrix([1, 0, 0, 1])
    /// iσ2.
    public static let singlet = SpinMatrix([0, 1, -1, 0])

    /// v·σ for a complex vector v.
    public static func pauli(_ v: [Complex<Double>]) -> SpinMatrix {
        SpinMatrix([v[2], v[0] - .i * v[1], v[0] + .i * v[1], -v[2]])
    }

    public static func * (factor: Complex<Double>, matrix: SpinMatrix) -> SpinMatrix {
        SpinMatrix(matrix.elements.map { factor * $0 })
    }

    public static func * (a: SpinMatrix, b: SpinMatrix) -> SpinMatrix {
        SpinMatrix([
            a[0, 0] * b[0, 0] + a[0, 1] * b[1, 0], a[0, 0] * b[0, 1] + a[0, 1] * b[1, 1],
            a[1, 0] * b[0, 0] + a[1, 1] * b[1, 0], a[1, 0] * b[0, 1] + a[1, 1] * b[1, 1],
        ])
    }

    public static func + (a: SpinMatrix, b: SpinMatrix) -> SpinMatrix {
        SpinMatrix(zip(a.elements, b.elements).map { $0 + $1 })
    }
}
