/// Inversion in place, the same pivots in every lane: fast, and watched.
extension LaneMatrix {
    /// What an inversion has met.
    struct Inversion {
        /// |det|² of what was inverted.
        let determinant: Lanes
        /// The inverse found belongs to a matrix that differs from the given one by some ε_mach times the root of this.
        let squaredGrowth: Lanes
    }

    /// Replaces the matrix by its inverse.
    ///
    /// Every matrix inverted here is z - H, a Schur complement of such a matrix or the inverse of one, so its imaginary
    /// part (M - M†)/2i is definite and no pivot can vanish. A pivot can be small, though, and the entries of the
    /// elimination large: `squaredGrowth` says so.
    @inline(__always)
    func invert() -> Inversion {
        let squared = squaredNorm
        if Size.size == 2 { return Inversion(determinant: invertByAdjugate(), squaredGrowth: squared) }
        let (determinant, smallest) = invertByElimination()
        return Inversion(determinant: determinant, squaredGrowth: squared.addingProduct(squared, squared / smallest))
    }

    /// 2 × 2: the adjugate over the determinant, which loses no more than the condition of the matrix demands.
    @inline(__always)
    private func invertByAdjugate() -> Lanes {
        let (a, b, c, d) = (self[0, 0], self[0, 1], self[1, 0], self[1, 1])
        let (first, second) = (multiply(a, d), multiply(b, c))
        let (real, imaginary) = (first.real - second.real, first.imaginary - second.imaginary)
        let norm = real * real + imaginary * imaginary
        let inverse = (real: real / norm, imaginary: -imaginary / norm)
        let negative = (real: -inverse.real, imaginary: -inverse.imaginary)
        self[0, 0] = multiply(d, inverse)
        self[0, 1] = multiply(b, negative)
        self[1, 0] = multiply(c, negative)
        self[1, 1] = multiply(a, inverse)
        return norm
    }

    /// Gauss–Jordan without pivoting. Returns |det|² and the smallest |pivot|² but for the last one, by which nothing
    /// else is divided.
    @inline(__always)
    private func invertByElimination() -> (determinant: Lanes, smallestPivot: Lanes) {
        let n = Size.size
        var determinant = Lanes(repeating: 1)
        var smallest = Lanes(repeating: .infinity)
        var p = 0
        while p < n {
            let pivot = self[p, p]
            let norm = pivot.real * pivot.real + pivot.imaginary * pivot.imaginary
            determinant *= norm
            if p < n - 1 { smallest = smallest.minimum(norm) }
            let inverse = (real: pivot.real / norm, imaginary: -pivot.imaginary / norm)
            self[p, p] = (Lanes(repeating: 1), Lanes.zero)
            var column = 0
            while column < n {
                self[p, column] = multiply(self[p, column], inverse)
                column += 1
            }
            var row = 0
            while row < n {
                if row != p {
                    let factor = self[row, p]
                    self[row, p] = (Lanes.zero, Lanes.zero)
                    column = 0
                    while column < n {
                        let (kr, ki) = self[p, column]
                        let (real, imaginary) = self[row, column]
                        self[row, column] = (
                            real.addingProduct(-factor.real, kr).addingProduct(factor.imaginary, ki),
                            imaginary.addingProduct(-factor.real, ki).addingProduct(-factor.imaginary, kr)
                        )
                        column += 1
                    }
                }
                row += 1
            }
            p += 1
        }
        return (determinant, smallest)
    }
}
