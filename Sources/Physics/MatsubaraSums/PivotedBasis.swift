/// Chooses columns of a matrix one after another, each the one least well represented by those before (pivoted
/// Gram–Schmidt), and solves the least-squares problem in the chosen ones.
struct PivotedBasis {
    /// The chosen columns.
    private(set) var pivots: [Int] = []
    private let columns: [[Double]]
    /// What the columns and the target still have outside the basis. Kept in full: norms obtained by subtracting squares
    /// would be worthless below the square root of the machine precision.
    private var remainders: [[Double]]
    private var targetRemainder: [Double]
    private var orthonormal: [[Double]] = []
    /// Column by column: the coefficients of a chosen column in the orthonormal vectors up to its own.
    private var triangle: [[Double]] = []
    private var projections: [Double] = []

    init(columns: [[Double]], target: [Double]) {
        self.columns = columns
        remainders = columns
        targetRemainder = target
    }

    /// Adds up to `count` columns, as long as what they add is more than rounding. Returns false if there was none.
    mutating func extend(by count: Int) -> Bool {
        let before = pivots.count
        for _ in 0..<count { guard addColumn() else { break } }
        return pivots.count > before
    }

    private mutating func addColumn() -> Bool {
        guard pivots.count < targetRemainder.count else { return false }
        let norms = remainders.map { dot($0, $0) }
        guard let pivot = norms.indices.max(by: { norms[$0] < norms[$1] }) else { return false }
        // Once more against the basis: the remainder of a remainder carries no error that matters.
        var direction = remainders[pivot]
        for other in orthonormal { subtract(dot(other, direction), other, from: &direction) }
        let norm = dot(direction, direction).squareRoot()
        guard norm > 1e-15 * dot(columns[pivot], columns[pivot]).squareRoot() else { return false }
        for row in direction.indices { direction[row] /= norm }

        for column in remainders.indices { subtract(dot(direction, remainders[column]), direction, from: &remainders[column]) }
        let projection = dot(direction, targetRemainder)
        subtract(projection, direction, from: &targetRemainder)
        projections.append(projection)
        triangle.append(orthonormal.map { dot($0, columns[pivot]) } + [norm])
        orthonormal.append(direction)
        pivots.append(pivot)
        return true
    }

    /// The coefficients of the chosen columns that bring their sum closest to the target.
    var solution: [Double] {
        var solution = projections
        for index in solution.indices.reversed() {
            solution[index] /= triangle[index][index]
            for row in 0..<index { solution[row] -= triangle[index][row] * solution[index] }
        }
        return solution
    }
}

/// Eight entries at a time: the columns of a cold rule are thousands of entries long, and there are thousands of them.
private func subtract(_ factor: Double, _ b: [Double], from a: inout [Double]) {
    b.withUnsafeBufferPointer { b in
        a.withUnsafeMutableBufferPointer { a in
            var index = 0
            while index < a.count {
                a[index] -= factor * b[index]
                index += 1
            }
        }
    }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            var sums = SIMD8<Double>.zero
            var index = 0
            while index + 8 <= a.count {
                var (left, right) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
                for lane in 0..<8 {
                    left[lane] = a[index + lane]
                    right[lane] = b[index + lane]
                }
                sums += left * right
                index += 8
            }
            var sum = sums.sum()
            while index < a.count {
                sum += a[index] * b[index]
                index += 1
            }
            return sum
        }
    }
}
