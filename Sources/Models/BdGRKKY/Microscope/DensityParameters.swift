import BogoliubovDeGennes
import LocalDensityOfStates
import Sweep

/// The settings of the observable `ldos`.
enum DensityParameters {
    static let energies = Parameter("energies", .range, .required, unit: "t", "energies, ascending")
    static let broadening = Parameter("broadening", .real, .required, unit: "t", "half width of a level")
    static let sites = Parameter(
        "sites", .choice(["impurities", "line", "window", "points"]), .defaultsTo(.text("impurities")), unit: "1",
        "the impurities' sites, the row of impurity 1 or a rectangle, both within window, or the sites listed as points")
    static let window = Parameter(
        "window", .integers(count: 4), .optional, unit: "a",
        "first and last x, first and last y, relative to impurity 1; all of the lattice if not given")
    static let points = Parameter(
        "points", .vectors(length: 2), .optional, unit: "a", "sites, relative to impurity 1")
    static let part = Parameter(
        "part", .choice(DensityPart.allCases.map(\.rawValue)), .optional, unit: "1",
        "the full density, or the change made by the impurities; if not given, change for windows and full for other sites")
    static let tipAxis = Parameter(
        "tip_axis", .reals(count: 3), .defaultsTo(.reals([0, 0, 1])), unit: "1", "axis along which spins count as up")
    static let all = [energies, broadening, sites, window, points, part, tipAxis]

    /// What the settings alone tell: the axes of the results.
    static func axes(_ given: ParameterSet) -> DensityAxes {
        let energies = given.reals(energies)
        guard given.text(sites) == "window", given.has(window) else { return DensityAxes(energies: energies, window: nil) }
        let bounds = given.integers(window)
        guard bounds[0] <= bounds[1] && bounds[2] <= bounds[3] else { return DensityAxes(energies: energies, window: nil) }
        return DensityAxes(energies: energies, window: (bounds[0]...bounds[1], bounds[2]...bounds[3]))
    }

    static func settings(
        _ given: ParameterSet, impurities: [Impurity], in lattice: Lattice
    ) throws(ParameterError) -> MicroscopeRequest.Density {
        func wrong(_ problem: String, _ allowed: String) -> ParameterError {
            ParameterError(ObservableParameters.selection, problem: "ldos has \(problem)", allowed: allowed)
        }
        let (energies, broadening) = (given.reals(energies), given.real(broadening))
        guard zip(energies, energies.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw wrong("energies that do not ascend", "ascending ones")
        }
        guard broadening > 0 else { throw wrong("a broadening of \(broadening)", "one above 0, in units of t") }
        let axis = given.reals(tipAxis)
        let largest = axis.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { throw wrong("a tip_axis without a direction", "a vector that is not zero") }
        let scaled = axis.map { $0 / largest }
        let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let origin = impurities[0].site
        let steps = try steps(given, impurities, in: lattice, wrong)
        var sites: [Lattice.Site] = []
        for step in steps {
            let site = Lattice.Site(x: origin.x + step.x, y: origin.y + step.y)
            guard lattice.contains(site) else {
                throw wrong(
                    "a site at [\(step.x), \(step.y)], outside the \(lattice.width) × \(lattice.height) lattice",
                    "sites relative to impurity 1 at (\(origin.x), \(origin.y)) that lie in it")
            }
            sites.append(site)
        }
        let isWindow = given.text(Self.sites) == "window"
        return MicroscopeRequest.Density(
            energies: energies, broadening: broadening, steps: steps, sites: sites, isWindow: isWindow,
            part: given.has(part) ? DensityPart(rawValue: given.text(part)) ?? .full : isWindow ? .change : .full,
            axis: scaled.map { $0 / length })
    }

    /// From impurity 1 to the sites.
    private static func steps(
        _ given: ParameterSet, _ impurities: [Impurity], in lattice: Lattice, _ wrong: (String, String) -> ParameterError
    ) throws(ParameterError) -> [Lattice.Step] {
        let (origin, kind) = (impurities[0].site, given.text(sites))
        guard given.has(points) == (kind == "points") else {
            throw wrong(kind == "points" ? "no points" : "points, but sites: \(kind)", "sites: points together with points")
        }
        guard !given.has(window) || kind == "line" || kind == "window" else {
            throw wrong("a window, but sites: \(kind)", "a window together with sites: window or line")
        }
        guard kind != "window" || given.has(window) else {
            throw wrong("no window", "window: [first x, last x, first y, last y] together with sites: window")
        }
        switch kind {
        case "impurities":
            return impurities.map { Lattice.Step($0.site.x - origin.x, $0.site.y - origin.y) }
        case "points":
            var steps: [Lattice.Step] = []
            for point in given.vectors(points) {
                guard let x = Int(exactly: point[0]), let y = Int(exactly: point[1]), abs(x) <= 1 << 20, abs(y) <= 1 << 20 else {
                    throw wrong("the point \(point)", "whole numbers of lattice vectors")
                }
                steps.append(Lattice.Step(x, y))
            }
            guard !steps.isEmpty else { throw wrong("an empty list of points", "one at least") }
            return steps
        default:
            let bounds = given.has(window) ? given.integers(window) : [-origin.x, lattice.width - 1 - origin.x, 0, 0]
            guard bounds[0] <= bounds[1] && bounds[2] <= bounds[3] && bounds.allSatisfy({ abs($0) <= 1 << 20 }) else {
                throw wrong("the window \(bounds)", "[first x, last x, first y, last y]")
            }
            let rows = kind == "line" ? 0...0 : bounds[2]...bounds[3]
            // x first, so that y runs fastest, as the axes of a window do.
            return (bounds[0]...bounds[1]).flatMap { x in rows.map { Lattice.Step(x, $0) } }
        }
    }
}

/// The axes of densities that the settings alone tell.
struct DensityAxes: Sendable {
    let energies: [Double]
    /// x and y relative to impurity 1; nil for a list of sites.
    let window: (x: ClosedRange<Int>, y: ClosedRange<Int>)?
}
