import BogoliubovDeGennes
import LowRank
import ReferenceSystems
import XCTest

/// The values of docs/physics.md: for 11 × 11 from the public package's dense diagonalisation, for 101 × 101 from an
/// independent low-rank program. To every digit given there.
final class ReferenceValueTests: XCTestCase {
    struct Row {
        let size: Int
        let delta: Int
        let inPlane: Double
        let axial: Double
        let dmi: Double
        let residual: Double
        /// Half a unit of the last digit given: of the coefficients, and of the residual.
        let digits: (coefficients: Double, residual: Double)
        let constant: Double?
    }

    static let table = [
        Row(
            size: 11, delta: 1, inPlane: -2.8045667651e-02, axial: -2.6845338298e-02, dmi: 4.2437237406e-03,
            residual: 2.86521e-04, digits: (5e-13, 5e-10), constant: -371.2173710351),
        Row(
            size: 11, delta: 2, inPlane: 1.5614413009e-02, axial: 1.6210339220e-02, dmi: -2.3562179928e-04,
            residual: 3.80775e-04, digits: (5e-13, 5e-10), constant: -371.2237416764),
        Row(
            size: 11, delta: 3, inPlane: 2.013288598e-03, axial: 2.044374213e-03, dmi: -1.1443377162e-03,
            residual: 1.14834e-04, digits: (5e-13, 5e-10), constant: -371.2314346516),
        Row(
            size: 101, delta: 1, inPlane: -2.969449802e-02, axial: -2.760367544e-02, dmi: 8.565494762e-03,
            residual: 5.702e-04, digits: (5e-12, 5e-8), constant: nil),
        Row(
            size: 101, delta: 5, inPlane: 2.300853164e-03, axial: 2.266780854e-03, dmi: -2.531264959e-05,
            residual: 2.633e-05, digits: (5e-13, 5e-9), constant: nil),
        Row(
            size: 101, delta: 9, inPlane: -3.757105257e-05, axial: 3.887218098e-05, dmi: -3.497145101e-04,
            residual: 1.843e-06, digits: (5e-14, 5e-10), constant: nil),
    ]

    func testLowRankReproducesTheTable() throws {
        for size in [11, 101] {
            let rows = Self.table.filter { $0.size == size }
            let results = try LowRankSolver().freeEnergies(of: .paper(size: size, deltas: rows.map(\.delta)))
            for (row, result) in zip(rows, results) {
                let fit = ExchangeCoefficients(fitting: result.relative)
                XCTAssertEqual(fit.heisenberg[0], row.inPlane, accuracy: row.digits.coefficients)
                XCTAssertEqual(fit.heisenberg[1], row.inPlane, accuracy: row.digits.coefficients)
                XCTAssertEqual(fit.heisenberg[2], row.axial, accuracy: row.digits.coefficients)
                XCTAssertEqual(fit.dzyaloshinskiiMoriya[2], row.dmi, accuracy: row.digits.coefficients)
                XCTAssertEqual(fit.largestResidual, row.residual, accuracy: row.digits.residual)
                if let constant = row.constant {
                    XCTAssertEqual(try XCTUnwrap(result.host) + fit.constant, constant, accuracy: 5e-11)
                }
            }
        }
    }
}
