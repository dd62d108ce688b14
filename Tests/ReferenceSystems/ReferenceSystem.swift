import BogoliubovDeGennes

/// A system with one term beyond the paper's, and what an independent program (dense diagonalisation in SciPy) finds for it.
public struct ReferenceSystem: Sendable {
    public let name: String
    public let superconductor: Superconductor
    public let pair: ImpurityPair
    public let temperature: Double
    public let heisenberg: [Double]
    public let dzyaloshinskiiMoriya: [Double]
    public let moment: [Double]
    public let host: Double

    public var problem: ImpurityProblem {
        ImpurityProblem(superconductor: superconductor, pairs: [pair], temperature: temperature)
    }

    /// The paper's system on 7 × 7 open sites but for what is given.
    private init(
        _ name: String, _ energies: [Superconductor.Energy: Double] = [:], kind: Lattice.Kind = .square,
        dWavePhase: Superconductor.RelativePhase = .real, seed: UInt64 = 0, regions: [Region] = [], exchange: Double = 3,
        potential: Double = 0, displacement: (Int, Int) = (2, 0), temperature: Double = 0.001, heisenberg: [Double],
        dzyaloshinskiiMoriya: [Double] = [0, 0, 0], moment: [Double] = [0, 0, 0], host: Double
    ) {
        self.name = name
        let paper: [Superconductor.Energy: Double] = [
            .hopping: 1, .chemicalPotential: -3, .singletGap: 0.1, .tripletGap: 0.1,
        ]
        superconductor = Superconductor(
            lattice: Lattice(kind, width: 7, height: 7, boundaryX: .open, boundaryY: .open),
            energies: paper.merging(energies) { $1 }, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]), dWavePhase: dWavePhase,
            disorderSeed: seed, regions: regions)
        let first = superconductor.lattice.center
        let second = Lattice.Site(x: first.x + displacement.0, y: first.y + displacement.1)
        pair = ImpurityPair(first: first, second: second, exchange: exchange, potential: potential)
        self.temperature = temperature
        self.heisenberg = heisenberg
        self.dzyaloshinskiiMoriya = dzyaloshinskiiMoriya
        self.moment = moment
        self.host = host
    }

    public static let all = [
        ReferenceSystem(
            "d-wave", [.dWaveGap: 0.15, .singletGap: 0, .tripletGap: 0, .chemicalPotential: -0.6],
            heisenberg: [1.4468639469e-03, 1.4468639470e-03, 1.4468639470e-03], host: -80.9710867962),
        ReferenceSystem(
            "s + id", [.dWaveGap: 0.12, .tripletGap: 0], dWavePhase: .imaginary, displacement: (1, 1),
            heisenberg: [8.0247477534e-03, 8.0247477534e-03, 8.0247477534e-03], host: -150.1050558633),
        ReferenceSystem(
            "Rashba coupling", [.spinOrbit: 0.5, .tripletGap: 0],
            heisenberg: [4.2099312839e-03, 1.2045001453e-02, 4.2099312838e-03],
            dzyaloshinskiiMoriya: [0, -1.1194082698e-02, 0], host: -150.2388415637),
        ReferenceSystem(
            "normal metal with Rashba coupling", [.spinOrbit: 0.4, .singletGap: 0, .tripletGap: 0], temperature: 0.02,
            heisenberg: [6.7831377837e-03, 1.1317049224e-02, 6.7831377837e-03],
            dzyaloshinskiiMoriya: [0, -9.0257196125e-03, 0], host: -149.8141953415),
        ReferenceSystem(
            "field", [.zeemanX: 0.02, .zeemanY: -0.01, .zeemanZ: 0.05],
            heisenberg: [1.2016925555e-02, 1.2012064636e-02, 1.2148121240e-02],
            dzyaloshinskiiMoriya: [-4.3239712895e-06, 1.0844004414e-06, -2.6118600468e-04],
            moment: [-3.4897390970e-04, 1.7260473539e-04, -6.3733317846e-04], host: -149.6648274898),
        ReferenceSystem(
            "second neighbours", [.diagonalHopping: -0.3], displacement: (2, 1),
            heisenberg: [-4.8204407567e-03, -4.8204407568e-03, -3.9815395234e-03],
            dzyaloshinskiiMoriya: [0, 0, 2.8813130472e-03], host: -147.1894362574),
        ReferenceSystem(
            "disorder", [.disorder: 0.8], seed: 42, heisenberg: [9.9671596995e-03, 9.9671596995e-03, 1.0019285754e-02],
            dzyaloshinskiiMoriya: [0, 0, -6.7125848489e-04], host: -148.6312976264),
        ReferenceSystem(
            "impurity potential", exchange: 2, potential: 1.3,
            heisenberg: [5.1753870131e-04, 5.1753870133e-04, 5.4123504451e-04],
            dzyaloshinskiiMoriya: [0, 0, 1.0087397627e-04], host: -149.6648047049),
        ReferenceSystem(
            "triangular lattice", [.chemicalPotential: -4.5], kind: .triangular, displacement: (2, -1),
            heisenberg: [6.1855021649e-03, 6.1855021650e-03, 6.3186229040e-03],
            dzyaloshinskiiMoriya: [0, 0, 2.3137973511e-04], host: -223.2236205969),
        ReferenceSystem(
            "regions",
            regions: [
                Region(x: 0...2, y: 0...6, energies: [.singletGap: 0, .chemicalPotential: -2.4]),
                Region(x: 5...6, y: 0...6, energies: [.tripletGap: 0.3]),
            ], displacement: (1, 0), heisenberg: [-4.0797451076e-02, -4.0797451076e-02, -3.9294647731e-02],
            dzyaloshinskiiMoriya: [0, 0, 2.3645280234e-03], host: -139.0501139581),
    ]

    /// The largest deviation of free energies, fitted, from what is expected of them.
    public func deviation(of relative: [Double]) -> Double {
        let fit = ExchangeCoefficients(fitting: relative)
        let found = fit.heisenberg + fit.dzyaloshinskiiMoriya + fit.moment
        return zip(found, heisenberg + dzyaloshinskiiMoriya + moment).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}
