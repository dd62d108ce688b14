import BogoliubovDeGennes
import Diagonalization
import Foundation
import Sweep

extension Observable.Name {
    static let exchange = Self("J")
    static let dzyaloshinskiiMoriya = Self("D")
    static let moment = Self("moment")
    static let freeEnergy = Self("free_energy")
    static let hostFreeEnergy = Self("free_energy_host")
    static let meanFreeEnergy = Self("F0")
    static let residual = Self("residual")
    static let exchangeTensor = Self("exchange_tensor")
    static let firstMoment = Self("moment1")
    static let secondMoment = Self("moment2")
    static let bilinearResidual = Self("residual_bilinear")
    static let pairResidual = Self("residual_pair")
    static let isBilinear = Self("bilinear")
    static let representative = Self("representative")
    static let reductions = Self("reductions")
    static let symmetryDefect = Self("symmetry_defect")
}

/// What the model `bdg-rkky` computes at a point.
enum BdGRKKYObservables {
    static let all: [Observable] = [
        Observable(.exchange, [component], unit: "t", "Heisenberg and Ising exchange J, energy J_a S1_a S2_a"),
        Observable(.dzyaloshinskiiMoriya, [component], unit: "t", "Dzyaloshinskii-Moriya vector D, energy D (S1 x S2)"),
        Observable(.moment, [component], unit: "t", "moment m, energy m (S1 + S2)"),
        Observable(
            .freeEnergy, [spins("spin1", "first"), spins("spin2", "second")], unit: "t",
            "free energy of each spin configuration minus free_energy_host"),
        Observable(.hostFreeEnergy, unit: "t", "free energy of the lattice without impurities"),
        Observable(.meanFreeEnergy, unit: "t", "free energy averaged over the spin configurations, free_energy_host included"),
        Observable(.residual, unit: "t", "largest deviation of a configuration from the fit by F0, moment, J and D"),
        Observable(
            .bilinearResidual, unit: "t",
            "largest deviation of a configuration from the fit by F0, moment1, moment2 and exchange_tensor"),
        Observable(
            .pairResidual, unit: "t",
            "largest deviation of what both spins do together from exchange_tensor, energies of either spin alone taken out"),
        Observable(
            .isBilinear, unit: "1",
            "1 where the interaction is bilinear in the spins; 0 where residual_pair exceeds every element of exchange_tensor, so that J and D mean little"
        ),
        Observable(
            .exchangeTensor, [tensorIndex("component1", "first"), tensorIndex("component2", "second")], unit: "t",
            "full exchange tensor, energy S1_a J_ab S2_b"),
        Observable(.firstMoment, [component], unit: "t", "coefficient of S1 alone"),
        Observable(.secondMoment, [component], unit: "t", "coefficient of S2 alone"),
        Observable(
            .representative, [spins("spin1", "first"), spins("spin2", "second")], unit: "1",
            "position (6 spin1 + spin2) of the configuration that was diagonalised: another one where a symmetry makes the energy a copy"
        ),
        Observable(
            .reductions, [Observable.Dimension("reduction", labels: matrixReductions.map(\.rawValue), "exact reduction of the matrix")],
            unit: "1", "number of spin configurations whose matrix was reduced this way"),
        Observable(.symmetryDefect, unit: "t", "largest element of H - G H G+ over the symmetries G used"),
    ]

    static let table: [TableColumn] = [
        TableColumn("J_x", .exchange, ["x"]), TableColumn("J_y", .exchange, ["y"]), TableColumn("J_z", .exchange, ["z"]),
        TableColumn("D_x", .dzyaloshinskiiMoriya, ["x"]), TableColumn("D_y", .dzyaloshinskiiMoriya, ["y"]),
        TableColumn("D_z", .dzyaloshinskiiMoriya, ["z"]),
    ] + ["x", "y", "z"].flatMap {
        [TableColumn("m1_\($0)", .firstMoment, [$0]), TableColumn("m2_\($0)", .secondMoment, [$0])]
    } + [
        TableColumn("residual", .residual),
    ]

    /// What follows from the free energies, whoever computed them.
    static func values(_ energies: ImpurityFreeEnergies, solver: String) -> PointValues {
        let fit = ExchangeCoefficients(fitting: energies.relative)
        // Every coefficient is a signed average, so that its error is no larger than that of an energy.
        let error = energies.errorEstimate
        var values = PointValues(solver: solver)
        values[.exchange] = Estimate(fit.heisenberg, error: error)
        values[.dzyaloshinskiiMoriya] = Estimate(fit.dzyaloshinskiiMoriya, error: error)
        values[.moment] = Estimate(fit.moment, error: error)
        values[.freeEnergy] = Estimate(energies.relative, error: error)
        values[.exchangeTensor] = Estimate(fit.tensor, error: error)
        values[.firstMoment] = Estimate(fit.firstMoment, error: error)
        values[.secondMoment] = Estimate(fit.secondMoment, error: error)
        // F minus F0, m, J and D, each of them off by as much.
        values[.residual] = Estimate(fit.largestResidual, error: 8 * error)
        values[.bilinearResidual] = Estimate(fit.largestBilinearResidual, error: 8 * error)
        values[.pairResidual] = Estimate(fit.largestPairResidual, error: 8 * error)
        let isBilinear = fit.largestPairResidual <= max(fit.tensor.map(abs).max() ?? 0, 8 * error)
        values[.isBilinear] = Estimate(isBilinear ? 1 : 0)
        if !isBilinear {
            values.remark =
                "the interaction is not bilinear in the spins (deviations up to \(rough(fit.largestPairResidual)) t), as near the "
                + "crossing of an in-gap state through zero: J and D mean little here"
        }
        if let host = energies.host {
            let hostError = energies.hostErrorEstimate ?? .nan
            values[.hostFreeEnergy] = Estimate(host, error: hostError)
            values[.meanFreeEnergy] = Estimate(host + fit.constant, error: hostError + error)
        }
        return values
    }

    /// The same, with what is known of a diagonalisation.
    static func values(_ result: DiagonalizationResult, solver: String) -> PointValues {
        var values = values(result.energies, solver: solver)
        values[.representative] = Estimate(result.solutions.map { Double($0.representative) })
        values[.reductions] = Estimate(
            matrixReductions.map { reduction in Double(result.solutions.count { $0.reductions.contains(reduction) }) })
        values[.symmetryDefect] = Estimate(result.solutions.map(\.symmetryDefect).max() ?? 0)
        return values
    }

    private static func rough(_ value: Double) -> String { String(format: "%.1e", value) }

    /// All but the one that makes copies.
    private static let matrixReductions = ExactReduction.allCases.filter { $0 != .configurations }

    private static let component = Observable.Dimension("component", labels: ["x", "y", "z"], "component")

    private static func tensorIndex(_ name: String, _ which: String) -> Observable.Dimension {
        Observable.Dimension(name, labels: ["x", "y", "z"], "component of the \(which) spin")
    }

    private static func spins(_ name: String, _ which: String) -> Observable.Dimension {
        Observable.Dimension(name, labels: SpinDirection.allCases.map(\.label), "direction of the \(which) spin")
    }
}
