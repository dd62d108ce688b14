/// Elimination with partial pivoting, each lane choosing its own pivots: for matrices of which nothing is known.
extension LaneMatrix {
    /// |det|², destroying the matrix.
    @inline(__always)
    func eliminateWithPivoting() -> Lanes {
        var determinant = Lanes(repeating: 1)
        var p = 0
        while p < Size.size {
            bringUpPivot(p, along: nil)
            let (norm, inverse) = reciprocal(of: self[p, p])
            determinant *= norm
            var row = p + 1
            while row < Size.size {
                subtractRow(p, times: multiply(self[row, p], inverse), from: row, columns: p + 1)
                row += 1
            }
            p += 1
        }
        return determinant
    }

    /// Writes the inverse to `result` and returns |det|², destroying the matrix.
    @inline(__always)
    func invertWithPivoting(into result: LaneMatrix) -> Lanes {
        let n = Size.size
        result.clear()
        var determinant = Lanes(repeating: 1)
        var p = 0
        while p < n {
            result[p, p] = (Lanes(repeating: 1), .zero)
            p += 1
        }
        p = 0
        while p < n {
            bringUpPivot(p, along: result)
            let (norm, inverse) = reciprocal(of: self[p, p])
            determinant *= norm
            var column = 0
            while column < n {
                self[p, column] = multiply(self[p, column], inverse)
                result[p, column] = multiply(result[p, column], inverse)
                column += 1
            }
            var row = 0
            while row < n {
                if row != p {
                    let factor = self[row, p]
                    subtractRow(p, times: factor, from: row, columns: p)
                    result.subtractRow(p, times: factor, from: row, columns: 0)
                }
                row += 1
            }
            p += 1
        }
        return determinant
    }

    /// Swaps rows, lane by lane, until row p has the largest entry of column p at or below the diagonal.
    @inline(__always)
    private func bringUpPivot(_ p: Int, along companion: LaneMatrix?) {
        var row = p + 1
        while row < Size.size {
            let (upper, lower) = (self[p, p], self[row, p])
            let isLarger =
                lower.real * lower.real + lower.imaginary * lower.imaginary
                .> upper.real * upper.real + upper.imaginary * upper.imaginary
            // Left of the pivot, nothing is read again.
            swapRows(p, row, columns: p, where: isLarger)
            companion?.swapRows(p, row, columns: 0, where: isLarger)
            row += 1
        }
    }

    @inline(__always)
    private func swapRows(_ a: Int, _ b: Int, columns first: Int, where mask: SIMDMask<Lanes.MaskStorage>) {
        var column = first
        while column < Size.size {
            let (upper, lower) = (self[a, column], self[b, column])
            self[a, column] = (
                upper.real.replacing(with: lower.real, where: mask),
                upper.imaginary.replacing(with: lower.imaginary, where: mask)
            )
            self[b, column] = (
                lower.real.replacing(with: upper.real, where: mask),
                lower.imaginary.replacing(with: upper.imaginary, where: mask)
            )
            column += 1
        }
    }

    /// Row `row` minus factor times row `p`, from a column on.
    @inline(__always)
    private func subtractRow(
        _ p: Int, times factor: (real: Lanes, imaginary: Lanes), from row: Int, columns first: Int
    ) {
        var column = first
        while column < Size.size {
            let product = multiply(self[p, column], factor)
            let (real, imaginary) = self[row, column]
            self[row, column] = (real - product.real, imaginary - product.imaginary)
            column += 1
        }
    }

    /// |z|² and 1/z.
    @inline(__always)
    private func reciprocal(of z: (real: Lanes, imaginary: Lanes)) -> (Lanes, (real: Lanes, imaginary: Lanes)) {
        let norm = z.real * z.real + z.imaginary * z.imaginary
        return (norm, (z.real / norm, -z.imaginary / norm))
    }
}
