import LAPACK
import XCTest

final class LAPACKTests: XCTestCase {
    private func chainLevels(_ count: Int) -> [Double] {
        (0..<count).map { 2 * cos(Double(count - $0) * .pi / Double(count + 1)) }
    }

    private func assertEqual(
        _ values: [Double], _ expected: [Double], tolerance: Double, file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertEqual(values.count, expected.count, file: file, line: line)
        for (value, expected) in zip(values, expected) {
            XCTAssertEqual(value, expected, accuracy: tolerance, file: file, line: line)
        }
    }

    private func randomHermitian(_ order: Int) -> HermitianMatrix {
        var generator = SplitMix64(state: UInt64(order))
        var matrix = HermitianMatrix(order: order)
        for column in 0..<order {
            for row in column..<order {
                let re = Double.random(in: -1...1, using: &generator)
                let im = row == column ? 0 : Double.random(in: -1...1, using: &generator)
                matrix[row, column] = (re, im)
                matrix[column, row] = (re, -im)
            }
        }
        return matrix
    }

    func testTridiagonalEigenvaluesOfAnOpenChain() throws {
        for count in [1, 2, 50] {
            let values = try tridiagonalEigenvalues(
                diagonal: [Double](repeating: 0.25, count: count),
                offDiagonal: [Double](repeating: 1, count: count - 1))
            assertEqual(values, chainLevels(count).map { $0 + 0.25 }, tolerance: 1e-13)
        }
        XCTAssertEqual(try tridiagonalEigenvalues(diagonal: [], offDiagonal: []), [])
    }

    /// [[1, 1], [0, 1]] has the golden ratio and its inverse.
    func testBidiagonalSingularValues() throws {
        let golden = (1 + 5.0.squareRoot()) / 2
        assertEqual(
            try bidiagonalSingularValues(diagonal: [1, -1], offDiagonal: [1]), [golden, 1 / golden], tolerance: 1e-15)
        XCTAssertEqual(try bidiagonalSingularValues(diagonal: [-2], offDiagonal: []), [2])
        XCTAssertEqual(try bidiagonalSingularValues(diagonal: [], offDiagonal: []), [])
        XCTAssertThrowsError(try bidiagonalSingularValues(diagonal: [1, .nan], offDiagonal: [1]))
    }

    /// A phase on each bond of an open chain does not change its levels; a sign error in the imaginary part of the
    /// stored triangle alone would not either, so the ring below complements this.
    func testHermitianEigenvaluesOfAnOpenChain() throws {
        for count in [1, 2, 33] {
            var matrix = HermitianMatrix(order: count)
            for site in 0..<count - 1 {
                matrix[site + 1, site] = (cos(Double(site)), sin(Double(site)))
            }
            assertEqual(try eigenvalues(of: matrix), chainLevels(count), tolerance: 1e-13)
        }
        XCTAssertEqual(try eigenvalues(of: HermitianMatrix(order: 0)), [])
    }

    /// A ring threaded by flux φ: 2 cos((2πk + φ)/n). Only the lower triangle is set.
    func testHermitianEigenvaluesOfARingWithFlux() throws {
        let (count, flux) = (5, 0.8)
        var matrix = HermitianMatrix(order: count)
        for site in 0..<count - 1 { matrix[site + 1, site] = (1, 0) }
        matrix[count - 1, 0] = (cos(flux), -sin(flux))
        let expected = (0..<count).map { 2 * cos((2 * .pi * Double($0) + flux) / Double(count)) }.sorted()
        assertEqual(try eigenvalues(of: matrix), expected, tolerance: 1e-13)
    }

    func testTraceAndFrobeniusNormOfARandomMatrix() throws {
        let matrix = randomHermitian(80)
        let values = try eigenvalues(of: matrix)
        XCTAssertEqual(values, values.sorted())
        let trace = (0..<80).reduce(0) { $0 + matrix[$1, $1].re }
        XCTAssertEqual(values.reduce(0, +), trace, accuracy: 1e-11)
        let squares = matrix.storage.reduce(0) { $0 + $1 * $1 }
        XCTAssertEqual(values.reduce(0) { $0 + $1 * $1 }, squares, accuracy: 1e-11 * squares)
    }

    func testTheMatrixGivenStaysAsItWas() throws {
        let matrix = randomHermitian(6)
        let copy = matrix
        _ = try eigenvalues(of: matrix)
        XCTAssertEqual(matrix, copy)
    }

    func testNotFiniteIsAnError() {
        var matrix = randomHermitian(12)
        matrix[7, 3] = (.nan, 0)
        XCTAssertThrowsError(try eigenvalues(of: matrix))
        XCTAssertThrowsError(try tridiagonalEigenvalues(diagonal: [1, 2], offDiagonal: [.infinity]))
        XCTAssertThrowsError(try pivotedQR(of: RealMatrix(rows: 1, columns: 1, storage: [.nan])))
    }

    /// Columns 2 and 0 are the long ones; column 1 is their sum up to 1e-3 in a third direction; 3 is zero.
    func testPivotedQRChoosesIndependentColumns() throws {
        var matrix = RealMatrix(rows: 3, columns: 4)
        matrix[0, 0] = 2
        matrix[1, 2] = 5
        matrix[0, 1] = 0.2
        matrix[1, 1] = 0.5
        matrix[2, 1] = 1e-3
        let qr = try pivotedQR(of: matrix)
        XCTAssertEqual(qr.pivots, [2, 0, 1, 3])
        assertEqual(qr.diagonalOfR.map { abs($0) }, [5, 2, 1e-3], tolerance: 1e-14)
    }

    func testPivotedQROfTallWideAndEmptyMatrices() throws {
        var generator = SplitMix64(state: 3)
        for (rows, columns) in [(30, 8), (8, 30), (1, 1)] {
            let storage = (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &generator) }
            let qr = try pivotedQR(of: RealMatrix(rows: rows, columns: columns, storage: storage))
            XCTAssertEqual(qr.pivots.sorted(), Array(0..<columns))
            XCTAssertEqual(qr.diagonalOfR.count, min(rows, columns))
            for (first, second) in zip(qr.diagonalOfR, qr.diagonalOfR.dropFirst()) {
                XCTAssertLessThanOrEqual(abs(second), abs(first) * (1 + 1e-14))
            }
        }
        XCTAssertEqual(try pivotedQR(of: RealMatrix(rows: 0, columns: 2)).pivots, [0, 1])
    }

    /// An overdetermined system with a known solution and a residual orthogonal to the columns.
    func testLeastSquaresOfAStraightLine() throws {
        var matrix = RealMatrix(rows: 4, columns: 2)
        var sides = RealMatrix(rows: 4, columns: 2)
        let residual = [1.0, -1, -1, 1]
        for row in 0..<4 {
            let x = Double(row)
            matrix[row, 0] = 1
            matrix[row, 1] = x
            sides[row, 0] = 3 - 2 * x
            sides[row, 1] = 0.5 + x + residual[row]
        }
        let result = try leastSquares(matrix, sides)
        XCTAssertEqual(result.rank, 2)
        assertEqual(result.solution.storage, [3, -2, 0.5, 1], tolerance: 1e-13)
    }

    /// x + y = 2 has its shortest solution at (1, 1).
    func testLeastSquaresOfDeficientRank() throws {
        let wide = try leastSquares(
            RealMatrix(rows: 1, columns: 2, storage: [1, 1]), RealMatrix(rows: 1, columns: 1, storage: [2]))
        assertEqual(wide.solution.storage, [1, 1], tolerance: 1e-14)
        // The small singular value 1e-9 counts or not, by the cutoff.
        let diagonal = RealMatrix(rows: 2, columns: 2, storage: [1, 0, 0, 1e-9])
        let side = RealMatrix(rows: 2, columns: 1, storage: [1, 1e-9])
        assertEqual(try leastSquares(diagonal, side).solution.storage, [1, 1], tolerance: 1e-6)
        let cut = try leastSquares(diagonal, side, relativeCutoff: 1e-6)
        XCTAssertEqual(cut.rank, 1)
        assertEqual(cut.solution.storage, [1, 0], tolerance: 1e-14)
    }

    func testThreads() {
        let before = OpenBLAS.threads
        OpenBLAS.setThreads(1)
        XCTAssertEqual(OpenBLAS.threads, 1)
        OpenBLAS.setThreads(2)
        XCTAssertEqual(OpenBLAS.threads, 2)
        OpenBLAS.setThreads(before)
        XCTAssertTrue(OpenBLAS.configuration.hasPrefix("OpenBLAS"), OpenBLAS.configuration)
        XCTAssertFalse(OpenBLAS.coreName.isEmpty)
    }
}
