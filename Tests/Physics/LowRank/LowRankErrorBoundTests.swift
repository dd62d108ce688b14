import BogoliubovDeGennes
import LowRank
import RandomNumbers
import ReferenceSystems
import XCTest

/// The error of every number of the low-rank route is below the bound that comes with it, zero modes or not.
final class LowRankErrorBoundTests: XCTestCase {
    private let configurations = [0, 3, 8, 13, 28]

    /// What eigenvalues by LAPACK and their sums can be off by. F is a smooth sum of |ε|, so levels near zero cost nothing
    /// more: n eigenvalues, each off by some ε_mach ‖Ĥ‖ of either sign.
    private func denseError(_ problem: ImpurityProblem) -> Double {
        let norm = problem.superconductor.spectralBound + problem.pairs[0].strength
        let levels = Double(4 * problem.superconductor.lattice.siteCount)
        return 4 * .ulpOfOne * norm * levels.squareRoot()
    }

    /// Returns the largest error of F - F[Ĥ0] and that of F[Ĥ0].
    @discardableResult
    private func check(_ problem: ImpurityProblem, _ name: String, line: UInt = #line) throws -> ImpurityFreeEnergies {
        let result = try LowRankSolver().freeEnergies(of: problem)[0]
        let dense = try DenseReference.relative(
            problem.superconductor, problem.pairs[0], temperature: problem.temperature, configurations: configurations)
        let host = try DenseReference.hostFreeEnergy(problem.superconductor, temperature: problem.temperature)
        let ofDense = denseError(problem)
        for (configuration, energy) in zip(configurations, dense) {
            XCTAssertLessThanOrEqual(
                abs(result.relative[configuration] - energy), result.errorEstimate + ofDense, name, line: line)
        }
        let hostEstimate = try XCTUnwrap(result.hostErrorEstimate)
        XCTAssertLessThanOrEqual(abs(try XCTUnwrap(result.host) - host), hostEstimate + ofDense, name, line: line)
        // A bound that says nothing would be easy.
        XCTAssertTrue(result.meetsAccuracy, "\(name): \(result.errorEstimate)", line: line)
        XCTAssertLessThan(result.errorEstimate, 3e-12, name, line: line)
        XCTAssertLessThan(hostEstimate, 2e-10, name, line: line)
        return result
    }

    func testRandomSystemsWithZeroModes() throws {
        var random = SplitMix64(seed: 10)
        for _ in 0..<150 {
            let system = RandomSystem(longest: 12, using: &random)
            try check(system.problem, system.description)
        }
    }

    /// μ = 0 and Δp = t: a site by itself has levels at zero, which a plain elimination divides by.
    func testColdChainWithoutOnSiteEnergies() throws {
        let chain = Superconductor.paper(width: 24, height: 1, chemicalPotential: 0, singletGap: 0, tripletGap: 1)
        for temperature in [1e-3, 1e-7, 1e-12, 0] {
            try check(
                ImpurityProblem(superconductor: chain, pairs: [chain.impurities(1)], temperature: temperature),
                "T = \(temperature)")
        }
    }

    /// Δp = 2t: each end carries exact zero modes, and the spins sit on one of them, or on both.
    func testSpinsOnZeroModes() throws {
        let chain = Superconductor.paper(width: 15, height: 1, chemicalPotential: 0, singletGap: 0, tripletGap: 2)
        let sites = [(7, 12), (7, 13), (7, 14), (0, 14), (14, 0), (0, 1)]
        for (first, second) in sites {
            for temperature in [1e-4, 1e-8, 0] {
                let pair = ImpurityPair(first: .init(x: first, y: 0), second: .init(x: second, y: 0), exchange: 3)
                try check(
                    ImpurityProblem(superconductor: chain, pairs: [pair], temperature: temperature),
                    "\(first), \(second), T = \(temperature)")
            }
        }
    }

    /// Many chains side by side, each with its zero modes: a flat band at the edge.
    func testEdgesOfALatticeOfChains() throws {
        for boundary in Lattice.Boundary.allCases {
            let lattice = Superconductor.paper(
                width: 7, height: 5, boundaryY: boundary, chemicalPotential: 0, singletGap: 0, tripletGap: 2)
            for (first, second) in [((0, 0), (0, 1)), ((0, 2), (0, 4)), ((0, 2), (6, 2)), ((3, 1), (0, 3))] {
                let pair = ImpurityPair(
                    first: .init(x: first.0, y: first.1), second: .init(x: second.0, y: second.1), exchange: 2)
                for temperature in [1e-2, 1e-8, 0] {
                    try check(
                        ImpurityProblem(superconductor: lattice, pairs: [pair], temperature: temperature),
                        "\(boundary) \(pair), T = \(temperature)")
                }
            }
        }
    }

    /// A spin whose bound state lies at zero exactly (𝒥/2 = Δs on an isolated site).
    func testLevelCrossingOnIsolatedSites() throws {
        for height in [2, 3] {
            let sites = Superconductor.paper(
                width: 1, height: height, hopping: 0, chemicalPotential: 0, singletGap: 1, tripletGap: 1)
            let pair = ImpurityPair(first: .init(x: 0, y: 0), second: .init(x: 0, y: 1), exchange: 2)
            for temperature in [0.1, 1e-9, 0] {
                let problem = ImpurityProblem(superconductor: sites, pairs: [pair], temperature: temperature)
                let result = try check(problem, "\(height), T = \(temperature)")
                // Levels ±1 ± 1 on both sites instead of ±1, ±1.
                let exact =
                    -2
                    * (levelFreeEnergy(2, temperature: temperature) + levelFreeEnergy(0, temperature: temperature)
                        - 2 * levelFreeEnergy(1, temperature: temperature))
                for energy in result.relative { XCTAssertEqual(energy, exact, accuracy: result.errorEstimate) }
            }
        }
    }

    /// The energies of a box are known exactly; the sum over 10⁴ of them is not.
    func testHostOfALargeMetal() throws {
        let size = 101
        let metal = Superconductor.paper(width: size, height: size, singletGap: 0, tripletGap: 0)
        let waves = (1...size).map { -2 * cos(.pi * Double($0) / Double(size + 1)) }
        let levels = waves.flatMap { along in waves.map { along + $0 + 3 } }
        for temperature in [1e-3, 0] {
            let problem = ImpurityProblem(
                superconductor: metal, pairs: [metal.impurities(1)], temperature: temperature)
            let result = try LowRankSolver().freeEnergies(of: problem)[0]
            let exact = 4 * freeEnergy(eigenvalues: levels, temperature: temperature)
            let estimate = try XCTUnwrap(result.hostErrorEstimate)
            XCTAssertLessThanOrEqual(abs(try XCTUnwrap(result.host) - exact), estimate + 1e-11)
            XCTAssertLessThan(estimate, 1e-9)
        }
    }

    func testWhatCannotBeReachedIsSaid() throws {
        let superconductor = Superconductor.paper(width: 9, height: 5)
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: 1e-3)
        let greedy = try LowRankSolver(accuracy: 1e-17).freeEnergies(of: problem)[0]
        XCTAssertFalse(greedy.meetsAccuracy)
        XCTAssertGreaterThan(greedy.errorEstimate, 1e-17)
        XCTAssertLessThan(greedy.errorEstimate, 1e-11)
        let modest = try LowRankSolver(accuracy: 1e-6).freeEnergies(of: problem)[0]
        XCTAssertTrue(modest.meetsAccuracy)
        XCTAssertLessThanOrEqual(modest.errorEstimate, 1e-6)
    }

    /// An accuracy out of reach sends everything through the stable eliminations, which must give the same numbers, with
    /// winding phases too.
    func testBothEliminationsAgree() throws {
        var random = SplitMix64(seed: 4)
        for dVector in [DVector.alongZ, .tilted, .elliptic] {
            for boundary in Lattice.Boundary.allCases {
                for winding in [0.0, 1, -2] {
                    let superconductor = Superconductor.paper(
                        width: Int.random(in: 6...17, using: &random), height: 3, boundaryX: boundary,
                        chemicalPotential: -0.4, singletGap: 0.2, tripletGap: 0.3, dVector: dVector, winding: winding)
                    let problem = ImpurityProblem(
                        superconductor: superconductor,
                        pairs: [superconductor.impurities(2), superconductor.impurities(-1, 1, exchange: 1)],
                        temperature: 0.01)
                    let fast = try LowRankSolver().freeEnergies(of: problem)
                    let stable = try LowRankSolver(accuracy: 1e-17).freeEnergies(of: problem)
                    for (a, b) in zip(fast, stable) {
                        for (x, y) in zip(a.relative, b.relative) {
                            XCTAssertEqual(x, y, accuracy: a.errorEstimate + b.errorEstimate, "\(superconductor)")
                        }
                    }
                }
            }
        }
    }

    /// What the frequency sum leaves out of the host's free energy is in its estimate.
    func testEstimateOfTheHostHoldsForCoarseSums() throws {
        let superconductor = Superconductor.paper(width: 9, height: 7)
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: 0.001)
        let exact = try DenseReference.hostFreeEnergy(superconductor, temperature: 0.001)
        for accuracy in [1e-3, 1e-5, 1e-7, 1e-9] {
            let rough = try LowRankSolver(accuracy: accuracy).freeEnergies(of: problem)[0]
            let estimate = try XCTUnwrap(rough.hostErrorEstimate)
            XCTAssertLessThanOrEqual(abs(try XCTUnwrap(rough.host) - exact), estimate + 1e-12)
            XCTAssertLessThan(estimate, accuracy * Double(4 * superconductor.lattice.siteCount))
        }
    }

    func testWithoutHostThereIsNoEstimateOfIt() throws {
        let superconductor = Superconductor.paper(width: 5, height: 3)
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: 1e-3)
        let result = try LowRankSolver(withHost: false).freeEnergies(of: problem)[0]
        XCTAssertNil(result.host)
        XCTAssertNil(result.hostErrorEstimate)
    }
}
