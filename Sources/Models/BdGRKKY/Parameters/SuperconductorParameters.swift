import BogoliubovDeGennes
import Sweep

/// What a job says about the host.
enum SuperconductorParameters {
    static let hopping = Parameter("hopping", .real, .defaultsTo(.real(1)), unit: "t", "nearest-neighbour hopping t")
    static let mu = Parameter("mu", .real, .defaultsTo(.real(-3)), unit: "t", "chemical potential")
    static let singletGap = Parameter("gap_s", .real, .defaultsTo(.real(0.1)), unit: "t", "singlet (s-wave) gap")
    static let tripletGap = Parameter(
        "gap_p", .real, .defaultsTo(.real(0.1)), unit: "t", "triplet (p-wave) gap, the factor of sin k")
    static let dVector = Parameter(
        "d_vector", .text, .defaultsTo(.text("e_z * p_x")), unit: "1", "d-vector of the triplet pairing")
    static let tripletPhase = Parameter(
        "p_phase", .choice(Superconductor.RelativePhase.allCases.map(\.rawValue)), .defaultsTo(.text("i")), unit: "1",
        "phase of triplet relative to singlet pairing on bonds: i (s + ip; real in momentum space) or 1 (s + p; imaginary there)")
    static let winding = Parameter("nu", .real, .defaultsTo(.real(0)), unit: "1", "windings of the pairing phase along x")

    static let diagonalHopping = energy("hopping_diagonal", "hopping between second neighbours of a square lattice")
    static let spinOrbit = energy("rashba", "Rashba spin-orbit coupling lambda")
    static let zeemanX = energy("zeeman_x", "Zeeman energy of the field along x")
    static let zeemanY = energy("zeeman_y", "Zeeman energy of the field along y")
    static let zeemanZ = energy("zeeman_z", "Zeeman energy of the field along z")
    static let dWaveGap = energy("gap_d", "d-wave pairing amplitude of a bond")
    static let extendedSingletGap = energy("gap_extended_s", "extended s-wave pairing amplitude of a bond")
    static let disorder = energy("disorder", "width of the even distribution of random site energies")
    static let dWavePhase = Parameter(
        "d_phase", .choice(Superconductor.RelativePhase.allCases.map(\.rawValue)), .defaultsTo(.text("1")), unit: "1",
        "phase of d-wave relative to s-wave pairing: 1 (s + d) or i (s + id)", isOmittedAtDefault: true)
    static let disorderSeed = Parameter(
        "disorder_seed", .integer, .defaultsTo(.integer(0)), unit: "1", "which sample of the disorder (seed of SplitMix64)",
        isOmittedAtDefault: true)
    static let criticalTemperature = Parameter(
        "gap_temperature.tc", .real, .optional, unit: "t",
        "critical temperature, if all gaps are to follow the BCS curve; the gaps given are those at temperature zero")

    static let ofOtherSystems = [
        diagonalHopping, spinOrbit, zeemanX, zeemanY, zeemanZ, dWaveGap, dWavePhase, extendedSingletGap, disorder, disorderSeed,
        RegionParameters.regions, criticalTemperature,
    ]

    private static func energy(_ key: String, _ longName: String) -> Parameter {
        Parameter(key, .real, .defaultsTo(.real(0)), unit: "t", longName, isOmittedAtDefault: true)
    }

    /// Where each energy comes from.
    private static let energies: [(Superconductor.Energy, Parameter)] = [
        (.hopping, hopping), (.chemicalPotential, mu), (.singletGap, singletGap), (.tripletGap, tripletGap),
        (.diagonalHopping, diagonalHopping), (.spinOrbit, spinOrbit), (.zeemanX, zeemanX), (.zeemanY, zeemanY),
        (.zeemanZ, zeemanZ), (.dWaveGap, dWaveGap), (.extendedSingletGap, extendedSingletGap), (.disorder, disorder),
    ]

    private static let dVectors = ParsedDVectors()

    /// - Parameter temperature: k_B T ≥ 0.
    static func superconductor(
        at point: ParameterSet, on lattice: Lattice, temperature: Double
    ) throws(ParameterError) -> Superconductor {
        guard lattice.kind == .square || point.real(diagonalHopping) == 0 else {
            throw ParameterError(
                diagonalHopping, problem: "found \(point.real(diagonalHopping)) on a triangular lattice",
                allowed: "0 there; a square lattice has second neighbours")
        }
        guard point.integer(disorderSeed) >= 0 else {
            throw ParameterError(disorderSeed, problem: "found \(point.integer(disorderSeed))", allowed: "0 or more")
        }
        let regions = try RegionParameters.regions(at: point, in: lattice)
        let superconductor = Superconductor(
            lattice: lattice, energies: Dictionary(uniqueKeysWithValues: energies.map { ($0, point.real($1)) }),
            dVector: try dVector(at: point), tripletPhase: try phase(tripletPhase, at: point),
            dWavePhase: try phase(dWavePhase, at: point), winding: try winding(at: point, on: lattice),
            disorderSeed: UInt64(point.integer(disorderSeed)), regions: regions)
        guard point.has(criticalTemperature) else { return superconductor }
        let critical = point.real(criticalTemperature)
        guard critical > 0 else {
            throw ParameterError(criticalTemperature, problem: "found \(critical)", allowed: "a temperature above 0")
        }
        let ratio = bcsGap(at: temperature / critical)
        return superconductor.with { $0.isGap ? $1 * ratio : $1 }
    }

    private static func winding(at point: ParameterSet, on lattice: Lattice) throws(ParameterError) -> Double {
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
        return winding
    }

    private static func dVector(at point: ParameterSet) throws(ParameterError) -> DVector {
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
        return dVector
    }

    private static func phase(
        _ parameter: Parameter, at point: ParameterSet
    ) throws(ParameterError) -> Superconductor.RelativePhase {
        guard let phase = Superconductor.RelativePhase(rawValue: point.text(parameter)) else {
            throw ParameterError(parameter, problem: "found \(point.text(parameter))", allowed: "i or 1")
        }
        return phase
    }
}
