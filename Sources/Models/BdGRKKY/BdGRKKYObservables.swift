import BogoliubovDeGennes
import Diagonalization
import Sweep

/// What the model `bdg-rkky` computes at a point, in the order of its results.
enum BdGRKKYObservables {
    static let all: [Observable] = [
        Observable("J", [component], unit: "t", "Heisenberg and Ising exchange J, energy J_a S1_a S2_a"),
        Observable("D", [component], unit: "t", "Dzyaloshinskii-Moriya vector D, energy D (S1 x S2)"),
        Observable("moment", [component], unit: "t", "moment m, energy m (S1 + S2)"),
        Observable(
            "free_energy", [spins("spin1", "first"), spins("spin2", "second")], unit: "t",
            "free energy of each spin configuration minus free_energy_host"),
        Observable("free_energy_host", unit: "t", "free energy of the lattice without impurities"),
        Observable("F0", unit: "t", "free energy averaged over the spin configurations, free_energy_host included"),
        Observable("residual", unit: "t", "largest deviation of a configuration from the fit"),
        Observable(
            "exchange_tensor", [tensorIndex("component1", "first"), tensorIndex("component2", "second")], unit: "t",
            "full exchange tensor, energy S1_a J_ab S2_b"),
        Observable("moment1", [component], unit: "t", "coefficient of S1 alone"),
        Observable("moment2", [component], unit: "t", "coefficient of S2 alone"),
        Observable(
            "representative", [spins("spin1", "first"), spins("spin2", "second")], unit: "1",
            "position (6 spin1 + spin2) of the configuration that was diagonalised: another one where a symmetry makes the energy a copy"
        ),
        Observable(
            "reductions", [Observable.Dimension("reduction", labels: matrixReductions.map(\.rawValue), "exact reduction of the matrix")],
            unit: "1", "number of spin configurations whose matrix was reduced this way"),
        Observable("symmetry_defect", unit: "t", "largest element of H - G H G+ over the symmetries G used"),
    ]

    static let table: [TableColumn] = [
        TableColumn("J_x", "J", ["x"]), TableColumn("J_y", "J", ["y"]), TableColumn("J_z", "J", ["z"]),
        TableColumn("D_z", "D", ["z"]), TableColumn("residual", "residual"),
    ]

    /// Low-rank diagonalises nothing, so what describes a diagonalisation is missing.
    static func values(_ energies: ImpurityFreeEnergies) -> [[Double]] {
        physics(energies) + all.suffix(3).map { [Double](repeating: .nan, count: $0.count) }
    }

    static func values(_ result: DiagonalizationResult) -> [[Double]] {
        physics(result.energies) + [
            result.solutions.map { Double($0.representative) },
            matrixReductions.map { reduction in Double(result.solutions.count { $0.reductions.contains(reduction) }) },
            [result.solutions.map(\.symmetryDefect).max() ?? 0],
        ]
    }

    /// All but the one that makes copies.
    private static let matrixReductions = ExactReduction.allCases.filter { $0 != .configurations }

    private static func physics(_ energies: ImpurityFreeEnergies) -> [[Double]] {
        let fit = ExchangeCoefficients(fitting: energies.relative)
        let host = energies.host ?? .nan
        return [
            fit.heisenberg, fit.dzyaloshinskiiMoriya, fit.moment, energies.relative, [host], [host + fit.constant],
            [fit.largestResidual], fit.tensor, fit.firstMoment, fit.secondMoment,
        ]
    }

    private static let component = Observable.Dimension("component", labels: ["x", "y", "z"], "component")

    private static func tensorIndex(_ name: String, _ which: String) -> Observable.Dimension {
        Observable.Dimension(name, labels: ["x", "y", "z"], "component of the \(which) spin")
    }

    private static func spins(_ name: String, _ which: String) -> Observable.Dimension {
        Observable.Dimension(name, labels: SpinDirection.allCases.map(\.label), "direction of the \(which) spin")
    }
}
