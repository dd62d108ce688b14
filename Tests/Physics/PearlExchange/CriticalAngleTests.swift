import Foundation
import PearlExchange
import TestSupport
import XCTest

/// Where ferromagnet and antiferromagnet meet, with complete and with truncated sums.
final class CriticalAngleTests: XCTestCase {
    func testCriticalAngles() throws {
        for (length, angle) in [(7, "79.1455785002"), (30, "79.1376577576"), (50, "79.13667"), (300, "79.1354321749")]
            as [(Double, String)]
        {
            let found = try XCTUnwrap(CriticalAngle.find(pearlLength: length))
            assertDigits(found.angle, angle)
            XCTAssertLessThan(found.error, 1e-9)
        }
        // By mpmath with 34 digits, another division of the sum at t = η and quadrature in place of the trapezoidal rule.
        for (length, angle) in [(50.0, 79.1366716316887696), (300, 79.1354321748909782)] {
            let found = try XCTUnwrap(CriticalAngle.find(pearlLength: length))
            XCTAssertEqual(found.angle, angle, accuracy: found.error)
        }
        // In the antiferromagnet the moments turn off the row: fixed to it, the root would be 79.233°.
        let fixed = try XCTUnwrap(
            CriticalAngle.find { degrees in
                let sum = EwaldSum(rhombic(degrees, 50))
                return (sum.matrix(.ferromagnet).energy - 0.5 * sum.matrix(.layered).xx, 1e-13)
            })
        assertDigits(fixed.angle, "79.233")
        let both = CriticalAngle.find { degrees in
            let sum = EwaldSum(rhombic(degrees, 50))
            return (0.5 * sum.matrix(.ferromagnet).xx - 0.5 * sum.matrix(.layered).xx, 1e-13)
        }
        assertDigits(try XCTUnwrap(both).angle, "75.565")
    }

    func testTruncatedSumsTiltTheBoundary() throws {
        func angle(_ temperature: Double, _ cutoff: Double) -> Double? {
            let length = 50 / Superfluid(temperature: temperature, .clean).weight
            let table = CouplingTable(pearlLength: length, range: 1...50 * cutoff)
            return CriticalAngle.find(pearlLength: length, cutoff: 50 * cutoff, table: table)?.angle
        }
        assertDigits(try XCTUnwrap(angle(0, 10)), "70.76")
        XCTAssertNil(angle(0.9, 10))
        // Complete sums hardly move: by 0.0012° from T = 0 to 0.9 T_c, by 0.0015° to T_c.
        let weight = Superfluid(temperature: 0.9, .clean).weight
        XCTAssertEqual(try XCTUnwrap(CriticalAngle.find(pearlLength: 50 / weight)).angle, 79.13667 - 0.0012, accuracy: 2e-5)
        assertDigits(try XCTUnwrap(CriticalAngle.find(pearlLength: 1e7)).angle, "79.1352")
    }

    func testTheCouplingTable() {
        // The sums of a small lattice, term by term, against those by the table.
        let (lattice, cutoff) = (rhombic(77, 5), 9.3)
        let table = CouplingTable(pearlLength: 5, range: 1...cutoff)
        let found = TruncatedSum(lattice, cutoff: cutoff, table: table).matrices()
        for order in ImpurityLattice.Order.allCases {
            var (xx, xy) = (0.0, 0.0)
            for row in -12...12 {
                for column in -16...16 where row != 0 || column != 0 {
                    let r = SIMD2(Double(column) + Double(row) * cos(lattice.angle), Double(row) * sin(lattice.angle))
                    let distance = (r * r).sum().squareRoot()
                    guard distance <= cutoff else { continue }
                    let coupling = PairCoupling(distance / 5, .exact)
                    let weight = cos((lattice.momentum(order) * r).sum()) / 25
                    let both = (coupling.parallel + coupling.perpendicular) / (distance * distance)
                    xx += weight * (coupling.perpendicular - both * r.x * r.x)
                    xy -= weight * both * r.x * r.y
                }
            }
            XCTAssertEqual(found[order]?.xx ?? .nan, xx, accuracy: 1e-12)
            XCTAssertEqual(found[order]?.xy ?? .nan, xy, accuracy: 1e-12)
            XCTAssertLessThan(found[order]?.error ?? 1, 1e-9)
        }
    }
}
