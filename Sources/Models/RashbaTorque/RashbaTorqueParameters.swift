import Sweep

/// What the model `rashba-torque` is told.
enum RashbaTorqueParameters {
    static let mass = Parameter("mass", .real, .required, unit: "electron mass", "effective mass")
    static let alpha = Parameter("alpha", .real, .required, unit: "meV nm", "Rashba parameter α")
    static let exchange = Parameter("exchange", .real, .required, unit: "meV", "exchange coupling Δ_xc")
    static let theta = Parameter(
        "theta", .real, .defaultsTo(.real(0)), unit: "rad", "angle of the magnetisation to the film's normal, in the plane xz")
    static let energy = Parameter("energy", .real, .required, unit: "meV", "Fermi energy ε, from the bottom of the bare band")
    static let strength = Parameter(
        "u", .real, .required, unit: "meV nm2", "strength of an impurity's δ potential", excludes: ["inverse_u"])
    static let inverseStrength = Parameter(
        "inverse_u", .real, .optional, unit: "1/(meV nm2)", "one over the strength of an impurity; 0 is the unitary limit",
        excludes: ["u"])
    static let cutoff = Parameter(
        "cutoff", .real, .optional, unit: "meV",
        "energy up to which Re g is integrated; without it u is renormalised, which is a cutoff of 1 meV")
    static let density = Parameter(
        "density", .real, .optional, unit: "nm-2", "density of impurities, which the order `finite` needs")
    static let velocity = Parameter(
        "velocity", .real, .defaultsTo(.real(1e5)), unit: "m/s", "velocity v in the conversion efficiency")
    static let ringPoints = Parameter(
        "ring_points", .integer, .defaultsTo(.integer(0)), unit: "1", "points of the Fermi rings to be stored",
        shapesResults: true)

    static let all = [
        mass, alpha, exchange, theta, energy, strength, inverseStrength, cutoff, density, velocity, ringPoints,
    ]

    static let scattering = Parameter(
        "scattering", .choice(["t-matrix", "first-born"]), .defaultsTo(.text("t-matrix")), unit: "1",
        "orders of the impurity potential")
    static let order = Parameter(
        "density_order", .choice(["leading", "finite"]), .defaultsTo(.text("leading")), unit: "1",
        "orders of the density of impurities")
    static let variant = Parameter(
        "variant", .choice(["corrected", "printed"]), .defaultsTo(.text("corrected")), unit: "1",
        "printed: the clean local Green's function in T, and the plain inverse of 1 - NΥ")
    static let accuracy = Parameter(
        "accuracy", .real, .defaultsTo(.real(1e-10)), unit: "1", "of nK and nσ, relative to their largest components")

    static let settings = [scattering, order, variant, accuracy]
}
