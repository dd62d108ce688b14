import BogoliubovDeGennes
import Diagonalization
import DistributedDiagonalization
import LowRank
import MPI
import RandomNumbers
import ReferenceSystems
import TestSupport

/// The 11 × 11 rows of docs/physics.md, which come from the public package's dense diagonalisation.
func checkTable(_ world: borrowing Communicator) throws {
    let solver = try DiagonalizationSolver(on: world)
    let superconductor = paper(width: 11, height: 11)
    let rows: [(delta: Int, inPlane: Double, axial: Double, dmi: Double, residual: Double, constant: Double)] = [
        (1, -2.8045667651e-02, -2.6845338298e-02, 4.2437237406e-03, 2.86521e-04, -371.2173710351),
        (2, 1.5614413009e-02, 1.6210339220e-02, -2.3562179928e-04, 3.80775e-04, -371.2237416764),
        (3, 2.013288598e-03, 2.044374213e-03, -1.1443377162e-03, 1.14834e-04, -371.2314346516),
    ]
    let problem = ImpurityProblem(
        superconductor: superconductor, pairs: rows.map { superconductor.impurities($0.delta) }, temperature: 0.001)
    for (row, result) in zip(rows, try solver.freeEnergies(of: problem)) {
        let fit = ExchangeCoefficients(fitting: result.relative)
        try expectClose(fit.heisenberg[0], row.inPlane, 1e-12, "J_x at \(row.delta)")
        try expectClose(fit.heisenberg[1], row.inPlane, 1e-12, "J_y at \(row.delta)")
        try expectClose(fit.heisenberg[2], row.axial, 1e-12, "J_z at \(row.delta)")
        try expectClose(fit.dzyaloshinskiiMoriya[2], row.dmi, 1e-12, "D_z at \(row.delta)")
        try expectClose(fit.largestResidual, row.residual, 5e-10, "residual at \(row.delta)")
        try expectClose((result.host ?? .nan) + fit.constant, row.constant, 5e-10, "F0 at \(row.delta)")
    }
}

/// Both solvers on small random systems over all boundaries and windings that the low-rank route takes.
func checkAgainstLowRank(_ world: borrowing Communicator) throws {
    var random = SplitMix64(seed: 7)
    let solver = try DiagonalizationSolver(on: world, blockSize: 8)
    var largest = 0.0
    let boundaries: [(Lattice.Boundary, Lattice.Boundary)] = [
        (.open, .open), (.open, .periodic), (.periodic, .open), (.periodic, .periodic),
    ]
    for (boundaryX, boundaryY) in boundaries {
        for winding in [0, 1, -2] {
            let system = Superconductor(
                lattice: Lattice(width: 5, height: 3, boundaryX: boundaryX, boundaryY: boundaryY),
                hopping: .random(in: 0.5...1.5, using: &random), chemicalPotential: .random(in: -4...4, using: &random),
                singletGap: .random(in: 0...0.5, using: &random), tripletGap: .random(in: 0...0.5, using: &random),
                dVector: randomDVector(alongY: boundaryY == .periodic, using: &random),
                tripletPhase: Bool.random(using: &random) ? .imaginary : .real, winding: Double(winding))
            let exchange = Double.random(in: -4...4, using: &random)
            let problem = ImpurityProblem(
                superconductor: system,
                pairs: [system.impurities(1, 0, exchange: exchange), system.impurities(-1, 1, exchange: exchange)],
                temperature: .random(in: 0.005...0.05, using: &random))
            let (dense, lowRank) = (try solver.freeEnergies(of: problem), try LowRankSolver().freeEnergies(of: problem))
            for (a, b) in zip(dense, lowRank) {
                let difference = zip(a.relative, b.relative).map { abs($0 - $1) }.max() ?? .infinity
                largest = max(largest, difference / (a.errorEstimate + b.errorEstimate))
                try expect(
                    difference <= a.errorEstimate + b.errorEstimate,
                    "\(system): off by \(difference), estimates \(a.errorEstimate), \(b.errorEstimate)")
                try expectClose(a.host ?? .nan, b.host ?? .nan, 1e-10, "F0 of \(system)")
            }
        }
    }
    if world.rank == 0 { print("largest difference, in error estimates: \(largest)") }
}

/// One term at a time beyond the paper's superconductor, with all reductions: whatever a term breaks must be noticed.
func checkReferenceSystems(_ world: borrowing Communicator) throws {
    let solver = try DiagonalizationSolver(on: world, blockSize: 16)
    for system in ReferenceSystem.all {
        let result = try solver.freeEnergies(of: system.problem)[0]
        try expectClose(system.deviation(of: result.relative), 0, 2e-12, system.name)
        try expectClose(result.host ?? .nan, system.host, 1e-10, "host of \(system.name)")
    }
}

/// Groups of impurities by diagonalisation: a group of two is a pair; energies do not depend on the order of impurities.
func checkGroups(_ world: borrowing Communicator) throws {
    var random = SplitMix64(seed: 77)
    let solver = try DiagonalizationSolver(on: world, blockSize: 16)
    for _ in 0..<6 {
        let problem = RandomHosts.problem(isUniform: false, using: &random)
        let pair = problem.pairs[0]
        let configurations = [3, 13, 28].map { index in
            [spinConfigurations[index].first.vector, spinConfigurations[index].second.vector]
        }
        let groups = [
            ImpurityGroup([pair.first, pair.second], configurations: configurations),
            ImpurityGroup([pair.second, pair.first], configurations: configurations.map { $0.reversed() }),
        ]
        let both = ImpurityProblem(
            superconductor: problem.superconductor, pairs: [pair], groups: groups, temperature: problem.temperature)
        let (energies, found) = (try solver.freeEnergies(of: both)[0], try solver.solveGroups(of: both))
        for group in found {
            for (energy, index) in zip(group.relative, [3, 13, 28]) {
                try expectClose(energy, energies.relative[index], 2 * energies.errorEstimate, "\(problem)")
            }
            try expectClose(group.host ?? .nan, energies.host ?? .nan, 1e-11, "host of \(problem)")
        }
    }
}
