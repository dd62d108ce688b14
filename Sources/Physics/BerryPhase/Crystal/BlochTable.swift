import Numerics

/// Hermitian operators O(R), to be summed to O(k) = Σ_R e^{ik·R} O(R) on the points of a grid: first over the outer lattice
/// vectors, once for each row of k points, then over the last one, for four k at a time.
struct BlochTable: Sendable {
    /// Elements of the upper triangles that are not zero for all R.
    struct Element: Sendable {
        let matrix: Int
        let row: Int
        let column: Int
    }

    let elements: [Element]
    /// The outer components of R, the last being 0.
    private let cells: [SIMD3<Int>]
    /// Which of `lastSteps` each R has.
    private let lastIndices: [Int]
    /// The components of R along the last axis.
    let lastSteps: [Int]
    /// At cell · elements + element.
    private let real: [Double]
    private let imaginary: [Double]

    /// - Parameters:
    ///   - operators: for each one, n × n elements for each cell, row by row.
    ///   - dimension: how many components of the cells count.
    init(_ operators: [[Complex<Double>]], size n: Int, cells: [SIMD3<Int>], dimension: Int) {
        let last = dimension - 1
        let steps = Set(cells.map { $0[last] }).sorted()
        lastSteps = steps
        lastIndices = cells.map { cell in steps.firstIndex(of: cell[last]) ?? 0 }
        self.cells = cells.map { cell in
            var outer = cell
            for axis in last..<3 { outer[axis] = 0 }
            return outer
        }
        var elements: [Element] = []
        for (index, matrices) in operators.enumerated() {
            for row in 0..<n {
                for column in row..<n
                where cells.indices.contains(where: { matrices[($0 * n + row) * n + column] != .zero }) {
                    elements.append(Element(matrix: index, row: row, column: column))
                }
            }
        }
        self.elements = elements
        let values = cells.indices.flatMap { cell in
            elements.map { operators[$0.matrix][(cell * n + $0.row) * n + $0.column] }
        }
        real = values.map(\.real)
        imaginary = values.map(\.imaginary)
    }

    /// Room for the sums over the outer lattice vectors.
    var rowCapacity: Int { 2 * elements.count * lastSteps.count }

    /// Sums over the outer lattice vectors, at (element · lastSteps + step), real part before imaginary part.
    ///
    /// - Parameter phase: e^{ik·R} of the outer components of R.
    func sumOuter(_ phase: (SIMD3<Int>) -> Complex<Double>, into row: UnsafeMutablePointer<Double>) {
        let (count, steps) = (elements.count, lastSteps.count)
        for index in 0..<rowCapacity { row[index] = 0 }
        real.withUnsafeBufferPointer { real in
            imaginary.withUnsafeBufferPointer { imaginary in
                for (cell, outer) in cells.enumerated() {
                    let factor = phase(outer)
                    let (c, s) = (factor.real, factor.imaginary)
                    var target = row + 2 &* lastIndices[cell]
                    var index = cell &* count
                    let end = index &+ count
                    while index < end {
                        let (x, y) = (real[index], imaginary[index])
                        target[0] += c * x - s * y
                        target[1] += c * y + s * x
                        target += 2 &* steps
                        index &+= 1
                    }
                }
            }
        }
    }

    /// Sums over the last lattice vector.
    ///
    /// - Parameters:
    ///   - row: what `sumOuter` left.
    ///   - phases: e^{ik·R} of the last component of R for each of `lastSteps`, real part before imaginary part.
    ///   - matrices: where element belong; both triangles are filled. Elements that are always zero stay as they are.
    func sumLast(
        _ row: UnsafeMutablePointer<Double>, phases: UnsafeMutablePointer<Lanes>, into matrices: [LaneMatrix]
    ) {
        let steps = lastSteps.count
        var source = row
        for element in elements {
            var (real, imaginary) = (Lanes.zero, Lanes.zero)
            var step = 0
            while step < steps {
                let (c, s) = (phases[2 &* step], phases[2 &* step &+ 1])
                let (x, y) = (Lanes(repeating: source[2 &* step]), Lanes(repeating: source[2 &* step &+ 1]))
                real = real.addingProduct(c, x).addingProduct(-s, y)
                imaginary = imaginary.addingProduct(c, y).addingProduct(s, x)
                step &+= 1
            }
            source += 2 &* steps
            let matrix = matrices[element.matrix]
            matrix[element.row, element.column] = (real, imaginary)
            if element.row != element.column {
                matrix[element.column, element.row] = (real, -imaginary)
            } else {
                matrix[element.row, element.row] = (real, .zero)
            }
        }
    }
}
