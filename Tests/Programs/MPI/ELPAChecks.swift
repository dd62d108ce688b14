import ELPA
import Foundation
import LAPACK
import MPI
import RandomNumbers
import ScaLAPACK
import TestSupport

/// ELPA against LAPACK in every layout that it takes; the others are refused, and where there is no ELPA everything.
func checkELPA(_ world: borrowing Communicator) throws {
    for order in [1, 2, 7, 50, 101] {
        let antisymmetric = randomAntisymmetricMatrix(order)
        for shape in shapes(world.size) {
            let grid = try ProcessGrid(on: world, shape: shape)
            for blockSize in [1, 3, 16, 64] {
                for (matrix, stages) in [
                    (randomMatrix(order), .one), (randomMatrix(order), .two), (reflection(order), .two),
                ] as [(HermitianMatrix, ELPAStages)] {
                    try compare(matrix, grid, blockSize, "stages: \(stages),") { () throws(ELPAError) in
                        try ELPA.eigenvalues(of: try distributed(matrix, blockSize, grid), on: grid, stages: stages)
                    }
                }
                // i A is Hermitian, and has the eigenvalues of A / i, since they come in pairs.
                try compare(antisymmetric, grid, blockSize, "antisymmetric") { () throws(ELPAError) in
                    try ELPA.skewEigenvalues(of: try distributedImaginaryPart(of: antisymmetric, blockSize, grid), on: grid)
                }
            }
        }
    }
    guard ELPA.isAvailable else { return }
    try checkThatELPARefusesNaN(world)
    try checkThatELPAReturnsItsCommunicators(world)
}

private func compare(
    _ matrix: HermitianMatrix, _ grid: borrowing ProcessGrid, _ blockSize: Int, _ name: String,
    _ solve: () throws(ELPAError) -> [Double]
) throws {
    let order = matrix.order
    let largest = ELPA.largestBlockSize(order: order, shape: grid.shape)
    let what = "\(name) \(order), blocks of \(blockSize), \(grid.shape)"
    let values: [Double]
    do throws(ELPAError) {
        values = try solve()
    } catch {
        let expected: ELPAError =
            ELPA.isAvailable
            ? .emptyProcess(order: order, blockSize: blockSize, shape: grid.shape, largestBlockSize: largest)
            : .unavailable
        try expect(error == expected && (!ELPA.isAvailable || blockSize > largest ?? 0), "\(what): \(error)")
        return
    }
    try expect(ELPA.isAvailable && blockSize <= largest ?? 0, "\(what): not refused")
    let reference = try eigenvalues(of: matrix)
    let norm = max(abs(reference[0]), abs(reference[order - 1]))
    let deviation = zip(values, reference).map { abs($0 - $1) }.max() ?? .infinity
    try expect(values.count == order && deviation <= 1e-12 * norm, "\(what): off by \(deviation)")
}

/// With both triangles.
private func distributed(
    _ matrix: HermitianMatrix, _ blockSize: Int, _ grid: borrowing ProcessGrid
) throws(ELPAError) -> BlockCyclicMatrix {
    do throws(ScaLAPACKError) {
        var result = try BlockCyclicMatrix(order: matrix.order, blockSize: blockSize, on: grid)
        for column in 0..<matrix.order {
            for row in column..<matrix.order {
                let (re, im) = matrix[row, column]
                result.set(row: row, column: column, re: re, im: im)
                result.set(row: column, column: row, re: re, im: -im)
            }
        }
        return result
    } catch { throw .grid(error) }
}

private func distributedImaginaryPart(
    of matrix: HermitianMatrix, _ blockSize: Int, _ grid: borrowing ProcessGrid
) throws(ELPAError) -> RealBlockCyclicMatrix {
    do throws(ScaLAPACKError) {
        var result = try RealBlockCyclicMatrix(order: matrix.order, blockSize: blockSize, on: grid)
        for column in 0..<matrix.order {
            for row in column..<matrix.order {
                result.set(row: row, column: column, matrix[row, column].im)
                result.set(row: column, column: row, -matrix[row, column].im)
            }
        }
        return result
    } catch { throw .grid(error) }
}

/// i times a real antisymmetric matrix.
private func randomAntisymmetricMatrix(_ order: Int) -> HermitianMatrix {
    var generator = SplitMix64(seed: UInt64(order) + 2000)
    var matrix = HermitianMatrix(order: order)
    for column in 0..<order {
        for row in column..<order {
            matrix[row, column] = (0, row == column ? 0 : .random(in: -1...1, using: &generator))
        }
    }
    return matrix
}

/// One element that is not a number, on one rank, is an error on all.
private func checkThatELPARefusesNaN(_ world: borrowing Communicator) throws {
    let grid = try ProcessGrid(on: world)
    var matrix = try BlockCyclicMatrix(order: 30, blockSize: 4, on: grid)
    matrix.set(row: 20, column: 3, re: .nan, im: 0)
    var failure: ELPAError?
    do throws(ELPAError) { _ = try ELPA.eigenvalues(of: matrix, on: grid) } catch { failure = error }
    try expect(failure == .notFinite, "NaN gave \(failure as Any)")
}

/// Open MPI has 65 536 communicators at a time. One rank is enough, and fast.
private func checkThatELPAReturnsItsCommunicators(_ world: borrowing Communicator) throws {
    let grid = try ProcessGrid(on: world)
    for _ in 0..<70_000 where world.size == 1 {
        var matrix = try BlockCyclicMatrix(order: 1, blockSize: 1, on: grid)
        matrix.set(row: 0, column: 0, re: 2.5, im: 0)
        let values = try ELPA.eigenvalues(of: matrix, on: grid)
        try expect(values == [2.5], "the only element is not the eigenvalue, but \(values)")
    }
}

/// A solve takes no more memory than predicted, and about as much.
func checkELPAMemory(_ world: borrowing Communicator) throws {
    guard ELPA.isAvailable else { return }
    let grid = try ProcessGrid(on: world)
    // Small solves first, for the buffers that the libraries keep.
    _ = try solve(.real, order: 200, on: grid)
    _ = try solve(.complex, order: 200, on: grid)
    let before = try peakMemory()
    // The real solve takes less, so that the complex one sets the next peak.
    for scalar in [MatrixScalar.real, .complex] {
        let layout = try solve(scalar, order: 1200, on: grid)
        let growth = try world.allReduce(try peakMemory() - before, .maximum)
        let predicted = ELPA.predictedBytes(for: layout)
        try expect(growth < predicted, "\(scalar): took \(growth) bytes, but \(predicted) were predicted")
        try expect(2 * growth > predicted, "\(scalar): took \(growth) bytes, but \(predicted) were predicted")
    }
}

private func solve(
    _ scalar: MatrixScalar, order: Int, on grid: borrowing ProcessGrid
) throws -> BlockCyclicLayout {
    func entry(_ row: Int, _ column: Int) -> Double { 1 / Double(1 + row + column) }
    func sign(_ row: Int, _ column: Int) -> Double { Double((row - column).signum()) }
    if scalar == .complex {
        var matrix = try BlockCyclicMatrix(order: order, blockSize: 32, on: grid)
        for column in 0..<order {
            for row in 0..<order {
                matrix.set(row: row, column: column, re: entry(row, column), im: 0.1 * sign(row, column))
            }
        }
        let layout = matrix.layout
        _ = try ELPA.eigenvalues(of: matrix, on: grid)
        return layout
    }
    var matrix = try RealBlockCyclicMatrix(order: order, blockSize: 32, on: grid)
    for column in 0..<order {
        for row in 0..<order { matrix.set(row: row, column: column, entry(row, column) * sign(row, column)) }
    }
    let layout = matrix.layout
    _ = try ELPA.skewEigenvalues(of: matrix, on: grid)
    return layout
}
