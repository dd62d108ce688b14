import BogoliubovDeGennes
import Diagonalization
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
    static let pairDisplacement = Self("pair_displacement")
    static let textureEnergy = Self("texture_energy")
}

/// What the model `bdg-rkky` computes in one job.
struct BdGRKKYObservables: Sendable {
    /// How the pairs are called where the job lists its impurities: `1-2`, `1-3`, …; nil where there is one pair, which needs no
    /// axis.
    let pairs: [String]?
    /// The names of the spin configurations whose energies are wanted.
    let textures: [String]
    let hasExchange: Bool
    let microscope: MicroscopeObservables

    init(_ fixed: ParameterSet) {
        if fixed.has(ImpurityParameters.list) {
            let count = fixed.records(ImpurityParameters.list).count
            pairs = (1...max(1, count)).flatMap { first in
                (first..<max(first, count)).map { "\(first)-\($0 + 1)" }
            }
        } else {
            pairs = nil
        }
        textures =
            ObservableParameters.asksFor("texture_energy", in: fixed) ? TextureParameters.names(in: fixed) : []
        microscope = MicroscopeObservables(fixed)
        hasExchange = ObservableParameters.asksFor("exchange", in: fixed)
    }

    var all: [Observable] {
        let host = Observable(.hostFreeEnergy, unit: "t", "free energy of the lattice without impurities")
        var all = hasExchange ? exchange : textures.isEmpty ? [] : [host]
        if !textures.isEmpty {
            all.append(
                Observable(
                    .textureEnergy, [Observable.Dimension("texture", labels: textures, "spin configuration")], unit: "t",
                    "free energy with all impurities there, their spins as in the texture, minus free_energy_host"))
        }
        return all + microscope.all
    }

    private var exchange: [Observable] {
        let pair = pairs.map { [Observable.Dimension("pair", labels: $0, "numbers of the two impurities")] } ?? []
        var all = [
            Observable(.exchange, pair + [Self.component], unit: "t", "Heisenberg and Ising exchange J, energy J_a S1_a S2_a"),
            Observable(
                .dzyaloshinskiiMoriya, pair + [Self.component], unit: "t", "Dzyaloshinskii-Moriya vector D, energy D (S1 x S2)"),
            Observable(.moment, pair + [Self.component], unit: "t", "moment m, energy m (S1 + S2)"),
            Observable(
                .freeEnergy, pair + [Self.spins("spin1", "first"), Self.spins("spin2", "second")], unit: "t",
                "free energy of each spin configuration minus free_energy_host"),
            Observable(.hostFreeEnergy, unit: "t", "free energy of the lattice without impurities"),
            Observable(
                .meanFreeEnergy, pair, unit: "t",
                "free energy averaged over the spin configurations, free_energy_host included"),
            Observable(
                .residual, pair, unit: "t", "largest deviation of a configuration from the fit by F0, moment, J and D"),
            Observable(
                .bilinearResidual, pair, unit: "t",
                "largest deviation of a configuration from the fit by F0, moment1, moment2 and exchange_tensor"),
            Observable(
                .pairResidual, pair, unit: "t",
                "largest deviation of what both spins do together from exchange_tensor, energies of either spin alone taken out"),
            Observable(
                .isBilinear, pair, unit: "1",
                "1 where the interaction is bilinear in the spins; 0 where residual_pair exceeds every element of exchange_tensor, so that J and D mean little"
            ),
            Observable(
                .exchangeTensor,
                pair + [Self.tensorIndex("component1", "first"), Self.tensorIndex("component2", "second")], unit: "t",
                "full exchange tensor, energy S1_a J_ab S2_b"),
            Observable(.firstMoment, pair + [Self.component], unit: "t", "coefficient of S1 alone"),
            Observable(.secondMoment, pair + [Self.component], unit: "t", "coefficient of S2 alone"),
        ]
        if pairs != nil {
            all.append(
                Observable(
                    .pairDisplacement, pair + [Observable.Dimension("axis", labels: ["x", "y"], "lattice vector")], unit: "a",
                    "from the first impurity of a pair to the second, in lattice vectors"))
            return all
        }
        return all + [
            Observable(
                .representative, [Self.spins("spin1", "first"), Self.spins("spin2", "second")], unit: "1",
                "position (6 spin1 + spin2) of the configuration that was diagonalised: another one where a symmetry makes the energy a copy"
            ),
            Observable(
                .reductions,
                [
                    Observable.Dimension(
                        "reduction", labels: Self.matrixReductions.map(\.rawValue), "exact reduction of the matrix")
                ],
                unit: "1", "number of spin configurations whose matrix was reduced this way"),
            Observable(.symmetryDefect, unit: "t", "largest element of H - G H G+ over the symmetries G used"),
        ]
    }

    var table: [TableColumn] {
        let textures = textures.map { TableColumn($0, .textureEnergy, [$0]) }
        guard hasExchange else { return textures + microscope.table }
        guard let pairs else { return Self.tableOfPair + textures + microscope.table }
        return pairs.prefix(3).flatMap { pair in
            ["x", "y", "z"].map { TableColumn("J_\($0) \(pair)", .exchange, [pair, $0]) }
                + ["x", "y", "z"].map { TableColumn("D_\($0) \(pair)", .dzyaloshinskiiMoriya, [pair, $0]) }
        } + textures + microscope.table
    }

    private static let tableOfPair: [TableColumn] =
        [
            TableColumn("J_x", .exchange, ["x"]), TableColumn("J_y", .exchange, ["y"]), TableColumn("J_z", .exchange, ["z"]),
            TableColumn("D_x", .dzyaloshinskiiMoriya, ["x"]), TableColumn("D_y", .dzyaloshinskiiMoriya, ["y"]),
            TableColumn("D_z", .dzyaloshinskiiMoriya, ["z"]),
        ]
        + ["x", "y", "z"].flatMap {
            [TableColumn("m1_\($0)", .firstMoment, [$0]), TableColumn("m2_\($0)", .secondMoment, [$0])]
        } + [
            TableColumn("residual", .residual)
        ]

    /// All but the one that makes copies.
    static let matrixReductions = ExactReduction.allCases.filter { $0 != .configurations }

    private static let component = Observable.Dimension("component", labels: ["x", "y", "z"], "component")

    private static func tensorIndex(_ name: String, _ which: String) -> Observable.Dimension {
        Observable.Dimension(name, labels: ["x", "y", "z"], "component of the \(which) spin")
    }

    private static func spins(_ name: String, _ which: String) -> Observable.Dimension {
        Observable.Dimension(name, labels: SpinDirection.allCases.map(\.label), "direction of the \(which) spin")
    }
}
