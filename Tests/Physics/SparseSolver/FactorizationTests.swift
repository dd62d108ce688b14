import LAPACK
import MUMPS
import RandomNumbers
import XCTest

/// Symmetric and complex factorisations, against dense matrices.
final class FactorizationTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
    }

    /// As many negative pivots as negative eigenvalues, with zeros on the diagonal, too.
    func testInertia() throws {
        var random = SplitMix64(seed: 5)
        for order in [1, 2, 7, 30] {
            let positions = (0..<Int32(order)).flatMap { row in (0...row).map { (row: row, column: $0) } }
            var factorization = try SparseFactorization(.realSymmetric, order: order, positions: positions)
            for _ in 0..<10 {
                let elements = positions.map {
                    $0.row == $0.column && Bool.random(using: &random) && order > 1
                        ? 0 : Double.random(in: -1...1, using: &random)
                }
                var dense = HermitianMatrix(order: order)
                for (position, element) in zip(positions, elements) {
                    dense[Int(position.row), Int(position.column)] = (element, 0)
                }
                try factorization.factorize(elements)
                XCTAssertEqual(factorization.negativeEigenvalues, try eigenvalues(of: dense).filter { $0 < 0 }.count)
            }
        }
    }

    /// A x = b and Aᵀx = b (not the adjoint), against `zgesv`.
    func testComplexSystems() throws {
        var random = SplitMix64(seed: 6)
        let order = 9
        let positions = (0..<Int32(order)).flatMap { row in (0..<Int32(order)).map { (row: row, column: $0) } }
        var factorization = try SparseFactorization(.complex, order: order, positions: positions)
        func numbers(_ count: Int) -> [Double] { (0..<2 * count).map { _ in Double.random(in: -1...1, using: &random) } }
        let elements = numbers(order * order)
        try factorization.factorize(elements)
        var (matrix, transposed) = (ComplexColumns(length: order, count: order), ComplexColumns(length: order, count: order))
        for (index, position) in positions.enumerated() {
            let value = (elements[2 * index], elements[2 * index + 1])
            matrix[Int(position.row), Int(position.column)] = value
            transposed[Int(position.column), Int(position.row)] = value
        }
        let right = numbers(2 * order)
        for (isTransposed, dense) in [(false, matrix), (true, transposed)] {
            var found = right
            try factorization.solve(&found, transposed: isTransposed)
            let exact = try XCTUnwrap(solution(of: dense, ComplexColumns(length: order, storage: right)))
            for (a, b) in zip(found, exact.storage) { XCTAssertEqual(a, b, accuracy: 1e-11) }
        }
    }
}
