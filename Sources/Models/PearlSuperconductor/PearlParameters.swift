import PearlExchange
import Sweep

/// What the models of impurities on a thin superconductor are told of it.
enum PearlParameters {
    static let temperature = Parameter("temperature", .real, .defaultsTo(.real(0)), unit: "Tc", "temperature over T_c")
    static let superfluid = Parameter(
        "superfluid", .choice(["clean", "dirty"]), .defaultsTo(.text("clean")), unit: "1",
        "limit in which the superfluid weight falls with temperature")
    static let anomalous = Parameter(
        "gamma", .choice(["proportional-to-d", "constant"]), .defaultsTo(.text("proportional-to-d")), unit: "1",
        "how the anomalous current Γ goes with the superfluid weight D")
    static let coupling = Parameter(
        "coupling", .choice(["exact", "approximate", "unscreened"]), .defaultsTo(.text("exact")), unit: "1",
        "Keldysh potential, its approximation of Eq. 10, or no magnetic field")

    /// T/T_c and the superfluid at it.
    static func superfluid(_ parameters: ParameterSet) throws(ParameterError) -> (temperature: Double, limit: Superfluid.Limit) {
        let value = parameters.real(temperature)
        guard value >= 0 else {
            throw ParameterError(temperature, problem: "the temperature is negative: \(value)", allowed: "0 or more, below 1")
        }
        guard value < 1 else {
            throw ParameterError(
                temperature, problem: "at \(value) T_c there is no superconductor", allowed: "0 or more, below 1")
        }
        return (value, parameters.text(superfluid) == "dirty" ? .dirty : .clean)
    }

    static func anomalousCurrent(_ parameters: ParameterSet) -> SupercurrentScale.AnomalousCurrent {
        parameters.text(anomalous) == "constant" ? .constant : .proportionalToWeight
    }

    static func form(_ parameters: ParameterSet) -> PairCoupling.Form {
        switch parameters.text(coupling) {
        case "approximate": .approximate
        case "unscreened": .unscreened
        default: .exact
        }
    }

    /// A distance in units of r₀(0).
    static func distance(_ parameters: ParameterSet, _ parameter: Parameter) throws(ParameterError) -> Double {
        let value = parameters.real(parameter)
        guard value > 0 else {
            throw ParameterError(
                parameter, problem: "\(parameter.key) is \(value)", allowed: "a positive number of Pearl lengths r0(0)")
        }
        return value
    }

    static let conventions = [
        (
            name: "references",
            text:
                "Y. Lu, I. V. Tokatly, F. S. Bergeret, Ferromagnetic ordering of magnetic impurities mediated by supercurrents in the"
                + " presence of spin-orbit coupling, Phys. Rev. B 108, L180506 (2023); equation numbers below are its own"
        ),
        (
            name: "length_convention",
            text: "r0 = 2ħ²/(e²Dμ0), the Pearl length; r0(0) at T = 0, D the superfluid weight, r0 ∝ 1/D"
        ),
        (
            name: "superfluid_convention",
            text: "Δ from ln(Δ/Δ0) = -2∫dξ f(E)/E, Δ0 = 1.763876988862 T_c; D/D0 = 1 - Y (clean, Y Yosida's function) or"
                + " Δ tanh(Δ/2T)/Δ0 (dirty)"
        ),
    ]
}
