import BogoliubovDeGennes
import Diagonalization
import LowRank
import MPI
import Numerics

/// Systems in which different sets of symmetries hold.
func reductionSystems() -> [(name: String, system: Superconductor, pair: ImpurityPair)] {
    var random = SplitMix64(state: 11)
    let zero: [Complex<Double>] = [0, 0, 0]
    let z: [Complex<Double>] = [0, 0, 1]
    func system(
        _ d: DVector, width: Int = 5, height: Int = 3, x: Lattice.Boundary = .open, y: Lattice.Boundary = .open,
        singletGap: Double = 0.2, tripletGap: Double = 0.15, phase: Superconductor.TripletPhase = .imaginary,
        winding: Double = 0
    ) -> Superconductor {
        paper(
            width: width, height: height, boundaryX: x, boundaryY: y, chemicalPotential: -1.3, singletGap: singletGap,
            tripletGap: tripletGap, d: d, tripletPhase: phase, winding: winding)
    }
    let paperD = DVector(x: z, y: zero)
    let tilted = DVector(x: [Complex(0.48), Complex(-0.6), Complex(0.64)], y: zero)
    let complexD = DVector(x: randomVector(using: &random), y: randomVector(using: &random))
    let list: [(String, Superconductor, (dx: Int, dy: Int))] = [
        ("paper", system(paperD), (1, 0)),
        ("paper, along y", system(paperD, width: 4, height: 5), (0, 2)),
        ("paper, off the row", system(paperD), (1, 1)),
        ("paper, ring", system(paperD, x: .periodic), (2, 0)),
        ("paper, torus", system(paperD, height: 4, x: .periodic, y: .periodic), (1, 0)),
        ("winding, ring", system(paperD, x: .periodic, winding: 1), (1, 0)),
        ("winding, open", system(paperD, winding: 0.7), (1, 0)),
        ("winding, ring, off the row", system(paperD, x: .periodic, winding: -2), (1, 1)),
        ("real phase", system(paperD, phase: .real), (1, 0)),
        ("mirror of the box", system(paperD, width: 4), (-1, 0)),
        ("tilted axis", system(tilted), (1, 0)),
        ("tilted axis, off the row", system(tilted), (-1, 1)),
        ("axis along x", system(DVector(x: [Complex(0, 0.3), 0, 0], y: zero)), (1, 0)),
        ("along the diagonal", system(DVector(x: [1, 1, 1], y: zero)), (1, 0)),
        ("p_y", system(DVector(x: zero, y: z), height: 4), (1, 0)),
        ("helical", system(DVector(x: [1, 0, 0], y: [0, 1, 0])), (1, 0)),
        ("Rashba", system(DVector(x: [0, 1, 0], y: [-1, 0, 0])), (2, 0)),
        ("Rashba, ring", system(DVector(x: [0, 1, 0], y: [-1, 0, 0]), x: .periodic), (2, 0)),
        ("chiral p", system(DVector(x: z, y: [0, 0, .i])), (1, 0)),
        ("non-unitary", system(DVector(x: [1, .i, 0], y: zero)), (1, 0)),
        ("random d", system(complexD), (1, 0)),
        ("random d, off the row", system(complexD), (1, 1)),
        ("random d_x", system(DVector(x: randomVector(using: &random), y: zero)), (1, 0)),
        ("random d, winding", system(complexD, x: .periodic, winding: 1), (1, 0)),
        ("singlet", system(paperD, tripletGap: 0), (1, 0)),
        ("singlet, winding", system(paperD, x: .periodic, tripletGap: 0, winding: 2), (1, 0)),
        ("triplet", system(paperD, singletGap: 0), (1, 0)),
        ("triplet p_y", system(DVector(x: zero, y: [1, 0, 0]), singletGap: 0), (1, 0)),
        ("normal", system(paperD, singletGap: 0, tripletGap: 0), (1, 0)),
    ]
    return list.map { ($0.0, $0.1, $0.1.impurities($0.2.dx, $0.2.dy, exchange: 2.3)) }
}

/// Every set of reductions gives what the full matrices give.
func checkReductions(_ world: borrowing Communicator) throws {
    let choices: [Set<ExactReduction>] =
        [Set(ExactReduction.allCases)] + ExactReduction.allCases.map { [$0] }
        + [[.mirror, .particleHole], [.mirror, .spin], [.mirror, .chiral], [.spin, .chiral]]
    var worst = 0.0
    for (name, system, pair) in reductionSystems() {
        let problem = ImpurityProblem(superconductor: system, pairs: [pair], temperature: 0.02)
        let full = try DiagonalizationSolver(on: world, blockSize: 8, reductions: []).solve(problem)[0]
        try expect(full.solutions.allSatisfy { $0.reductions.isEmpty }, "reductions: none, but some were used")
        for choice in choices {
            let reduced = try DiagonalizationSolver(on: world, blockSize: 8, reductions: choice).solve(problem)[0]
            let difference = zip(full.energies.relative, reduced.energies.relative).map { abs($0 - $1) }.max() ?? .infinity
            let allowed = full.energies.errorEstimate + reduced.energies.errorEstimate
            worst = max(worst, difference / allowed)
            try expect(difference <= allowed, "\(name), \(choice): off by \(difference)")
            try expectClose(reduced.energies.host ?? .nan, full.energies.host ?? .nan, 1e-11, "F0 of \(name), \(choice)")
            let used = reduced.solutions.reduce(into: Set<ExactReduction>()) { $0.formUnion($1.reductions) }
            try expect(used.isSubset(of: choice), "\(name): \(used) used, \(choice) allowed")
            if world.rank == 0, choice.count == ExactReduction.allCases.count {
                let distinct = reduced.solutions.enumerated().filter { $0.offset == $0.element.representative }
                print(name, "|", distinct.count, "distinct")
                var lines: [String: [String]] = [:]
                for (k, s) in distinct {
                    let c = spinConfigurations[k]
                    lines["\(s.orders) \(s.reductions.map(\.rawValue).sorted())", default: []].append(c.first.label + c.second.label)
                }
                for line in lines.sorted(by: { $0.key < $1.key }) { print("    ", line.key, line.value.joined(separator: " ")) }
            }
        }
    }
    if world.rank == 0 { print("worst", worst) }
}
