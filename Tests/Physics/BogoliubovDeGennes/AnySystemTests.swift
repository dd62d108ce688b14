import BogoliubovDeGennes
import LowRank
import MUMPS
import RandomNumbers
import ReferenceSystems
import SparseSolver
import XCTest

/// One term at a time beyond the paper's superconductor, against an independent program, to the digits given.
final class AnySystemTests: XCTestCase {
    /// The matrix itself: dense diagonalisation without any reduction.
    func testTheMatrixHasEveryTerm() throws {
        for system in ReferenceSystem.all {
            let relative = try DenseReference.relative(
                system.superconductor, system.pair, temperature: system.temperature,
                configurations: Array(spinConfigurations.indices))
            XCTAssertLessThan(system.deviation(of: relative), 2e-12, system.name)
            let host = try DenseReference.hostFreeEnergy(system.superconductor, temperature: system.temperature)
            XCTAssertEqual(host, system.host, accuracy: 1e-10, system.name)
        }
    }

    func testLowRankWhereItApplies() throws {
        var treated = 0
        for system in ReferenceSystem.all where LowRankSolver.applies(to: system.superconductor) {
            let result = try LowRankSolver().freeEnergies(of: system.problem)[0]
            XCTAssertLessThan(system.deviation(of: result.relative), 2e-12, system.name)
            XCTAssertEqual(try XCTUnwrap(result.host), system.host, accuracy: 1e-10, system.name)
            treated += 1
        }
        XCTAssertEqual(treated, 5, "d-wave, s + id, field, second neighbours, impurity potential")
    }

    /// Any uniform combination of terms that separates along y, also with impurities that differ.
    func testLowRankOnRandomSystems() throws {
        var random = SplitMix64(seed: 12)
        var treated = 0
        var terms = Set<Superconductor.Energy>()
        while treated < 60 {
            let problem = RandomHosts.problem(isUniform: true, using: &random)
            guard LowRankSolver.applies(to: problem.superconductor) else { continue }
            treated += 1
            terms.formUnion(Superconductor.Energy.allCases.filter { problem.superconductor[$0] != 0 })
            let result = try LowRankSolver().freeEnergies(of: problem)[0]
            let configurations = [0, 7, 14, 21, 5, 33]
            let exact = try DenseReference.relative(
                problem.superconductor, problem.pairs[0], temperature: problem.temperature, configurations: configurations)
            for (index, energy) in zip(configurations, exact) {
                XCTAssertEqual(result.relative[index], energy, accuracy: 1e-11, "\(problem)")
            }
            XCTAssertLessThan(result.errorEstimate, 1e-11, "\(problem)")
            let host = try DenseReference.hostFreeEnergy(problem.superconductor, temperature: problem.temperature)
            XCTAssertEqual(try XCTUnwrap(result.host), host, accuracy: 1e-11, "\(problem)")
        }
        XCTAssertEqual(terms.count, Superconductor.Energy.allCases.count - 1, "all but disorder")
    }
}

/// The sparse solver against the same numbers.
final class SparseSolverTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
    }

    func testReferenceSystems() throws {
        for system in ReferenceSystem.all {
            let result = try SparseSolver().freeEnergies(of: system.problem)[0]
            XCTAssertLessThan(system.deviation(of: result.relative), 2e-12, system.name)
            XCTAssertEqual(try XCTUnwrap(result.host), system.host, accuracy: 1e-10, system.name)
            XCTAssertTrue(result.meetsAccuracy, "\(system.name): \(result.errorEstimate)")
        }
    }

    /// Errors lie within the estimates, and the estimates are not wildly larger than the accuracy asked for.
    func testRandomHosts() throws {
        var random = SplitMix64(seed: 5)
        var largest = 0.0
        for _ in 0..<60 {
            let problem = RandomHosts.problem(isUniform: Bool.random(using: &random), using: &random)
            let result = try SparseSolver().freeEnergies(of: problem)[0]
            let configurations = [0, 7, 14, 21, 5, 33]
            let exact = try DenseReference.relative(
                problem.superconductor, problem.pairs[0], temperature: problem.temperature, configurations: configurations)
            let host = try DenseReference.hostFreeEnergy(problem.superconductor, temperature: problem.temperature)
            // The dense reference itself: ε_mach times norm and square root of the number of levels.
            let levels = Double(4 * problem.superconductor.lattice.siteCount)
            let dense = 8 * .ulpOfOne * (problem.superconductor.spectralBound + problem.pairs[0].strength) * levels.squareRoot()
            for (index, energy) in zip(configurations, exact) {
                XCTAssertEqual(result.relative[index], energy, accuracy: result.errorEstimate + 2 * dense, "\(problem)")
            }
            XCTAssertEqual(
                try XCTUnwrap(result.host), host, accuracy: try XCTUnwrap(result.hostErrorEstimate) + dense, "\(problem)")
            largest = max(largest, result.errorEstimate)
        }
        XCTAssertLessThan(largest, 2e-11)
    }

    /// A large lattice, against the route through chains.
    func testALargeLatticeAgainstLowRank() throws {
        let system = Superconductor.paper(
            width: 61, height: 47, boundaryY: .periodic, dVector: DVector(x: [1, 0, 0], y: [0, 1, 0]))
        let problem = ImpurityProblem(
            superconductor: system, pairs: [system.impurities(3, 1), system.impurities(-1, 0, exchange: 1)], temperature: 0.001)
        let (sparse, chains) = (
            try SparseSolver().freeEnergies(of: problem), try LowRankSolver().freeEnergies(of: problem)
        )
        for (a, b) in zip(sparse, chains) {
            for (x, y) in zip(a.relative, b.relative) { XCTAssertEqual(x, y, accuracy: a.errorEstimate + b.errorEstimate) }
            XCTAssertTrue(a.meetsAccuracy, "\(a.errorEstimate)")
            let (host, other) = (try XCTUnwrap(a.host), try XCTUnwrap(b.host))
            XCTAssertEqual(
                host, other, accuracy: try XCTUnwrap(a.hostErrorEstimate) + XCTUnwrap(b.hostErrorEstimate))
        }
    }

    /// Levels at zero under the spins, at any temperature: where Green functions are large and digits are lost, the bound says so.
    func testBoundsHoldAtZeroModes() throws {
        var random = SplitMix64(seed: 21)
        var (losses, worst) = (0, 0.0)
        for _ in 0..<80 {
            let problem = RandomSystem(longest: 12, using: &random).problem
            let (sparse, exact) = (
                try SparseSolver().freeEnergies(of: problem)[0], try LowRankSolver().freeEnergies(of: problem)[0]
            )
            let error = zip(sparse.relative, exact.relative).map { abs($0 - $1) }.max() ?? .infinity
            XCTAssertLessThanOrEqual(error, sparse.errorEstimate + exact.errorEstimate, "\(problem)")
            if error > 1e-11 { losses += 1 }
            worst = max(worst, error)
        }
        // A test of easy systems would show nothing.
        XCTAssertGreaterThan(losses, 3, "the largest error is \(worst)")
    }
}
