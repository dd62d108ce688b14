import BogoliubovDeGennes
import Numerics

/// Small systems with any combination of terms.
public enum RandomHosts {
    /// - Parameter isUniform: whether regions and disorder are left out.
    public static func problem(isUniform: Bool, using random: inout some RandomNumberGenerator) -> ImpurityProblem {
        func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: choices.indices, using: &random)] }
        /// Zero half of the time.
        func some(_ range: ClosedRange<Double>) -> Double { Bool.random(using: &random) ? .random(in: range, using: &random) : 0 }
        let kind = pick(Lattice.Kind.allCases)
        let lattice = Lattice(
            kind, width: pick([4, 5]), height: pick([3, 4]), boundaryX: pick(Lattice.Boundary.allCases),
            boundaryY: pick(Lattice.Boundary.allCases))
        var energies: [Superconductor.Energy: Double] = [
            .hopping: pick([1, 0.7]), .chemicalPotential: .random(in: -3...3, using: &random), .singletGap: some(-0.5...0.5),
            .tripletGap: some(0...0.6), .diagonalHopping: kind == .square ? some(-0.5...0.5) : 0, .spinOrbit: some(-0.7...0.7),
            .dWaveGap: some(-0.4...0.4), .extendedSingletGap: some(-0.4...0.4), .disorder: isUniform ? 0 : some(0...1),
        ]
        switch pick([0, 1, 2]) {
        case 1: energies[.zeemanZ] = 0.2
        case 2: for component in Superconductor.Energy.zeeman { energies[component] = .random(in: -0.2...0.2, using: &random) }
        default: break
        }
        let vectors: [DVector] = [
            DVector(x: [0, 0, 1], y: [0, 0, 0]), DVector(x: [0, 0, 1], y: [0, 0, .i]), DVector(x: [1, 0, 0], y: [0, 1, 0]),
            DVector(x: [1, .i, Complex(0.3)], y: [Complex(0.2), Complex(0.5), 1]),
        ]
        let region = Region(
            x: 0...1, y: 0...(lattice.height - 1),
            energies: [.chemicalPotential: 0.35, pick(Array(Region.energies.dropFirst())): -0.2])
        let superconductor = Superconductor(
            lattice: lattice, energies: energies, dVector: pick(vectors),
            tripletPhase: pick(Superconductor.RelativePhase.allCases), dWavePhase: pick(Superconductor.RelativePhase.allCases),
            winding: pick([0, 0, 1, -2]), disorderSeed: UInt64.random(in: 0...99, using: &random),
            regions: !isUniform && Bool.random(using: &random) ? [region] : [])
        func impurity(_ site: Lattice.Site, like other: Impurity? = nil) -> Impurity {
            Impurity(
                site: site, exchange: other?.exchange ?? .random(in: -4...4, using: &random),
                potential: other?.potential ?? some(-2...2))
        }
        let center = lattice.center
        let first = impurity(center)
        let second = Lattice.Site(
            x: center.x + pick([-1, 1]), y: center.y + pick([-1, 0, 1]))
        return ImpurityProblem(
            superconductor: superconductor,
            pairs: [ImpurityPair(first, impurity(second, like: Bool.random(using: &random) ? first : nil))],
            temperature: .random(in: 0.005...0.1, using: &random))
    }
}
