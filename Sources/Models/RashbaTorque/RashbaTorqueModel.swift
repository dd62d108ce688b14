import RashbaTorque
import Sweep

/// `model: rashba-torque`: spin-orbit torques of a magnetic Rashba gas with impurities, to all orders of their potential.
public struct RashbaTorqueModel: PointwiseModel {
    /// A gas at a Fermi energy, with its impurities.
    public struct Point: Sendable {
        let setting: SpinOrbitTorque.Setting
        /// In m/s.
        let velocity: Double
    }

    public static let name = "rashba-torque"
    public static let title = "Spin-orbit torques of the magnetic Rashba gas by scattering off impurities"
    public static var parameters: [Parameter] { RashbaTorqueParameters.all }
    public static let solvers = [
        SolverDescription(
            "rings", settings: RashbaTorqueParameters.settings,
            "Fermi rings on rays from a band minimum, roots of a quartic on each; 4 × 4 vertex equation")
    ]
    public static var conventions: [(name: String, text: String)] { RashbaTorqueObservables.conventions }

    public var observables: [Observable] { RashbaTorqueObservables.all(ringPoints: ringPoints) }
    public var table: [TableColumn] { RashbaTorqueObservables.table }
    public let operationsPerPoint = 5e5

    private let ringPoints: Int
    private let approximation: Scattering.Approximation
    private let order: String
    private let isPrinted: Bool
    private let accuracy: Double

    public init(_ job: JobHeader) throws(ParameterError) {
        typealias Key = RashbaTorqueParameters
        let settings = job.solver.settings(for: Self.solvers[0])
        ringPoints = job.fixed.integer(Key.ringPoints)
        guard 0...100_000 ~= ringPoints else {
            throw ParameterError(Key.ringPoints, problem: "the number of points is \(ringPoints)", allowed: "0 to 100000")
        }
        approximation = settings.text(Key.scattering) == "first-born" ? .firstBorn : .transitionMatrix
        order = settings.text(Key.order)
        isPrinted = settings.text(Key.variant) == "printed"
        if isPrinted && order == "leading" {
            throw ParameterError(
                setting: Key.variant,
                problem: "the printed scheme inverts 1 - NΥ, which is singular at leading order in the density",
                allowed: "corrected, or printed with density_order: finite")
        }
        accuracy = settings.real(Key.accuracy)
        guard accuracy >= 1e-14, accuracy <= 0.01 else {
            throw ParameterError(
                setting: Key.accuracy, problem: "an accuracy of \(accuracy) is out of range", allowed: "from 1e-14 to 0.01")
        }
    }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        typealias Key = RashbaTorqueParameters
        let mass = parameters.real(Key.mass)
        guard mass > 0 else {
            throw ParameterError(Key.mass, problem: "the mass is \(mass)", allowed: "a positive number of electron masses")
        }
        let theta = parameters.real(Key.theta)
        guard theta >= 0, theta <= .pi else {
            throw ParameterError(Key.theta, problem: "the angle is \(theta)", allowed: "0 to π = 3.141592653589793")
        }
        let setting = SpinOrbitTorque.Setting(
            mass: mass, alpha: parameters.real(Key.alpha), exchange: parameters.real(Key.exchange), theta: theta,
            energy: parameters.real(Key.energy), scattering: try scattering(parameters))
        let bottom = setting.torque.gas.bandMinimum
        // What overflows fails when it is computed.
        guard setting.energy > bottom || !bottom.isFinite else {
            throw ParameterError(
                Key.energy, problem: "the energy \(setting.energy) is not above the bottom of the band, \(bottom)",
                allowed: "more than \(bottom) meV")
        }
        return Point(setting: setting, velocity: parameters.real(Key.velocity))
    }

    private func scattering(_ parameters: ParameterSet) throws(ParameterError) -> Scattering {
        typealias Key = RashbaTorqueParameters
        let inverse: Double
        if parameters.has(Key.inverseStrength) {
            inverse = parameters.real(Key.inverseStrength)
            guard inverse != 0 || approximation == .transitionMatrix else {
                throw ParameterError(
                    Key.inverseStrength, problem: "the strength is infinite, which has no Born series",
                    allowed: "a number other than 0 with scattering: first-born")
            }
        } else {
            inverse = 1 / parameters.real(Key.strength)
            guard inverse.isFinite else {
                throw ParameterError(
                    Key.strength, problem: "the strength is \(parameters.real(Key.strength)): nothing scatters",
                    allowed: "a number other than 0; inverse_u: 0 for the unitary limit")
            }
        }
        let cutoff = parameters.has(Key.cutoff) ? parameters.real(Key.cutoff) : 1
        guard cutoff > 0 else {
            throw ParameterError(Key.cutoff, problem: "the cutoff is \(cutoff)", allowed: "a positive energy in meV, or none")
        }
        let density = parameters.has(Key.density) ? parameters.real(Key.density) : nil
        if let density, density < 0 || density == 0 && order == "finite" {
            throw ParameterError(
                Key.density, problem: "the density is \(density)",
                allowed: "a positive number; density_order: leading for the limit 0")
        }
        var densityOrder = Scattering.DensityOrder.leading
        if order == "finite" {
            guard let density else {
                throw ParameterError(
                    Key.density, problem: "density_order: finite needs a density, and none is given",
                    allowed: "a positive number in nm⁻²")
            }
            densityOrder = isPrinted ? .printed(density) : .selfConsistent(density)
        }
        return Scattering(inverseStrength: inverse, cutoff: cutoff, approximation: approximation, order: densityOrder)
    }

    public func evaluate(_ point: Point) -> PointResult {
        let torque = point.setting.torque
        let found: SpinOrbitTorque.Found
        do {
            found = try torque.response(accuracy: accuracy)
        } catch {
            return .failed(Self.reason(error, torque, accuracy: accuracy))
        }
        let matrices = ConversionMatrices(found)
        guard (matrices.perConductivity + matrices.perCurrent).allSatisfy(\.isFinite) else {
            return .failed(Self.reason(.notFinite, torque, accuracy: accuracy))
        }
        let rings = ringPoints > 0 ? torque.gas.fermiRings(energy: torque.energy, count: ringPoints) : []
        return .done(
            RashbaTorqueObservables.values(
                found, matrices, point.setting.efficiencies(matrices, rings: found.response.rings, accuracy: accuracy),
                gapEdge: torque.gas.gapEdge, velocity: point.velocity, shape: rings.map { [$0.map(\.x), $0.map(\.y)] },
                ringPoints: ringPoints))
    }

    private static func reason(_ error: TorqueError, _ torque: SpinOrbitTorque, accuracy: Double) -> String {
        switch error {
        case .singular: "1 - NΥ is singular beyond the charge channel: some spin is conserved, and its response has no limit"
        case .onGapEdge:
            "the energy lies too close to a band edge (\(torque.gas.gapEdge) or \(torque.gas.bandMinimum) meV), where Re g diverges"
        case .notConverged(let error, let angles):
            "the sum over angles reached a relative error of \(error) with \(angles) angles instead of \(accuracy)"
        case .rounding(let error): "rounding errors leave a relative error of \(error): the parameters are too far apart"
        case .selfEnergy: "the self-energy does not converge"
        case .notFinite: "a number overflows: the parameters are beyond the range of double precision"
        }
    }
}
