import Numerics

/// A 4 × 4 block of a real matrix in the Majorana basis of a site, (γ1↑, γ1↓, γ2↑, γ2↓) with c = (γ1 + iγ2)/√2, row by row.
///
/// There every Bogoliubov–de Gennes matrix is i times a real antisymmetric one, Ĥ = iA, so that (iω - Ĥ)⁻¹ = -i (ω - A)⁻¹ with
/// a real inverse.
public struct MajoranaBlock: Hashable, Sendable {
    public var elements: [Double]

    private init(_ elements: [Double]) { self.elements = elements }

    public subscript(row: Int, column: Int) -> Double { elements[4 * row + column] }

    /// A of a block between two sites: with H and Δ of that block, ((Im H + Im Δ, Re H - Re Δ), (-Re H - Re Δ, Im H - Im Δ)).
    public init(ofHamiltonian block: NambuMatrix) {
        self.init(block.inMajoranaBasis { $0.imaginary })
    }

    /// (ω - A)⁻¹ of a block of (iω - Ĥ)⁻¹.
    public init(ofGreenFunction block: NambuMatrix) {
        self.init(block.inMajoranaBasis { -$0.imaginary })
    }
}

extension NambuMatrix {
    /// A part of M†BM, M the matrix that takes Majorana operators to (c, c†).
    fileprivate func inMajoranaBasis(_ part: (Complex<Double>) -> Double) -> [Double] {
        var elements = [Double](repeating: 0, count: 16)
        for row in 0..<2 {
            for column in 0..<2 {
                let (a, b) = (self[row, column], self[row, column + 2])
                let (c, d) = (self[row + 2, column], self[row + 2, column + 2])
                let half = Complex(0.5)
                elements[4 * row + column] = part(half * (a + b + c + d))
                elements[4 * row + column + 2] = part(half * .i * (a - b + c - d))
                elements[4 * (row + 2) + column] = part(-half * .i * (a + b - c - d))
                elements[4 * (row + 2) + column + 2] = part(half * (a - b - c + d))
            }
        }
        return elements
    }
}
