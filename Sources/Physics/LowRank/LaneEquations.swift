import Numerics

/// Linear equations between blocks of unknowns, for each of eight frequencies: a table of complex numbers whose rows are
/// equations (row · unknowns = 0), of any shape. A view of memory that a `LaneArena` owns.
struct LaneEquations {
    let storage: UnsafeMutablePointer<Lanes>
    let rows: Int
    let columns: Int

    @inline(__always)
    subscript(row: Int, column: Int) -> (real: Lanes, imaginary: Lanes) {
        get {
            let entry = 2 * (row * columns + column)
            return (storage[entry], storage[entry + 1])
        }
        nonmutating set {
            let entry = 2 * (row * columns + column)
            storage[entry] = newValue.real
            storage[entry + 1] = newValue.imaginary
        }
    }

    func clear() { storage.update(repeating: .zero, count: 2 * rows * columns) }

    func copy(from other: LaneEquations) { storage.update(from: other.storage, count: 2 * rows * columns) }

    /// Adds factor × 1 to a square block that begins at (row, column).
    func addIdentity(_ factor: Double, size: Int, row: Int, column: Int) {
        for index in 0..<size { self[row + index, column + index].real += factor }
    }

    /// Adds a constant square matrix, given row by row, times a factor.
    func add(_ factor: Double, _ matrix: [Complex<Double>], size: Int, row: Int, column: Int) {
        for i in 0..<size {
            for j in 0..<size {
                let element = matrix[i * size + j]
                self[row + i, column + j].real += factor * element.real
                self[row + i, column + j].imaginary += factor * element.imaginary
            }
        }
    }

    /// Adds some columns of all rows of `other`, times a factor, at (row, column).
    func add(_ factor: Complex<Double>, _ other: LaneEquations, columns range: Range<Int>, row: Int, column: Int) {
        for i in 0..<other.rows {
            for (j, source) in range.enumerated() {
                let (real, imaginary) = other[i, source]
                self[row + i, column + j].real += factor.real * real - factor.imaginary * imaginary
                self[row + i, column + j].imaginary += factor.real * imaginary + factor.imaginary * real
            }
        }
    }

    /// Adds some columns of all rows of `other`, times a constant square matrix, at (row, column).
    func add(
        _ other: LaneEquations, columns range: Range<Int>, times matrix: [Complex<Double>], row: Int, column: Int
    ) {
        let size = range.count
        for i in 0..<other.rows {
            for j in 0..<size {
                var (real, imaginary) = self[row + i, column + j]
                for k in 0..<size {
                    let (r, m) = other[i, range.lowerBound + k]
                    let factor = matrix[k * size + j]
                    real += factor.real * r - factor.imaginary * m
                    imaginary += factor.real * m + factor.imaginary * r
                }
                self[row + i, column + j] = (real, imaginary)
            }
        }
    }

    /// Eliminates the first unknowns by Householder reflections, which mix equations without ever making them grow: the
    /// equations below the first `count` no longer hold these unknowns, and all others they determine.
    ///
    /// - Returns: ln|det R| of the triangle R left in the first `count` rows.
    func eliminate(first count: Int) -> Lanes {
        var logarithm = Lanes.zero
        for pivot in 0..<count {
            var squared = Lanes.zero
            for row in pivot..<rows {
                let (real, imaginary) = self[row, pivot]
                squared += real * real + imaginary * imaginary
            }
            let norm = squared.squareRoot()
            logarithm += norm.logarithm
            // The reflection takes the column x to -e^{i arg x₀}|x| e₀, along v = x + e^{i arg x₀}|x| e₀.
            let (real, imaginary) = self[pivot, pivot]
            let magnitude = (real * real + imaginary * imaginary).squareRoot()
            let phase = (
                real: (real / magnitude).replacing(with: 1, where: magnitude .== 0),
                imaginary: (imaginary / magnitude).replacing(with: 0, where: magnitude .== 0)
            )
            self[pivot, pivot] = (real + phase.real * norm, imaginary + phase.imaginary * norm)
            let scale = (1 / (norm * (norm + magnitude))).replacing(with: 0, where: norm .== 0)
            reflect(pivot, scale: scale)
        }
        return logarithm
    }

    /// Applies 1 - scale v v† to the columns right of a pivot; v stands in its column.
    @inline(__always)
    private func reflect(_ pivot: Int, scale: Lanes) {
        var column = pivot + 1
        while column < columns {
            var (real, imaginary) = (Lanes.zero, Lanes.zero)
            var row = pivot
            while row < rows {
                let (vr, vi) = self[row, pivot]
                let (r, i) = self[row, column]
                real = real.addingProduct(vr, r).addingProduct(vi, i)
                imaginary = imaginary.addingProduct(vr, i).addingProduct(-vi, r)
                row += 1
            }
            real *= scale
            imaginary *= scale
            row = pivot
            while row < rows {
                let (vr, vi) = self[row, pivot]
                let (r, i) = self[row, column]
                self[row, column] = (
                    r.addingProduct(-vr, real).addingProduct(vi, imaginary),
                    i.addingProduct(-vr, imaginary).addingProduct(-vi, real)
                )
                row += 1
            }
            column += 1
        }
    }

    /// What is left when the first unknowns have been eliminated from `other`.
    func takeRest(of other: LaneEquations, without count: Int) {
        for row in 0..<rows {
            for column in 0..<columns { self[row, column] = other[count + row, count + column] }
        }
    }

    /// The same memory as a smaller table.
    func reshaped(rows: Int, columns: Int) -> LaneEquations {
        precondition(rows * columns <= self.rows * self.columns, "a table does not grow")
        return LaneEquations(storage: storage, rows: rows, columns: columns)
    }
}

extension LaneArena {
    func equations(rows: Int, columns: Int) -> LaneEquations {
        LaneEquations(storage: array(2 * rows * columns).storage, rows: rows, columns: columns)
    }
}
