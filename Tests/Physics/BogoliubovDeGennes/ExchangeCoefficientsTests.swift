import BogoliubovDeGennes
import XCTest

final class ExchangeCoefficientsTests: XCTestCase {
    /// Energies of a known model, evaluated independently of the fit.
    private func energies(_ model: ([Double], [Double]) -> Double) -> [Double] {
        spinConfigurations.map { model($0.first.vector, $0.second.vector) }
    }

    func testRecoversEveryCoefficient() {
        let (m, j, d) = ([0.1, -0.2, 0.3], [1.0, 2.0, -3.0], [0.5, -0.7, 0.9])
        let fit = ExchangeCoefficients(
            fitting: energies { a, b in
                let cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
                var energy = -5.0
                for k in 0..<3 { energy += m[k] * (a[k] + b[k]) + j[k] * a[k] * b[k] + d[k] * cross[k] }
                return energy
            })
        XCTAssertEqual(fit.constant, -5, accuracy: 1e-14)
        for k in 0..<3 {
            XCTAssertEqual(fit.moment[k], m[k], accuracy: 1e-14)
            XCTAssertEqual(fit.heisenberg[k], j[k], accuracy: 1e-14)
            XCTAssertEqual(fit.dzyaloshinskiiMoriya[k], d[k], accuracy: 1e-14)
        }
        XCTAssertLessThan(fit.largestResidual, 1e-13)
    }

    func testTensorMomentsAndResidual() {
        let tensor = (0..<9).map { Double($0) - 3.5 }
        let fit = ExchangeCoefficients(
            fitting: energies { a, b in
                var energy = 2 * a[0] - 3 * b[1] + 0.25 * (a[2] * b[2]) * (a[2] * b[2])
                for k in 0..<9 { energy += tensor[k] * a[k / 3] * b[k % 3] }
                return energy
            })
        for k in 0..<9 { XCTAssertEqual(fit.tensor[k], tensor[k], accuracy: 1e-14) }
        XCTAssertEqual(fit.firstMoment[0], 2, accuracy: 1e-14)
        XCTAssertEqual(fit.secondMoment[1], -3, accuracy: 1e-14)
        XCTAssertEqual(fit.dzyaloshinskiiMoriya[2], (tensor[1] - tensor[3]) / 2, accuracy: 1e-14)
        XCTAssertGreaterThan(fit.largestResidual, 0.2, "the symmetric off-diagonal part is not in the fit")
    }
}
