import Sweep

/// What the model `rashba-dmi` is told: parameters of the gas, and the setting of its solver.
enum RashbaDMIParameters {
    static let alpha = Parameter("alpha", .real, .required, unit: "eV Å", "Rashba parameter α")
    static let splitting = Parameter("splitting", .real, .required, unit: "eV", "exchange splitting ΔV")
    static let mu = Parameter("mu", .real, .required, unit: "eV", "chemical potential, from the middle of the gap at k = 0")
    static let temperature = Parameter("temperature", .real, .defaultsTo(.real(300)), unit: "K", "temperature")
    static let mass = Parameter("mass", .real, .defaultsTo(.real(1)), unit: "electron mass", "effective mass")

    static let all = [alpha, splitting, mu, temperature, mass]

    static let accuracy = Parameter(
        "accuracy", .real, .defaultsTo(.real(1e-12)), unit: "1", "relative accuracy of D and Q above T = 0")
}
