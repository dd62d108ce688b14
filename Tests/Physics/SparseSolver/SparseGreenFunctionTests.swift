import BogoliubovDeGennes
import ImpurityClusters
import LAPACK
import MUMPS
import RandomNumbers
import ReferenceSystems
import SparseSolver
import XCTest

/// The Green function between sites, by solutions for columns and by elements of the inverse.
final class SparseGreenFunctionTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
    }

    /// Elements of the inverse in any order of rows, real and complex, against `zgesv`.
    func testElementsOfInverses() throws {
        var random = SplitMix64(seed: 12)
        let (order, rows) = (11, [7, 2, 9, 4])
        for kind in [SparseFactorization.Kind.real, .complex] {
            let positions = (0..<Int32(order)).flatMap { row in (0..<Int32(order)).map { (row: row, column: $0) } }
            let others = (0..<order).filter { !rows.contains($0) }
            for elimination in [nil, others + rows] {
                var factorization = try SparseFactorization(
                    kind, order: order, positions: positions, elimination: elimination)
                let elements = positions.map { _ in
                    [Double.random(in: -1...1, using: &random), kind == .complex ? .random(in: -1...1, using: &random) : 0]
                }
                try factorization.factorize(elements.flatMap { kind == .complex ? $0 : [$0[0]] })
                let found = try factorization.inverse(between: rows)
                var (matrix, one) = (ComplexColumns(length: order, count: order), ComplexColumns(length: order, count: order))
                for (position, element) in zip(positions, elements) {
                    matrix[Int(position.row), Int(position.column)] = (element[0], element[1])
                }
                for row in 0..<order { one[row, row] = (1, 0) }
                let exact = try XCTUnwrap(solution(of: matrix, one))
                for (i, row) in rows.enumerated() {
                    for (j, column) in rows.enumerated() {
                        let (value, index) = (exact[row, column], i * rows.count + j)
                        XCTAssertEqual(found[kind == .complex ? 2 * index : index], value.re, accuracy: 1e-12)
                        if kind == .complex { XCTAssertEqual(found[2 * index + 1], value.im, accuracy: 1e-12) }
                    }
                }
            }
        }
    }

    /// Both ways, in any host: the same g and determinant within the bounds on their errors, of which that of the elements is not
    /// much larger.
    func testElementsAgainstColumns() throws {
        var random = SplitMix64(seed: 13)
        for _ in 0..<20 {
            let host = RandomHosts.problem(isUniform: false, using: &random).superconductor
            let lattice = host.lattice
            let all = (0..<lattice.width).flatMap { x in (0..<lattice.height).map { Lattice.Site(x: x, y: $0) } }
            let sites = Array(all.shuffled(using: &random).prefix(5))
            var columns = try SparseGreenFunction(host, sites: sites, unit: 1, way: .columns)
            var elements = try SparseGreenFunction(host, sites: sites, unit: 1, way: .elements)
            for frequency in [1e-3, 0.1, 10] {
                let (a, b) = (try columns.sample(at: frequency), try elements.sample(at: frequency))
                XCTAssertEqual(a.logarithm, b.logarithm, accuracy: 1e-12 * max(1, abs(a.logarithm)))
                let difference = zip(a.green.elements, b.green.elements).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                XCTAssertLessThanOrEqual(difference.squareRoot(), a.green.error + b.green.error, "\(host), ω = \(frequency)")
                XCTAssertLessThan(b.green.error, 100 * a.green.error, "\(host), ω = \(frequency)")
                XCTAssertLessThan(b.green.error(between: [0, 3]), b.green.error)
            }
        }
    }

    /// Two sites, a row, and all of a lattice.
    func testFewSitesOrManyTakeTheWayOfFewerOperations() throws {
        let host = Superconductor(
            lattice: Lattice(width: 21, height: 21, boundaryX: .open, boundaryY: .open),
            energies: [.hopping: 1, .chemicalPotential: -3, .singletGap: 0.1, .disorder: 0.5],
            dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        let all = (0..<21).flatMap { x in (0..<21).map { Lattice.Site(x: x, y: $0) } }
        func way(_ sites: [Lattice.Site]) throws -> SparseGreenFunction.Way {
            try SparseGreenFunction(host, sites: sites, unit: 1).way
        }
        XCTAssertEqual(try way(Array(all.prefix(2))), .columns)
        XCTAssertEqual(try way((0..<11).map { Lattice.Site(x: 10 + $0, y: 10) }), .elements)
        // A dense matrix would have to be inverted.
        XCTAssertEqual(try way(all), .columns)
    }
}
