import DistributedBandReduction
import Foundation
import LAPACK
import MPI
import RandomNumbers
import ScaLAPACK
import TestSupport

/// The shapes to try on so many ranks.
func shapes(_ ranks: Int) -> [GridShape] {
    let all: [GridShape] = [
        .init(rows: 1, columns: ranks), .init(rows: ranks, columns: 1), .nearlySquare(ranks: ranks),
    ]
    return all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
}

/// A dense spectrum without structure.
func randomMatrix(_ order: Int) -> HermitianMatrix {
    var generator = SplitMix64(seed: UInt64(order))
    var matrix = HermitianMatrix(order: order)
    for column in 0..<order {
        for row in column..<order {
            matrix[row, column] = (
                .random(in: -1...1, using: &generator), row == column ? 0 : .random(in: -1...1, using: &generator)
            )
        }
    }
    return matrix
}

/// 1 − 2vv†, a reflection: the eigenvalue −1 once, 1 otherwise.
func reflection(_ order: Int) -> HermitianMatrix {
    var generator = SplitMix64(seed: UInt64(order) + 1000)
    var v = (0..<order).map { _ in
        (re: Double.random(in: -1...1, using: &generator), im: Double.random(in: -1...1, using: &generator))
    }
    let norm = v.reduce(0) { $0 + $1.re * $1.re + $1.im * $1.im }.squareRoot()
    v = v.map { ($0.re / norm, $0.im / norm) }
    var matrix = HermitianMatrix(order: order)
    for column in 0..<order {
        for row in column..<order {
            let re = v[row].re * v[column].re + v[row].im * v[column].im
            let im = v[row].im * v[column].re - v[row].re * v[column].im
            matrix[row, column] = ((row == column ? 1 : 0) - 2 * re, -2 * im)
        }
    }
    return matrix
}

func checkEigenvalues(_ world: borrowing Communicator) throws {
    for order in [1, 2, 7, 50, 101] {
        for (name, matrix) in [("random", randomMatrix(order)), ("reflection", reflection(order))] {
            var reference = world.rank == 0 ? try eigenvalues(of: matrix) : [Double](repeating: 0, count: order)
            try world.broadcast(&reference)
            for shape in shapes(world.size) {
                let grid = try ProcessGrid(on: world, shape: shape)
                for blockSize in [1, 3, 16, 64] {
                    for method in EigenvalueMethod.allCases {
                        var distributed = try BlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
                        distributed.fill { row, column in matrix[row, column] }
                        let values = try grid.eigenvalues(of: distributed, method: method)
                        let norm = max(abs(reference[0]), abs(reference[order - 1]))
                        let deviation = zip(values, reference).map { abs($0 - $1) }.max() ?? .infinity
                        try expect(
                            values.count == order && deviation <= 1e-12 * norm,
                            "\(name) \(order), blocks of \(blockSize), \(shape), \(method): off by \(deviation)")
                    }
                }
            }
        }
    }
    try checkChain(world)
}

/// An open chain with a phase on each bond, which a gauge removes: 2t cos(kπ/(n + 1)). Every rank walks over all bonds.
private func checkChain(_ world: borrowing Communicator) throws {
    let (order, hopping, phase) = (60, 0.7, 0.4)
    let grid = try ProcessGrid(on: world)
    for method in EigenvalueMethod.allCases {
        var matrix = try BlockCyclicMatrix(order: order, blockSize: 8, on: grid)
        for site in 0..<order - 1 {
            let (re, im) = (hopping * cos(phase), hopping * sin(phase))
            matrix.set(row: site + 1, column: site, re: re, im: im)
            matrix.set(row: site, column: site + 1, re: re, im: -im)
        }
        try checkOwnership(of: matrix, on: world)
        let values = try grid.eigenvalues(of: matrix, method: method)
        for (index, value) in values.enumerated() {
            let expected = 2 * hopping * cos(Double(order - index) * .pi / Double(order + 1))
            try expect(abs(value - expected) < 1e-13, "\(method): level \(index) is \(value), not \(expected)")
        }
    }
}

/// Each element belongs to exactly one rank, and the ranks together hold the whole matrix.
private func checkOwnership(of matrix: borrowing BlockCyclicMatrix, on world: borrowing Communicator) throws {
    let order = matrix.layout.order
    var owners: [Int] = []
    for row in 0..<order {
        for column in 0..<order { owners.append(matrix.element(row: row, column: column) == nil ? 0 : 1) }
    }
    try expect(try world.allReduce(owners, .sum).allSatisfy { $0 == 1 }, "an element has no owner, or two")
    let bytes = try world.allReduce(matrix.localBytes, .sum)
    try expect(bytes == 16 * order * order, "the ranks hold \(bytes) bytes")
    let most = try world.allReduce(matrix.localBytes, .maximum)
    try expect(most == matrix.layout.maximumLocalBytes, "a rank holds \(most), predicted at most")
}

/// Known singular values behind two random reflections, and a random matrix whose squares are the eigenvalues of AᵀA.
func checkSingularValues(_ world: borrowing Communicator) throws {
    for order in [1, 2, 7, 50, 101] {
        var generator = SplitMix64(seed: UInt64(order) + 5)
        let expected = (0..<order).map { $0 == 0 ? 0 : Double.random(in: 0...3, using: &generator) }.sorted(by: >)
        let (u, v) = (randomUnitVector(order, &generator), randomUnitVector(order, &generator))
        for shape in shapes(world.size) {
            let grid = try ProcessGrid(on: world, shape: shape)
            for blockSize in [1, 3, 16, 64] {
                var matrix = try RealBlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
                let middle = (0..<order).reduce(0) { $0 + u[$1] * expected[$1] * v[$1] }
                for row in 0..<order {
                    for column in 0..<order {
                        // (1 - 2uuᵀ) Σ (1 - 2vvᵀ)
                        let value =
                            (row == column ? expected[row] : 0) - 2 * u[row] * u[column] * expected[column]
                            - 2 * expected[row] * v[row] * v[column] + 4 * u[row] * middle * v[column]
                        matrix.set(row: row, column: column, value)
                    }
                }
                let values = try grid.singularValues(of: matrix)
                let deviation = zip(values, expected).map { abs($0 - $1) }.max() ?? .infinity
                try expect(
                    values.count == order && deviation <= 1e-13,
                    "order \(order), blocks of \(blockSize), \(shape): off by \(deviation)")
            }
        }
    }
}

/// Against the eigenvalues of i A: magnitudes in pairs, and a zero where the order is odd.
func checkAntisymmetricMagnitudes(_ world: borrowing Communicator) throws {
    for order in [1, 2, 3, 7, 50, 101, 160] {
        var generator = SplitMix64(seed: UInt64(order) + 77)
        var hermitian = HermitianMatrix(order: order)
        for column in 0..<order {
            // Some columns without anything below the diagonal.
            for row in column + 1..<max(order, column + 1) where column % 13 != 4 {
                hermitian[row, column] = (0, .random(in: -1...1, using: &generator))
            }
        }
        let expected = Array(try eigenvalues(of: hermitian).map { abs($0) }.sorted(by: >))
        for shape in shapes(world.size) {
            let grid = try ProcessGrid(on: world, shape: shape)
            for blockSize in [1, 3, 16, 64] {
                var matrix = try RealBlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
                for column in 0..<order {
                    for row in column + 1..<max(order, column + 1) {
                        matrix.set(row: row, column: column, hermitian[row, column].im)
                        matrix.set(row: column, column: row, -hermitian[row, column].im)
                    }
                }
                let values = try grid.antisymmetricMagnitudes(of: matrix)
                let deviation = zip(values, expected).map { abs($0 - $1) }.max() ?? .infinity
                try expect(
                    values.count == order && deviation <= 1e-13 * Double(order).squareRoot(),
                    "order \(order), blocks of \(blockSize), \(shape): off by \(deviation)")
            }
        }
    }
}

private func randomUnitVector(_ order: Int, _ generator: inout SplitMix64) -> [Double] {
    let v = (0..<order).map { _ in Double.random(in: -1...1, using: &generator) }
    let norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return v.map { $0 / norm }
}
