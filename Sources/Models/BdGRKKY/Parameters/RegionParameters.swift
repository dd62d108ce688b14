import BogoliubovDeGennes
import Sweep

/// The list `regions` of a job: rectangles with energies of their own.
enum RegionParameters {
    private static let x = Parameter(
        "x", .integers(count: 2), .required, unit: "1", "first and last site along x, both included")
    private static let y = Parameter(
        "y", .integers(count: 2), .required, unit: "1", "first and last site along y, both included")
    /// Called as they are outside.
    private static let energies: [(Superconductor.Energy, Parameter)] = [
        (.chemicalPotential, optional("mu")), (.singletGap, optional("gap_s")), (.tripletGap, optional("gap_p")),
        (.dWaveGap, optional("gap_d")), (.extendedSingletGap, optional("gap_extended_s")),
    ]

    static let regions = Parameter(
        "regions", .records([x, y] + energies.map(\.1)), .optional, unit: "1",
        "rectangles with a chemical potential and gaps of their own; later ones win")

    private static func optional(_ key: String) -> Parameter {
        Parameter(key, .real, .optional, unit: "t", "\(key) in the region")
    }

    static func regions(at point: ParameterSet, in lattice: Lattice) throws(ParameterError) -> [Region] {
        var regions: [Region] = []
        guard point.has(Self.regions) else { return [] }
        for (index, record) in point.records(Self.regions).enumerated() {
            func bounds(_ parameter: Parameter, _ length: Int) throws(ParameterError) -> ClosedRange<Int> {
                let ends = record.integers(parameter)
                guard ends[0] >= 0 && ends[0] <= ends[1] && ends[1] < length else {
                    throw ParameterError(
                        Self.regions, problem: "item \(index + 1) has \(parameter.key): \(ends)",
                        allowed: "two sites from 0 to \(length - 1), the first one not above the second")
                }
                return ends[0]...ends[1]
            }
            let given = energies.filter { record.has($0.1) }.map { ($0.0, record.real($0.1)) }
            guard !given.isEmpty else {
                throw ParameterError(
                    Self.regions, problem: "item \(index + 1) changes nothing",
                    allowed: "at least one of " + energies.map(\.1.key).joined(separator: ", "))
            }
            regions.append(
                Region(
                    x: try bounds(x, lattice.width), y: try bounds(y, lattice.height),
                    energies: Dictionary(uniqueKeysWithValues: given)))
        }
        return regions
    }
}
