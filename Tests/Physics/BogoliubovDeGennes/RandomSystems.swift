import BogoliubovDeGennes
import RandomNumbers
import ReferenceSystems

/// Systems that are hard for an elimination: levels at zero, at the chemical potential where sites by themselves have zero
/// modes, with spins at edges, at any temperature.
struct RandomSystem {
    let problem: ImpurityProblem
    let description: String

    /// - Parameter longest: the largest length along x.
    init(longest: Int, using random: inout SplitMix64) {
        func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: choices.indices, using: &random)] }
        let (boundaryX, boundaryY) = (pick(Lattice.Boundary.allCases), pick(Lattice.Boundary.allCases))
        let width = Int.random(in: 3...longest, using: &random)
        let height = boundaryY == .open && Bool.random(using: &random) ? 1 : 3
        let ofAnyLattice = [DVector.alongZ, .tilted, .elliptic]
        let ofRings = [DVector(x: [0, 0, 0], y: [0, 0, 1]), .chiral]
        let superconductor = Superconductor.paper(
            width: width, height: height, boundaryX: boundaryX, boundaryY: boundaryY,
            chemicalPotential: pick([0, 0, 0.1, Double.random(in: -3...3, using: &random)]),
            singletGap: pick([0, 0, Double.random(in: 0...0.5, using: &random)]),
            // Twice the hopping: chains whose ends carry exact zero modes at μ = 0.
            tripletGap: pick([0, 1, 2, 2, Double.random(in: 0...0.5, using: &random)]),
            dVector: pick(ofAnyLattice + (boundaryY == .periodic ? ofRings : [])),
            tripletPhase: pick(Superconductor.RelativePhase.allCases),
            winding: boundaryX == .periodic ? Double(Int.random(in: -1...1, using: &random)) : 0)
        // At an edge, where the modes are, as often as anywhere else; both spins at opposite ends now and then.
        let first = Lattice.Site(
            x: pick([0, width - 1, width / 2, Int.random(in: 0..<width, using: &random)]),
            y: Int.random(in: 0..<height, using: &random))
        var second = first
        while second == first {
            second = Lattice.Site(
                x: pick([0, width - 1, Int.random(in: 0..<width, using: &random)]),
                y: Int.random(in: 0..<height, using: &random))
        }
        let temperature = pick([0, 1e-8, 1e-7, Double.exp10(Double.random(in: -8...0, using: &random))])
        problem = ImpurityProblem(
            superconductor: superconductor,
            pairs: [ImpurityPair(first: first, second: second, exchange: pick([3, 0.1, 10]))], temperature: temperature)
        description = "\(superconductor), \(problem.pairs[0]), T = \(temperature)"
    }
}
