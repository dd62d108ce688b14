import Sweep

/// What the model `nuclear-torque` is told; the defaults are the paper's ⁵⁷Fe.
enum NuclearTorqueParameters {
    static let gamma = Parameter(
        "gamma", .real, .defaultsTo(.real(2 * .pi * 1.382e6)), unit: "rad/(s T)", "gyromagnetic ratio of the nucleus")
    static let spin = Parameter("spin", .real, .defaultsTo(.real(0.5)), unit: "1", "nuclear spin I")
    static let permeability = Parameter("permeability", .real, .defaultsTo(.real(0.25)), unit: "H/m", "permeability μ_rμ0")
    static let fermi = Parameter("k_fermi", .real, .defaultsTo(.real(2e10)), unit: "1/m", "Fermi wave number")
    static let lattice = Parameter("lattice", .real, .defaultsTo(.real(2e-10)), unit: "m", "lattice constant a")
    static let relaxation = Parameter("t2", .real, .defaultsTo(.real(1e-3)), unit: "s", "transverse relaxation time")
    static let conductivity = Parameter("conductivity", .real, .defaultsTo(.real(1e7)), unit: "S/m", "conductivity of the metal")
    static let hallAngle = Parameter("hall_angle", .real, .defaultsTo(.real(0.1)), unit: "1", "spin Hall angle")
    static let diffusion = Parameter("diffusion_length", .real, .defaultsTo(.real(2e-9)), unit: "m", "spin diffusion length")

    static let all = [gamma, spin, permeability, fermi, lattice, relaxation, conductivity, hallAngle, diffusion]
}
