import BogoliubovDeGennes
import Sweep

/// The parameters of the model `bdg-rkky`, and the system they describe. The defaults are those of arXiv:2407.07144; what
/// other systems need is zero, and left out of plans, unless a job gives it.
enum BdGRKKYParameters {
    static let temperature = Parameter("temperature", .real, .defaultsTo(.real(0.001)), unit: "t", "temperature k_B T")

    /// In the order in which plans list them.
    static let all: [Parameter] =
        [
            LatticeParameters.size, LatticeParameters.boundary, SuperconductorParameters.hopping, SuperconductorParameters.mu,
            ImpurityParameters.exchange, temperature, SuperconductorParameters.singletGap, SuperconductorParameters.tripletGap,
            SuperconductorParameters.dVector, SuperconductorParameters.tripletPhase, SuperconductorParameters.winding,
            ImpurityParameters.delta, ImpurityParameters.displacement, LatticeParameters.kind,
        ] + SuperconductorParameters.ofOtherSystems + ImpurityParameters.ofOtherSystems + [
            TextureParameters.textures, ObservableParameters.selection, ObservableParameters.pairs,
        ]

    /// The system at one point, or what is wrong with it.
    static func problem(at point: ParameterSet) throws(ParameterError) -> (ImpurityProblem, MicroscopeRequest?) {
        let temperature = point.real(temperature)
        guard temperature >= 0 else {
            throw ParameterError(
                Self.temperature, problem: "found \(temperature)", allowed: "a temperature of 0 or more, in units of t")
        }
        let lattice = try LatticeParameters.lattice(at: point)
        let superconductor = try SuperconductorParameters.superconductor(at: point, on: lattice, temperature: temperature)
        let impurities = try ImpurityParameters.impurities(at: point, in: lattice)
        let textures = try TextureParameters.configurations(at: point, of: impurities, in: lattice)
        var pairs: [ImpurityPair] = []
        var groups: [ImpurityGroup] = []
        if ObservableParameters.asksFor("exchange", in: point) {
            if point.text(ObservableParameters.pairs) == "isolated" {
                pairs = impurities.pairs
            } else {
                guard impurities.count <= ObservableParameters.largestEmbedding else {
                    throw ParameterError(
                        ObservableParameters.pairs, problem: "found embedded with \(impurities.count) impurities",
                        allowed: "at most \(ObservableParameters.largestEmbedding) there, or isolated")
                }
                groups.append(ImpurityGroup(impurities, configurations: allDirections(of: impurities.count)))
            }
        }
        if ObservableParameters.asksFor("texture_energy", in: point) {
            guard !textures.isEmpty else {
                throw ParameterError(
                    ObservableParameters.selection, problem: "texture_energy without textures", allowed: "textures beside it")
            }
            groups.append(ImpurityGroup(impurities, configurations: textures))
        }
        let microscope = try MicroscopeRequest(
            at: point, superconductor, impurities, textures: textures, temperature: temperature)
        return (
            ImpurityProblem(superconductor: superconductor, pairs: pairs, groups: groups, temperature: temperature), microscope
        )
    }

    /// Every combination of the six directions, the last impurity's running fastest.
    private static func allDirections(of count: Int) -> [[[Double]]] {
        (0..<count).reduce([[]]) { combinations, _ in
            combinations.flatMap { combination in SpinDirection.allCases.map { combination + [$0.vector] } }
        }
    }
}

extension [Impurity] {
    /// Every two of them, the first impurity's partners first.
    var pairs: [ImpurityPair] {
        indices.flatMap { first in (first + 1..<endIndex).map { ImpurityPair(self[first], self[$0]) } }
    }
}
