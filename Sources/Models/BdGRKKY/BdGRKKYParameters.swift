import BogoliubovDeGennes
import Sweep

/// The parameters of the model `bdg-rkky`, and the system they describe.
enum BdGRKKYParameters {
    // The defaults are those of arXiv:2407.07144.
    static let size = Parameter(
        "lattice.size", .integers(count: 2), .defaultsTo(.integers([101, 101])), unit: "1", "sites along x and y")
    static let boundary = Parameter(
        "lattice.boundary", .choices(count: 2, Lattice.Boundary.allCases.map(\.rawValue)), .defaultsTo(.texts(["open", "open"])),
        unit: "1", "boundary conditions along x and y")
    static let hopping = Parameter("hopping", .real, .defaultsTo(.real(1)), unit: "t", "nearest-neighbour hopping t")
    static let mu = Parameter("mu", .real, .defaultsTo(.real(-3)), unit: "t", "chemical potential")
    static let exchange = Parameter(
        "exchange", .real, .defaultsTo(.real(3)), unit: "t", "exchange coupling of impurity spins and electrons")
    static let temperature = Parameter("temperature", .real, .defaultsTo(.real(0.001)), unit: "t", "temperature k_B T")
    static let singletGap = Parameter("gap_s", .real, .defaultsTo(.real(0.1)), unit: "t", "singlet (s-wave) gap")
    static let tripletGap = Parameter("gap_p", .real, .defaultsTo(.real(0.1)), unit: "t", "triplet (p-wave) gap")
    static let dVector = Parameter(
        "d_vector", .text, .defaultsTo(.text("e_z * p_x")), unit: "1", "d-vector of the triplet pairing")
    static let tripletPhase = Parameter(
        "p_phase", .choice(Superconductor.TripletPhase.allCases.map(\.rawValue)), .defaultsTo(.text("i")), unit: "1",
        "phase of triplet relative to singlet pairing: i (s + ip) or 1 (s + p)")
    static let winding = Parameter("nu", .real, .defaultsTo(.real(0)), unit: "1", "windings of the pairing phase along x")
    static let delta = Parameter(
        "delta", .integer, .defaultsTo(.integer(1)), unit: "a", "distance of the impurities along x", excludes: ["displacement"])
    static let displacement = Parameter(
        "displacement", .integers(count: 2), .optional, unit: "a", "impurity 2 minus impurity 1, along x and y",
        excludes: ["delta"])

    static let all = [
        size, boundary, hopping, mu, exchange, temperature, singletGap, tripletGap, dVector, tripletPhase, winding, delta,
        displacement,
    ]

    /// Parameters that change the impurities, not the superconductor.
    static let ofImpurities = [delta, displacement, exchange]

    private static let dVectors = ParsedDVectors()

    /// The system at one point, or what is wrong with it.
    static func problem(at point: ParameterSet) throws(ParameterError) -> ImpurityProblem {
        let superconductor = try superconductor(at: point)
        let temperature = point.real(temperature)
        guard temperature >= 0 else {
            throw ParameterError(
                Self.temperature, problem: "found \(temperature)", allowed: "a temperature of 0 or more, in units of t")
        }
        return ImpurityProblem(
            superconductor: superconductor, pairs: [try impurities(at: point, in: superconductor.lattice)],
            temperature: temperature)
    }

    private static func superconductor(at point: ParameterSet) throws(ParameterError) -> Superconductor {
        let lattice = try lattice(at: point)
        let winding = point.real(winding)
        guard lattice.boundaryX == .open || winding == winding.rounded() else {
            throw ParameterError(
                Self.winding, problem: "found \(winding) on a lattice that is periodic in x",
                allowed: "an integer there, any number where x is open")
        }
        // Beyond, the phase of a bond has too few digits left to mean anything.
        guard abs(winding) <= 1e6 else {
            throw ParameterError(Self.winding, problem: "found \(winding) windings", allowed: "-1e6 to 1e6")
        }
        let text = point.text(dVector)
        let dVector: DVector
        do {
            dVector = try dVectors.parsed(text)
        } catch {
            throw ParameterError(
                Self.dVector, problem: "cannot read \"\(text)\": \(error.reason)",
                allowed: "sums and products of e_x, e_y, e_z, p_x, p_y, numbers and i, with brackets")
        }
        guard [dVector.x, dVector.y].joined().allSatisfy(\.isFinite) else {
            throw ParameterError(
                Self.dVector, problem: "\"\(text)\" has a coefficient beyond the range of 64-bit numbers",
                allowed: "finite coefficients")
        }
        guard let phase = Superconductor.TripletPhase(rawValue: point.text(tripletPhase)) else {
            throw ParameterError(Self.tripletPhase, problem: "found \(point.text(tripletPhase))", allowed: "i or 1")
        }
        return Superconductor(
            lattice: lattice, hopping: point.real(hopping), chemicalPotential: point.real(mu),
            singletGap: point.real(singletGap), tripletGap: point.real(tripletGap), dVector: dVector, tripletPhase: phase,
            winding: winding)
    }

    private static func lattice(at point: ParameterSet) throws(ParameterError) -> Lattice {
        let size = point.integers(size)
        let boundaries = point.texts(boundary).compactMap(Lattice.Boundary.init(rawValue:))
        for (name, length, boundary) in zip3(["x", "y"], size, boundaries) {
            let least = boundary == .periodic ? 3 : 1
            guard (least...largestSide).contains(length) else {
                throw ParameterError(
                    Self.size, problem: "found \(length) sites along \(name), which is \(boundary.rawValue)",
                    allowed: "\(least) to \(largestSide) sites")
            }
        }
        return Lattice(width: size[0], height: size[1], boundaryX: boundaries[0], boundaryY: boundaries[1])
    }

    /// The number of rows, four times the square of this, must be exact in double precision.
    private static let largestSide = 10_000_000

    private static func impurities(at point: ParameterSet, in lattice: Lattice) throws(ParameterError) -> ImpurityPair {
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
        return ImpurityPair(first: first, second: second, exchange: point.real(exchange))
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

private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { zip(a, zip(b, c)).map { ($0, $1.0, $1.1) } }
