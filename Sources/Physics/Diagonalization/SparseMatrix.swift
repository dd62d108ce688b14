import BogoliubovDeGennes
import Numerics
import Summation

/// A sparse matrix, column by column.
public struct SparseMatrix: Sendable {
    public let rows: Int
    private(set) var starts: [Int] = [0]
    private(set) var indices: [Int32] = []
    private(set) var values: [Complex<Double>] = []

    public var columns: Int { starts.count - 1 }

    /// ‖·‖², Frobenius.
    var squaredNorm: Double { compensatedSum(values.lazy.map(\.lengthSquared)) }

    init(_ hamiltonian: BogoliubovHamiltonian) {
        rows = hamiltonian.dimension
        var entries: [(row: Int32, value: Complex<Double>)] = []
        var columnOf: [Int32] = []
        hamiltonian.forEachEntry { row, column, value in
            entries.append((Int32(row), value))
            columnOf.append(Int32(column))
        }
        // Counting sort by column.
        var position = [Int](repeating: 0, count: rows + 1)
        for column in columnOf { position[Int(column) + 1] += 1 }
        for column in 0..<rows { position[column + 1] += position[column] }
        starts = position
        indices = Array(repeating: 0, count: entries.count)
        values = Array(repeating: .zero, count: entries.count)
        for (entry, column) in zip(entries, columnOf) {
            let place = position[Int(column)]
            indices[place] = entry.row
            values[place] = entry.value
            position[Int(column)] += 1
        }
    }

    private init(rows: Int) { self.rows = rows }

    /// L† M R.
    func projected(left: SparseBasis, right: SparseBasis) -> SparseMatrix {
        // The components of L row by row.
        var rowStarts = [Int](repeating: 0, count: rows + 1)
        for row in left.indices { rowStarts[Int(row) + 1] += 1 }
        for row in 0..<rows { rowStarts[row + 1] += rowStarts[row] }
        var place = rowStarts
        var vectors = [Int32](repeating: 0, count: left.indices.count)
        var factors = [Complex<Double>](repeating: .zero, count: left.indices.count)
        for vector in 0..<left.count {
            for k in left.starts[vector]..<left.starts[vector + 1] {
                let row = Int(left.indices[k])
                vectors[place[row]] = Int32(vector)
                factors[place[row]] = left.coefficients[k].conjugate
                place[row] += 1
            }
        }

        var result = SparseMatrix(rows: left.count)
        var column = [Complex<Double>](repeating: .zero, count: left.count)
        var isTouched = [Bool](repeating: false, count: left.count)
        var touched: [Int32] = []
        for vector in 0..<right.count {
            for k in right.starts[vector]..<right.starts[vector + 1] {
                let source = Int(right.indices[k])
                for entry in starts[source]..<starts[source + 1] {
                    let value = values[entry] * right.coefficients[k]
                    let row = Int(indices[entry])
                    for component in rowStarts[row]..<rowStarts[row + 1] {
                        let target = vectors[component]
                        column[Int(target)] += factors[component] * value
                        if !isTouched[Int(target)] {
                            isTouched[Int(target)] = true
                            touched.append(target)
                        }
                    }
                }
            }
            for target in touched {
                if column[Int(target)] != .zero {
                    result.indices.append(target)
                    result.values.append(column[Int(target)])
                }
                column[Int(target)] = .zero
                isTouched[Int(target)] = false
            }
            touched.removeAll(keepingCapacity: true)
            result.starts.append(result.indices.count)
        }
        return result
    }

    func mapValues(_ transform: (Complex<Double>) -> Complex<Double>) -> SparseMatrix {
        var result = self
        result.values = values.map(transform)
        return result
    }

    /// Calls `body` with every stored element once, column by column.
    public func forEachEntry(_ body: (_ row: Int, _ column: Int, Complex<Double>) -> Void) {
        for column in 0..<columns {
            for k in starts[column]..<starts[column + 1] { body(Int(indices[k]), column, values[k]) }
        }
    }
}
