import BogoliubovDeGennes
import Diagonalization
import DistributedDiagonalization
import LowRank
import MPI
import RandomNumbers
import ReferenceSystems
import Numerics
import ScaLAPACK
import TestSupport

/// Every set of reductions gives what the full matrices give. On two, three and four ranks a third of the systems each, with
/// all reductions together, is enough: choosing them involves no other rank.
func checkReductions(_ world: borrowing Communicator) throws {
    var choices: [Set<ExactReduction>] = [Set(ExactReduction.allCases)]
    if world.size == 1 {
        choices += ExactReduction.allCases.map { [$0] }
        choices += [[.mirror, .particleHole], [.mirror, .spin], [.mirror, .chiral], [.spin, .chiral]]
    }
    for (index, item) in ReductionCase.all.enumerated() where world.size == 1 || index % 3 == world.size % 3 {
        let problem = ImpurityProblem(superconductor: item.system, pairs: [item.pair], temperature: 0.02)
        let full = try DiagonalizationSolver(on: world, blockSize: 8, reductions: []).solve(problem)[0]
        try expect(
            full.solutions.allSatisfy { $0.reductions.isEmpty && $0.orders == [4 * item.system.lattice.siteCount] },
            "no reductions allowed, but some were used")
        try expect(full.solutions.allSatisfy { $0.symmetryDefect == 0 }, "defects of symmetries that were not used")
        for choice in choices {
            let reduced = try DiagonalizationSolver(on: world, blockSize: 8, reductions: choice).solve(problem)[0]
            let difference = zip(full.energies.relative, reduced.energies.relative).map { abs($0 - $1) }.max() ?? 1
            try expect(
                difference <= full.energies.errorEstimate + reduced.energies.errorEstimate,
                "\(item.name), \(choice): off by \(difference)")
            try expectClose(
                reduced.energies.host ?? .nan, full.energies.host ?? .nan, 1e-11, "F0 of \(item.name), \(choice)")
            let used = reduced.solutions.reduce(into: Set<ExactReduction>()) { $0.formUnion($1.reductions) }
            try expect(used.isSubset(of: choice), "\(item.name): \(used) used, \(choice) allowed")
            let defect = reduced.solutions.map(\.symmetryDefect).max() ?? 1
            try expect(defect < 1e-13, "\(item.name), \(choice): a symmetry holds up to \(defect)")
            guard choice.count == ExactReduction.allCases.count else { continue }
            try expect(used == item.used, "\(item.name): \(used) used, not \(item.used)")
            let distinct = Set(reduced.solutions.map(\.representative)).count
            try expect(distinct == item.distinct, "\(item.name): \(distinct) configurations, not \(item.distinct)")
            try expect(
                reduced.solutions.enumerated().allSatisfy {
                    $1.relative == reduced.solutions[$1.representative].relative && $1.representative <= $0
                }, "\(item.name): a copy differs")
        }
    }
}

/// Both backends find the same free energies, with the full matrices and with all reductions.
func checkBackends(_ world: borrowing Communicator) throws {
    guard DiagonalizationBackend.elpa.isAvailable else {
        do {
            _ = try DiagonalizationSolver(on: world, backend: .elpa)
        } catch DistributedDiagonalizationError.backendMissing(.elpa) { return }
        throw CheckFailure(description: "a backend that is not there was accepted")
    }
    for (index, item) in ReductionCase.all.enumerated() where index % 4 == 3 || item.used == [.particleHole] {
        let problem = ImpurityProblem(superconductor: item.system, pairs: [item.pair], temperature: 0.02)
        for reductions in [[], Set(ExactReduction.allCases)] {
            let results = try DiagonalizationBackend.allCases.map {
                try DiagonalizationSolver(on: world, blockSize: 8, reductions: reductions, backend: $0)
                    .solve(problem)[0]
            }
            let (scalapack, elpa) = (results[0], results[1])
            let difference = zip(scalapack.energies.relative, elpa.energies.relative).map { abs($0 - $1) }.max() ?? 1
            try expect(
                difference <= scalapack.energies.errorEstimate + elpa.energies.errorEstimate,
                "\(item.name), \(reductions): off by \(difference)")
            try expectClose(
                elpa.energies.host ?? .nan, scalapack.energies.host ?? .nan, 1e-11, "F0 of \(item.name), \(reductions)")
            try expect(
                zip(scalapack.solutions, elpa.solutions).allSatisfy { $0.orders == $1.orders },
                "\(item.name): the backends solve different matrices")
        }
    }
}

/// Matrices of order 4 and 8: on few ranks ELPA gets them in small blocks, on more ScaLAPACK does.
func checkTinyMatrices(_ world: borrowing Communicator) throws {
    guard DiagonalizationBackend.elpa.isAvailable else { return }
    var random = SplitMix64(seed: 12)
    let ranks = world.size
    var orders: Set<Int> = []
    for d in [DVector(x: [0, 0, 1], y: [0, 0, 0]), randomDVector(alongY: false, using: &random)] {
        let system = paper(width: 2, height: 1, d: d, winding: 0.3)
        let problem = ImpurityProblem(
            superconductor: system,
            pairs: [ImpurityPair(first: .init(x: 0, y: 0), second: .init(x: 1, y: 0), exchange: 2)], temperature: 0.02)
        for shape in [GridShape(rows: 1, columns: ranks), GridShape(rows: ranks, columns: 1)] {
            let results = try DiagonalizationBackend.allCases.map {
                try DiagonalizationSolver(on: world, shape: shape, backend: $0).solve(problem)[0]
            }
            let difference = zip(results[0].energies.relative, results[1].energies.relative).map { abs($0 - $1) }.max()
            try expect(difference ?? 1 <= 1e-13, "2 sites on \(shape): off by \(difference ?? .nan)")
            orders.formUnion(results[1].solutions.flatMap(\.orders))
        }
    }
    try expect(orders == [4, 8], "the orders are \(orders)")
}

/// Random hosts with any terms, disorder and regions among them: all reductions that are found against none.
func checkReductionsOfAnyHost(_ world: borrowing Communicator) throws {
    var random = SplitMix64(seed: 31)
    let reducing = try DiagonalizationSolver(on: world, blockSize: 16)
    let plain = try DiagonalizationSolver(on: world, blockSize: 16, reductions: [])
    for _ in 0..<40 {
        let problem = RandomHosts.problem(isUniform: Bool.random(using: &random), using: &random)
        let (a, b) = (try reducing.freeEnergies(of: problem)[0], try plain.freeEnergies(of: problem)[0])
        for (reduced, full) in zip(a.relative, b.relative) {
            try expectClose(reduced, full, a.errorEstimate + b.errorEstimate, "\(problem)")
        }
        try expectClose(a.host ?? .nan, b.host ?? .nan, 1e-11, "host of \(problem)")
    }
}

/// Hosts that some ranks remember and others do not: all diagonalise them again, and find the same bits.
func checkKnownHosts(_ world: borrowing Communicator) throws {
    let item = ReductionCase.all[0]
    let problem = ImpurityProblem(superconductor: item.system, pairs: [item.pair], temperature: 0.02)
    let hosts = KnownHosts()
    var phases: [[String]] = []
    var energies: [[Double]] = []
    for known in [hosts, hosts, world.rank == 0 ? hosts : KnownHosts()] {
        var seen: [String] = []
        let solver = try DiagonalizationSolver(on: world, blockSize: 8, knownHosts: known) { seen.append($0.phase) }
        energies.append(try solver.freeEnergies(of: problem)[0].relative)
        phases.append(seen.filter { $0.hasPrefix("lattice without impurities") })
    }
    try expect(!phases[0].isEmpty && phases[1].isEmpty, "the host of the second problem was not known")
    try expect(phases[2] == (world.size > 1 ? phases[0] : []), "ranks disagree on what to do")
    try expect(energies.allSatisfy { $0 == energies[0] }, "free energies depend on what was known")
}
