import RashbaTorque
import XCTest

extension XCTestCase {
    func setting(
        exchange: Double, theta: Double, energy: Double, u: Double = 40, inverse: Double? = nil, cutoff: Double = 1,
        _ approximation: Scattering.Approximation = .transitionMatrix, _ order: Scattering.DensityOrder = .leading,
        mass: Double = 0.8, alpha: Double = 17
    ) -> SpinOrbitTorque.Setting {
        SpinOrbitTorque.Setting(
            mass: mass, alpha: alpha, exchange: exchange, theta: theta, energy: energy,
            scattering: Scattering(inverseStrength: inverse ?? 1 / u, cutoff: cutoff, approximation: approximation, order: order))
    }

    func found(_ setting: SpinOrbitTorque.Setting) throws -> SpinOrbitTorque.Found {
        try setting.torque.response(accuracy: 1e-10)
    }

    func efficiencies(_ setting: SpinOrbitTorque.Setting) throws -> [Double] {
        let found = try found(setting)
        return try XCTUnwrap(
            setting.efficiencies(ConversionMatrices(found), rings: found.response.rings, accuracy: 1e-10)
        ).perCurrent.values
    }

    var a: SpinOrbitTorque.Setting { setting(exchange: 5, theta: 0.35, energy: 3.5, u: 80, cutoff: 1e4) }

    var b: SpinOrbitTorque.Setting { setting(exchange: 5, theta: 0.9, energy: 7, u: 80, cutoff: 1e4) }

    var c: SpinOrbitTorque.Setting { setting(exchange: 6, theta: .pi / 3, energy: 12, u: -45, cutoff: 1e4) }
}
