import BandReduction
import LAPACK
import RandomNumbers
import TestSupport
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
        var generator = SplitMix64(seed: UInt64(order))
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

    /// The columns (3, 0, 0), (1, 2, 0), (4, 1, 1): the squares add up, the product is the determinant.
    func testBandSingularValues() throws {
        let values = try bandSingularValues(band: [0, 0, 3, 0, 1, 2, 4, 1, 1], bandwidth: 2, order: 3)
        XCTAssertEqual(values.reduce(0) { $0 + $1 * $1 }, 32, accuracy: 1e-13)
        XCTAssertEqual(values.reduce(1, *), 6, accuracy: 1e-14)
        XCTAssertEqual(values, values.sorted(by: >))
        XCTAssertEqual(try bandSingularValues(band: [-2], bandwidth: 0, order: 1), [2])
        XCTAssertEqual(try bandSingularValues(band: [], bandwidth: 0, order: 0), [])
        XCTAssertThrowsError(try bandSingularValues(band: [.nan], bandwidth: 0, order: 1))
    }

    /// Against the eigenvalues ±σ of [[0, B], [Bᵀ, 0]]: bands that fill the matrix or end within a block, numbers whose
    /// squares would vanish or overflow, and rows without anything to annihilate.
    func testBandSingularValuesAgainstEigenvalues() throws {
        var random = SplitMix64(seed: 3)
        for (order, bandwidth, scale) in [
            (2, 1, 1.0), (3, 2, 1), (9, 3, 1), (17, 16, 1), (40, 7, 1), (64, 8, 1), (65, 32, 1), (130, 20, 1),
            (30, 5, 1e-200), (30, 5, 1e200),
        ] {
            var band = [Double](repeating: 0, count: order * (bandwidth + 1))
            var doubled = HermitianMatrix(order: 2 * order)
            for column in 0..<order {
                for row in max(0, column - bandwidth)...column where (row + column) % 11 != 0 {
                    let value = Double.random(in: -1...1, using: &random)
                    band[(column + 1) * (bandwidth + 1) - 1 - (column - row)] = scale * value
                    doubled[order + row, column] = (value, 0)
                }
            }
            let values = try bandSingularValues(band: band, bandwidth: bandwidth, order: order).map { $0 / scale }
            assertEqual(
                values, Array(try eigenvalues(of: doubled).reversed().prefix(order)), tolerance: 3e-14)
        }
    }

    /// Against the eigenvalues of i A.
    func testAntisymmetricBandMagnitudes() throws {
        var random = SplitMix64(seed: 4)
        for (order, bandwidth) in [(1, 0), (2, 1), (3, 1), (3, 2), (9, 3), (17, 16), (40, 7), (64, 8), (65, 32), (131, 20)] {
            var band = [Double](repeating: 0, count: order * (bandwidth + 1))
            var hermitian = HermitianMatrix(order: order)
            for column in 0..<order {
                for row in max(0, column - bandwidth)..<column where (row + column) % 11 != 0 {
                    let value = Double.random(in: -1...1, using: &random)
                    band[(column + 1) * (bandwidth + 1) - 1 - (column - row)] = value
                    hermitian[column, row] = (0, -value)
                }
            }
            assertEqual(
                try antisymmetricBandMagnitudes(band: band, bandwidth: bandwidth, order: order),
                try eigenvalues(of: hermitian).map { abs($0) }.sorted(by: >), tolerance: 3e-14)
        }
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

    /// Also below the width of its band.
    func testTwoStages() throws {
        for order in [0, 1, 2, 33, 200] {
            let matrix = randomHermitian(order)
            assertEqual(try twoStageEigenvalues(of: matrix), try eigenvalues(of: matrix), tolerance: 1e-12)
        }
        var matrix = randomHermitian(12)
        matrix[7, 3] = (.nan, 0)
        XCTAssertThrowsError(try twoStageEigenvalues(of: matrix))
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
