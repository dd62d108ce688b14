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

    static let ofOtherSystems = [potential]

    /// Parameters that change the impurities, not the superconductor.
    static let all = [delta, displacement, exchange, potential]

    static func pair(at point: ParameterSet, in lattice: Lattice) throws(ParameterError) -> ImpurityPair {
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
                problem: "found \(key.key == delta.key ? "\(displacement[0])" : "\(displacement)"), which puts impurity 2 outside "
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
