import PearlExchange
import Sweep

/// `model: pearl-pair`: two magnetic impurities on a thin superconductor, coupled by the supercurrents they cause.
public struct PearlPairModel: PointwiseModel {
    public struct Point: Sendable {
        /// In units of r₀(0).
        let distance: Double
        let temperature: Double
        let limit: Superfluid.Limit
        let anomalous: SupercurrentScale.AnomalousCurrent
        let form: PairCoupling.Form
    }

    public static let name = "pearl-pair"
    public static let title = "Exchange of two impurities by supercurrents in a thin superconductor"
    public static var parameters: [Parameter] { PearlPairParameters.all }
    public static let solvers = [
        SolverDescription("integrals", settings: [], "trapezoidal rule in ln t for the Keldysh potential and its derivatives")
    ]
    public static var conventions: [(name: String, text: String)] { PearlPairObservables.conventions }

    public var observables: [Observable] { PearlPairObservables.all }
    public var table: [TableColumn] { PearlPairObservables.table }
    public let operationsPerPoint = 2e4

    public init(_ job: JobHeader) {}

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        let (temperature, limit) = try PearlParameters.superfluid(parameters)
        return Point(
            distance: try PearlParameters.distance(parameters, PearlPairParameters.distance), temperature: temperature,
            limit: limit,
            anomalous: PearlParameters.anomalousCurrent(parameters), form: PearlParameters.form(parameters))
    }

    public func evaluate(_ point: Point) -> PointResult {
        let superfluid = Superfluid(temperature: point.temperature, point.limit)
        let scale = SupercurrentScale(weight: superfluid.weight, point.anomalous)
        let distance = point.distance * scale.distance
        guard distance > 0 else { return .failed("the distance over the Pearl length underflows") }
        let coupling = PairCoupling(distance, point.form)
        guard coupling.parallel.isFinite, coupling.potential.isFinite else { return .failed("the couplings overflow") }
        return .done(PearlPairObservables.values(superfluid, scale, coupling))
    }
}
