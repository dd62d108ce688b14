import BogoliubovDeGennes
import Sweep

/// The parameters of the model `bdg-rkky`, and the system they describe. The defaults are those of arXiv:2407.07144; what
/// other systems need is zero, and left out of plans, unless a job gives it.
enum BdGRKKYParameters {
    static let temperature = Parameter("temperature", .real, .defaultsTo(.real(0.001)), unit: "t", "temperature k_B T")

    /// In the order in which plans list them.
    static let all: [Parameter] = [
        LatticeParameters.size, LatticeParameters.boundary, SuperconductorParameters.hopping, SuperconductorParameters.mu,
        ImpurityParameters.exchange, temperature, SuperconductorParameters.singletGap, SuperconductorParameters.tripletGap,
        SuperconductorParameters.dVector, SuperconductorParameters.tripletPhase, SuperconductorParameters.winding,
        ImpurityParameters.delta, ImpurityParameters.displacement, LatticeParameters.kind,
    ] + SuperconductorParameters.ofOtherSystems + ImpurityParameters.ofOtherSystems

    /// The system at one point, or what is wrong with it.
    static func problem(at point: ParameterSet) throws(ParameterError) -> ImpurityProblem {
        let temperature = point.real(temperature)
        guard temperature >= 0 else {
            throw ParameterError(
                Self.temperature, problem: "found \(temperature)", allowed: "a temperature of 0 or more, in units of t")
        }
        let lattice = try LatticeParameters.lattice(at: point)
        let superconductor = try SuperconductorParameters.superconductor(at: point, on: lattice, temperature: temperature)
        return ImpurityProblem(
            superconductor: superconductor, pairs: [try ImpurityParameters.pair(at: point, in: lattice)],
            temperature: temperature)
    }
}
