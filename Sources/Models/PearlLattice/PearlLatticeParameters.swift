import Sweep

/// What the model `pearl-lattice` is told.
enum PearlLatticeParameters {
    static let angle = Parameter(
        "angle", .real, .required, unit: "degree", "angle of the lattice vectors: 60 triangular, 90 square")
    static let spacing = Parameter("spacing", .real, .required, unit: "r0(0)", "lattice constant d")
    static let minimum = Parameter(
        "minimum", .choice(["candidates", "zone"]), .defaultsTo(.text("candidates")), unit: "1",
        "where the lowest energy is looked for: three orders, or all wave vectors")
    static let cutoff = Parameter(
        "cutoff", .text, .defaultsTo(.text("none")), unit: "r0(0)", "distance at which couplings are cut off, or none")

    static let all = [angle, spacing, PearlParameters.temperature, PearlParameters.superfluid, minimum, cutoff]
}
