import BogoliubovDeGennes
import Sweep

/// What a job says about the impurities.
enum ImpurityParameters {
    static let exchange = Parameter(
        "exchange", .real, .defaultsTo(.real(3)), unit: "t", "exchange coupling of impurity spins and electrons")
    static let potential = Parameter(
        "impurity_potential", .real, .defaultsTo(.real(0)), unit: "t", "potential U of an impurity beside its spin",
        isOmittedAtDefault: true)
    static let delta = Parameter(
        "delta", .integer, .defaultsTo(.integer(1)), unit: "a", "distance of the impurities along x", excludes: ["displacement"])
    static let displacement = Parameter(
        "displacement", .integers(count: 2), .optional, unit: "a", "impurity 2 minus impurity 1, along x and y",
        excludes: ["delta"])

    private static let at = Parameter(
        "at", .integers(count: 2), .required, unit: "a", "site, relative to the centre of the lattice")
    private static let ownExchange = Parameter(
        "exchange", .real, .optional, unit: "t", "exchange coupling, if not that of the system")
    private static let ownPotential = Parameter("potential", .real, .optional, unit: "t", "potential, if not that of the system")
    static let list = Parameter(
        "impurities", .records([at, ownExchange, ownPotential]), .optional, unit: "1", "impurities, two or more",
        excludes: ["delta", "displacement"], shapesResults: true)

    static let ofOtherSystems = [potential, list]

    /// Parameters that change the impurities, not the superconductor.
    static let all = [delta, displacement, exchange, potential]

    /// The impurities at a point: two by `delta` or `displacement`, or those listed.
    static func impurities(at point: ParameterSet, in lattice: Lattice) throws(ParameterError) -> [Impurity] {
        guard point.has(list) else {
            let pair = try pair(at: point, in: lattice)
            return [pair.first, pair.second]
        }
        let records = point.records(list)
        guard 2...64 ~= records.count else {
            throw ParameterError(list, problem: "found \(records.count) impurities", allowed: "2 to 64")
        }
        var impurities: [Impurity] = []
        for (index, record) in records.enumerated() {
            let displacement = record.integers(at)
            guard let site = lattice.center.displaced(by: displacement), lattice.contains(site) else {
                throw ParameterError(
                    list,
                    problem: "item \(index + 1) is at \(displacement), outside the \(lattice.width) × \(lattice.height) lattice",
                    allowed:
                        "sites from the centre (\(lattice.center.x), \(lattice.center.y)) of the lattice, [0, 0], that lie in it")
            }
            if let other = impurities.firstIndex(where: { $0.site == site }) {
                throw ParameterError(
                    list, problem: "items \(other + 1) and \(index + 1) are both at \(displacement)", allowed: "a site for each")
            }
            impurities.append(
                Impurity(
                    site: site, exchange: record.has(ownExchange) ? record.real(ownExchange) : point.real(exchange),
                    potential: record.has(ownPotential) ? record.real(ownPotential) : point.real(potential)))
        }
        return impurities
    }

    private static func pair(at point: ParameterSet, in lattice: Lattice) throws(ParameterError) -> ImpurityPair {
        let key = point.has(displacement) ? displacement : delta
        let displacement =
            point.has(displacement) ? point.integers(displacement) : [point.integer(delta), 0]
        let first = lattice.center
        guard displacement != [0, 0] else {
            throw ParameterError(key, problem: "both impurities would sit on one site", allowed: "any other value")
        }
        let second = first.displaced(by: displacement)
        guard let second, lattice.contains(second) else {
            let x = "\(-first.x) to \(lattice.width - 1 - first.x)"
            let y = "\(-first.y) to \(lattice.height - 1 - first.y)"
            throw ParameterError(
                key,
                problem:
                    "found \(key.key == delta.key ? "\(displacement[0])" : "\(displacement)"), which puts impurity 2 outside "
                    + "the \(lattice.width) × \(lattice.height) lattice, impurity 1 being at (\(first.x), \(first.y))",
                allowed: key.key == delta.key ? x : "\(x) along x and \(y) along y")
        }
        return ImpurityPair(first: first, second: second, exchange: point.real(exchange), potential: point.real(potential))
    }
}

extension Lattice.Site {
    /// Nil where the sum overflows.
    fileprivate func displaced(by displacement: [Int]) -> Lattice.Site? {
        let (x, overflowX) = x.addingReportingOverflow(displacement[0])
        let (y, overflowY) = y.addingReportingOverflow(displacement[1])
        return overflowX || overflowY ? nil : Lattice.Site(x: x, y: y)
    }
}
