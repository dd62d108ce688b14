import Foundation
import RandomNumbers
import RashbaTorque
import TestSupport
import XCTest

/// Bounds on the errors of spin-orbit torques, and the edge of the gap.
final class TorqueErrorTests: XCTestCase {
    func testErrorsAreBounds() throws {
        var random = SplitMix64(seed: 14)
        var computed = 0
        for index in 0..<150 {
            let exchange = Double.random(in: 0.5...8, using: &random)
            let theta = Double.random(in: 0...(.pi), using: &random)
            let setting = setting(
                exchange: exchange, theta: theta, energy: Double.random(in: -4...20, using: &random),
                inverse: Double.random(in: -0.1...0.1, using: &random), .transitionMatrix,
                index % 3 == 0 ? .selfConsistent(pow(10, Double.random(in: -6...(-3), using: &random))) : .leading,
                mass: Double.random(in: 0.2...2, using: &random),
                alpha: Double.random(in: -30...30, using: &random))
            guard setting.energy > setting.torque.gas.bandMinimum, let found = try? found(setting) else { continue }
            computed += 1
            let better = try setting.torque.refined(found, by: 4)
            for (x, y) in zip(found.response.spinDensity, better.spinDensity) {
                XCTAssertLessThanOrEqual(abs(x - y), found.spinDensityError, "\(setting)")
            }
            for (x, y) in zip(found.response.conductivity, better.conductivity) {
                XCTAssertLessThanOrEqual(abs(x - y), found.conductivityError, "\(setting)")
            }
            for (x, y) in zip(found.response.green.numbers, better.green.numbers) {
                XCTAssertLessThanOrEqual(abs(x - y), found.greenError, "\(setting)")
            }
            for (x, y) in zip(found.response.transition.numbers, better.transition.numbers) {
                XCTAssertLessThanOrEqual(abs(x - y), found.transitionError, "\(setting)")
            }
        }
        XCTAssertGreaterThan(computed, 125)
    }

    /// Of the matrices and the efficiencies made of them, at random angles and next to the axes: against a ten-thousandth of
    /// the accuracy, which is more than four times the angles.
    func testErrorsOfTheEfficienciesAreBounds() throws {
        var random = SplitMix64(seed: 15)
        var computed = 0
        for index in 0..<80 {
            let axis = [0, Double.pi / 2, .pi][index % 3]
            let distance = pow(10, Double.random(in: -6...(-0.3), using: &random))
            let theta = index % 3 == 2 ? axis - distance : abs(axis - distance)
            let setting = setting(
                exchange: .random(in: 1...8, using: &random), theta: theta, energy: .random(in: 1...20, using: &random),
                inverse: .random(in: -0.1...0.1, using: &random))
            guard let rough = try? setting.torque.response(accuracy: 1e-8),
                let fine = try? setting.torque.response(accuracy: 1e-12)
            else { continue }
            let (a, b) = (ConversionMatrices(rough), ConversionMatrices(fine))
            for (x, y) in zip(a.perCurrent, b.perCurrent) {
                XCTAssertEqual(x, y, accuracy: a.perCurrentError + b.perCurrentError)
            }
            for (x, y) in zip(a.perConductivity, b.perConductivity) {
                XCTAssertEqual(x, y, accuracy: a.perConductivityError + b.perConductivityError)
            }
            guard let first = setting.efficiencies(a, rings: rough.response.rings, accuracy: 1e-8),
                let second = setting.efficiencies(b, rings: fine.response.rings, accuracy: 1e-12)
            else { continue }
            computed += 1
            for (one, other) in [
                (first.perCurrent, second.perCurrent), (first.perConductivity, second.perConductivity),
            ] {
                for (x, y) in zip(one.values, other.values) {
                    XCTAssertEqual(x, y, accuracy: one.error + other.error, "\(setting)")
                }
            }
        }
        XCTAssertGreaterThan(computed, 60)
    }

    func testTheEdgeOfTheGap() throws {
        XCTAssertThrowsError(try found(setting(exchange: 4.8, theta: 0, energy: 4.8))) {
            XCTAssertEqual($0 as? TorqueError, .onGapEdge)
        }
        // Both sides belong to the same logarithm.
        for side in [-1.0, 1] {
            let near = try found(setting(exchange: 4.8, theta: 0, energy: 4.8 + side * 1e-7))
            XCTAssertLessThan(near.spinDensityError, 1e-8 * abs(near.response.spinDensity[1]))
        }
    }

    /// Along an axis the efficiencies are limits, which are there next to the edge of the gap, too: those of small angles at the
    /// same distance from the edge, which the angle moves, without what is even in the angle and left of it.
    func testLimitsAtTheEdgeOfTheGap() throws {
        for axis in [0, Double.pi / 2] {
            let edge = setting(exchange: 4.8, theta: axis, energy: 9).torque.gas.gapEdge
            for distance in [-1e-2, -1e-3, -1e-4, 1e-4, 1e-3, 1e-2] {
                func near(_ angle: Double) throws -> [Double] {
                    let theta = abs(axis - angle)
                    let own = setting(exchange: 4.8, theta: theta, energy: 9).torque.gas.gapEdge
                    let k = ConversionMatrices(try found(setting(exchange: 4.8, theta: theta, energy: own + distance))).perCurrent
                    // Eq. 4 solved for them.
                    let (x, z) = (sin(theta), cos(theta))
                    return [
                        k[3] / z, (k[0] - k[3]) / (x * x * z) - k[0] / z - k[4] / x, k[1] - x / z * k[5],
                        ((k[1] + k[2]) / x - k[5] / z) / x,
                    ]
                }
                let limit = try efficiencies(setting(exchange: 4.8, theta: axis, energy: edge + distance))
                let angle = axis == 0 ? 0.1 : 0.02
                let (wide, half) = (try near(angle), try near(angle / 2))
                let size = limit.reduce(0) { max($0, abs($1)) }
                for index in 0..<4 {
                    XCTAssertEqual(
                        limit[index], (4 * half[index] - wide[index]) / 3, accuracy: 1e-3 * size, "\(axis) \(distance)")
                }
                if axis == 0 {
                    // e_z × and m × exchange x and y: two of them are elements of K_J itself.
                    let k = ConversionMatrices(try found(setting(exchange: 4.8, theta: 0, energy: edge + distance))).perCurrent
                    XCTAssertEqual(limit[0], k[3], accuracy: 1e-9 * size)
                    XCTAssertEqual(limit[2], k[1], accuracy: 1e-9 * size)
                }
            }
        }
    }
}
