import NuclearTorque
import Sweep

extension Observable.Name {
    fileprivate static let magnetisation = Self("magnetisation")
}

/// `model: nuclear-map`: the magnetisation of an electron gas in a plane near a nuclear spin.
public struct NuclearMapModel: PointwiseModel {
    public struct Point: Sendable {
        let magnetisation: NuclearMagnetisation
        /// z in 1/k_F.
        let height: Double
    }

    public static let name = "nuclear-map"
    public static let title = "Magnetisation around a nuclear spin in an electron gas with a spin accumulation"
    public static var parameters: [Parameter] { NuclearMapParameters.all }
    public static let solvers = [NuclearSolver.description]
    public static let conventions =
        NuclearSolver.conventions + [
            (
                name: "magnetisation_convention",
                text:
                    "M in eħk_F³/m_e, the accumulation along y; contact field of strength B δ(r), and the dipole field of the same moment;"
                    + " M0 is uniform and included"
            )
        ]

    public let observables: [Observable]
    public let table: [TableColumn] = []
    public var operationsPerPoint: Double { 2e3 * Double(coordinates.count * coordinates.count) }

    private let coordinates: [Double]
    private let isPrinted: Bool

    public init(_ job: JobHeader) throws(ParameterError) {
        typealias Key = NuclearMapParameters
        isPrinted = NuclearSolver.isPrinted(job)
        let (extent, points) = (job.fixed.real(Key.extent), job.fixed.integer(Key.points))
        guard extent > 0, extent < 1e100 else {
            throw ParameterError(Key.extent, problem: "the extent is \(extent)", allowed: "a positive number of 1/k_F")
        }
        guard 2...1000 ~= points else {
            throw ParameterError(Key.points, problem: "the number of points is \(points)", allowed: "2 to 1000")
        }
        coordinates = (0..<points).map { extent * (2 * Double($0) / Double(points - 1) - 1) }
        observables = [
            Observable(
                .magnetisation,
                [
                    Observable.Dimension("component", labels: ["x", "y", "z"], "component of the magnetisation"),
                    Observable.Dimension("x", .coordinates(coordinates, unit: "1/k_F"), "position"),
                    Observable.Dimension("y", .coordinates(coordinates, unit: "1/k_F"), "position along the accumulation"),
                ], unit: "e hbar k_F3/m_e", "magnetisation of the electrons")
        ]
    }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        typealias Key = NuclearMapParameters
        let height = parameters.real(Key.height)
        guard height != 0 || !coordinates.contains(0) else {
            throw ParameterError(
                Key.height, problem: "the map holds the nucleus, where the magnetisation diverges",
                allowed: "a height other than 0, or an even number of points")
        }
        let moment: SIMD3<Double> =
            switch parameters.text(Key.moment) {
            case "x": SIMD3(1, 0, 0)
            case "y": SIMD3(0, 1, 0)
            default: SIMD3(0, 0, 1)
            }
        let field: NuclearMagnetisation.Field =
            switch parameters.text(Key.field) {
            case "contact": .contact
            case "dipole": .dipole
            default: .both
            }
        return Point(
            magnetisation: NuclearMagnetisation(
                moment: moment, strength: parameters.real(Key.strength), accumulation: parameters.real(Key.accumulation),
                field: field,
                isPrinted: isPrinted), height: height)
    }

    public func evaluate(_ point: Point) -> PointResult {
        var components = [[Double]](repeating: [], count: 3)
        var error = 0.0
        for x in coordinates {
            for y in coordinates {
                let (value, bound) = point.magnetisation.value(at: SIMD3(x, y, point.height))
                for index in 0..<3 { components[index].append(value[index] + 0) }
                error = max(error, bound)
            }
        }
        let numbers = Array(components.joined())
        guard numbers.allSatisfy(\.isFinite) else { return .failed("the magnetisation overflows") }
        var values = PointValues(solver: "closed-form")
        values[.magnetisation] = Estimate(numbers, error: error)
        return .done(values)
    }
}
