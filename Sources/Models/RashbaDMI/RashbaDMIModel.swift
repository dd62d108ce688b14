import RashbaGas
import Sweep

/// `model: rashba-dmi`: Dzyaloshinskii-Moriya interaction and ground-state spin current of the magnetic Rashba gas.
public struct RashbaDMIModel: PointwiseModel {
    /// A gas in equilibrium.
    public struct Point: Sendable {
        let gas: RashbaGas
        /// μ in eV, from the middle of the gap at k = 0.
        let chemicalPotential: Double
        /// In kelvins, 0 or more.
        let temperature: Double
    }

    public static let name = "rashba-dmi"
    public static let title = "Dzyaloshinskii-Moriya interaction and ground-state spin current of the magnetic Rashba gas"
    public static var parameters: [Parameter] { RashbaDMIParameters.all }
    public static let solvers = [
        SolverDescription(
            "quadrature", settings: [RashbaDMIParameters.accuracy],
            "closed form at T = 0, averaged over energy with -∂f/∂E by adaptive quadrature above")
    ]
    public static var conventions: [(name: String, text: String)] { RashbaDMIObservables.conventions }

    public var observables: [Observable] { RashbaDMIObservables.all }
    public var table: [TableColumn] { RashbaDMIObservables.table }
    /// Some twenty panels of fifteen nodes, at about a hundred operations each.
    public let operationsPerPoint = 5e4

    /// Relative, of D and Q above T = 0.
    private let accuracy: Double

    public init(_ job: JobHeader) throws(ParameterError) {
        accuracy = job.solver.settings(for: Self.solvers[0]).real(RashbaDMIParameters.accuracy)
        guard accuracy >= 1e-13, accuracy <= 0.01 else {
            throw ParameterError(
                setting: RashbaDMIParameters.accuracy, problem: "an accuracy of \(accuracy) is out of range",
                allowed: "from 1e-13 to 0.01")
        }
    }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        let temperature = parameters.real(RashbaDMIParameters.temperature)
        guard temperature >= 0 else {
            throw ParameterError(
                RashbaDMIParameters.temperature, problem: "the temperature is negative: \(temperature)",
                allowed: "0 or more kelvins")
        }
        let mass = parameters.real(RashbaDMIParameters.mass)
        guard mass > 0 else {
            throw ParameterError(
                RashbaDMIParameters.mass, problem: "the mass is \(mass)", allowed: "a positive number of electron masses")
        }
        return Point(
            gas: RashbaGas(
                alpha: parameters.real(RashbaDMIParameters.alpha),
                exchangeSplitting: parameters.real(RashbaDMIParameters.splitting), mass: mass),
            chemicalPotential: parameters.real(RashbaDMIParameters.mu), temperature: temperature)
    }

    public func evaluate(_ point: Point) -> PointResult {
        let found: InterfacialCoefficients
        do {
            found = try point.gas.equilibrium(
                chemicalPotential: point.chemicalPotential, temperature: point.temperature, relativeAccuracy: accuracy)
        } catch {
            guard error.relativeError.isFinite else { return .failed(Self.overflow) }
            return .failed(
                "the thermal average reached a relative error of \(error.relativeError) in \(error.panels) panels"
                    + " instead of \(accuracy)")
        }
        guard found.dmi.isFinite, found.spinCurrent.isFinite else { return .failed(Self.overflow) }
        return .done(RashbaDMIObservables.values(found))
    }

    private static let overflow = "D or Q overflows: the parameters are beyond the range of double precision"
}
