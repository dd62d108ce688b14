import NuclearTorque
import Sweep

extension Observable.Name {
    fileprivate static let contactParallel = Self("f_con1")
    fileprivate static let contactPerpendicular = Self("f_con2")
    fileprivate static let dipoleParallel = Self("f_dip1")
    fileprivate static let dipolePerpendicular = Self("f_dip2")
}

/// `model: nuclear-radial`: how the magnetisation around a nucleus goes with the distance.
public struct NuclearRadialModel: PointwiseModel {
    /// k_Fr.
    public typealias Point = Double

    public static let name = "nuclear-radial"
    public static let title = "Radial functions of the magnetisation around a nuclear spin"
    public static let distance = Parameter("distance", .real, .required, unit: "1/k_F", "distance from the nucleus, k_F r")
    public static let parameters = [distance]
    public static let solvers = [NuclearSolver.description]
    public static let conventions =
        NuclearSolver.conventions + [
            (
                name: "f_convention",
                text:
                    "Eqs. 6, 7, 12 with z = 2k_Fr: f_con1 = 2j1(z)/z², f_con2 = j0(z/2)², f_dip1 = (3 + cos z - 4j0(z))/z³ (printed:"
                    + " 3/z³ less), f_dip2 = (3j0(z) - cos z - 2)/z²; con: contact, dip: dipole; 1: along the field, 2: by the accumulation"
            )
        ]

    public let observables = [
        Observable(.contactParallel, unit: "1", "response along the contact field"),
        Observable(.contactPerpendicular, unit: "1", "response to contact field and accumulation"),
        Observable(.dipoleParallel, unit: "1", "response along the dipole field"),
        Observable(.dipolePerpendicular, unit: "1", "response to dipole field and accumulation"),
    ]
    public let table = [
        TableColumn("f_con1", .contactParallel), TableColumn("f_con2", .contactPerpendicular),
        TableColumn("f_dip1", .dipoleParallel),
        TableColumn("f_dip2", .dipolePerpendicular),
    ]
    public let operationsPerPoint = 1e3

    private let isPrinted: Bool

    public init(_ job: JobHeader) { isPrinted = NuclearSolver.isPrinted(job) }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        let value = parameters.real(Self.distance)
        guard value > 0 else {
            throw ParameterError(Self.distance, problem: "the distance is \(value)", allowed: "a positive number")
        }
        return value
    }

    public func evaluate(_ x: Point) -> PointResult {
        let found = RadialFunctions(x, isPrinted: isPrinted)
        let numbers = [found.contactParallel, found.contactPerpendicular, found.dipoleParallel, found.dipolePerpendicular]
        guard numbers.allSatisfy(\.isFinite) else { return .failed("the functions overflow this close to the nucleus") }
        var values = PointValues(solver: "closed-form")
        for (name, value) in zip(
            [Observable.Name.contactParallel, .contactPerpendicular, .dipoleParallel, .dipolePerpendicular], numbers)
        {
            values[name] = Estimate(value, error: found.error)
        }
        if isPrinted {
            values[.dipoleParallel] = Estimate(found.dipoleParallel, error: found.error + RadialFunctions.printedError(x))
        }
        return .done(values)
    }
}
