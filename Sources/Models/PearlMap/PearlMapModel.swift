import Foundation
import PearlExchange
import Sweep

extension Observable.Name {
    fileprivate static let current = Self("current")
}

/// `model: pearl-map`: the supercurrent around two impurities on a thin superconductor.
public struct PearlMapModel: PointwiseModel {
    public struct Point: Sendable {
        let impurities: [SupercurrentMap.Impurity]
        let temperature: Double
        let limit: Superfluid.Limit
        let anomalous: SupercurrentScale.AnomalousCurrent
        let form: PairCoupling.Form
        let core: Double
    }

    public static let name = "pearl-map"
    public static let title = "Supercurrent around two impurities in a thin superconductor"
    public static var parameters: [Parameter] { PearlMapParameters.all }
    public static let solvers = [
        SolverDescription("integrals", settings: [], "trapezoidal rule in ln t for the Keldysh potential and its derivatives")
    ]
    public static let conventions =
        PearlParameters.conventions + [
            (
                name: "current_convention",
                text:
                    "Eq. 12: j = J_∥u - (J_∥ + J_⊥)(u·r̂)r̂, u = m × e_z; the text's J_an = +Γ m × e_z has the other sign than its"
                    + " j_an = -e²Da and Eq. 12. Unit: Γ/(2πr0²) at T = 0; no current is given within `core` of an impurity"
            )
        ]

    public let observables: [Observable]
    public let table: [TableColumn] = []
    public var operationsPerPoint: Double { 2e4 * Double(coordinates.count * coordinates.count) }

    private let coordinates: [Double]

    public init(_ job: JobHeader) throws(ParameterError) {
        typealias Key = PearlMapParameters
        let (extent, points) = (job.fixed.real(Key.extent), job.fixed.integer(Key.points))
        guard extent > 0, extent < 1e100 else {
            throw ParameterError(
                Key.extent, problem: "the extent is \(extent)", allowed: "a positive number of Pearl lengths r0(0)")
        }
        guard 2...1000 ~= points else {
            throw ParameterError(Key.points, problem: "the number of points is \(points)", allowed: "2 to 1000")
        }
        coordinates = (0..<points).map { extent * (2 * Double($0) / Double(points - 1) - 1) }
        observables = [
            Observable(
                .current,
                [
                    Observable.Dimension("component", labels: ["x", "y"], "component of the current"),
                    Observable.Dimension(
                        "x", .coordinates(coordinates, unit: "r0(0)"), "position along the line of the impurities"),
                    Observable.Dimension("y", .coordinates(coordinates, unit: "r0(0)"), "position across it"),
                ], unit: "Gamma(0)/(2 pi r0(0)2)", "sheet current density")
        ]
    }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        typealias Key = PearlMapParameters
        let (temperature, limit) = try PearlParameters.superfluid(parameters)
        let distance = try PearlParameters.distance(parameters, Key.distance)
        let core = parameters.real(Key.core)
        guard core > 0 else {
            throw ParameterError(
                Key.core, problem: "the core's radius is \(core)", allowed: "a positive number of Pearl lengths r0(0)")
        }
        func impurity(_ x: Double, _ angle: Parameter) -> SupercurrentMap.Impurity {
            let direction = parameters.real(angle) * .pi / 180
            return .init(position: SIMD2(x, 0), moment: SIMD2(cos(direction), sin(direction)))
        }
        return Point(
            impurities: [impurity(-distance / 2, Key.firstAngle), impurity(distance / 2, Key.secondAngle)],
            temperature: temperature,
            limit: limit, anomalous: PearlParameters.anomalousCurrent(parameters), form: PearlParameters.form(parameters),
            core: core)
    }

    public func evaluate(_ point: Point) -> PointResult {
        let superfluid = Superfluid(temperature: point.temperature, point.limit)
        let scale = SupercurrentScale(weight: superfluid.weight, point.anomalous)
        guard point.core * scale.distance > 0 else { return .failed("the distance over the Pearl length underflows") }
        let map = SupercurrentMap(point.impurities, form: point.form, scale: scale, core: point.core)
        var (x, y) = ([Double](), [Double]())
        var (error, largest) = (0.0, 0.0)
        for column in coordinates {
            for row in coordinates {
                let (value, bound) = map.current(at: SIMD2(column, row))
                x.append(value.x + 0)
                y.append(value.y + 0)
                error = max(error, bound)
                largest = max(largest, abs(value.x), abs(value.y))
            }
        }
        guard largest.isFinite else { return .failed("the current overflows") }
        var values = PointValues(solver: "integrals")
        values[.current] = Estimate(x + y, error: error + 6 * superfluid.weightError / superfluid.weight * largest)
        return .done(values)
    }
}
