import BogoliubovDeGennes
import LowRank
import Numerics
import RandomNumbers
import ReferenceSystems
import XCTest

/// Energies in any unit and of any size.
final class LowRankScaleTests: XCTestCase {
    /// The same system with all energies times a factor.
    private func problem(
        times factor: Double, mu: Double = -3, gaps: (Double, Double) = (0.1, 0.1), exchange: Double = 3,
        temperature: Double = 0.001, dVector: DVector = .alongZ
    ) -> ImpurityProblem {
        let superconductor = Superconductor.paper(
            width: 9, height: 7, hopping: factor, chemicalPotential: mu * factor, singletGap: gaps.0 * factor,
            tripletGap: gaps.1 * factor, dVector: dVector)
        return ImpurityProblem(
            superconductor: superconductor,
            pairs: [2, 3].map { superconductor.impurities($0, exchange: exchange * factor) },
            temperature: temperature * factor)
    }

    func testTheUnitOfEnergyDoesNotMatter() throws {
        for (mu, gaps, temperature) in [(-3, (0.1, 0.1), 0.001), (0, (0, 1), 1e-7), (-0.5, (0.2, 0), 0), (-30, (5, 1), 0.01)] {
            for dVector in [DVector.alongZ, .elliptic] {
                let plain = try LowRankSolver().freeEnergies(
                    of: problem(times: 1, mu: mu, gaps: gaps, temperature: temperature, dVector: dVector))
                for factor in [1e-9, 1.602176634e-19, 27.2, 1e-290, 1e290] {
                    let scaled = try LowRankSolver().freeEnergies(
                        of: problem(times: factor, mu: mu, gaps: gaps, temperature: temperature, dVector: dVector))
                    for (a, b) in zip(plain, scaled) {
                        XCTAssertEqual(a.meetsAccuracy, b.meetsAccuracy)
                        XCTAssertEqual(a.errorEstimate, b.errorEstimate / factor, accuracy: 0.2 * a.errorEstimate)
                        let (found, expected) = (
                            ExchangeCoefficients(fitting: b.relative.map { $0 / factor }),
                            ExchangeCoefficients(fitting: a.relative)
                        )
                        let coefficients = zip(
                            found.heisenberg + found.dzyaloshinskiiMoriya,
                            expected.heisenberg + expected.dzyaloshinskiiMoriya)
                        for (x, y) in coefficients { XCTAssertEqual(x, y, accuracy: 1e-12, "times \(factor)") }
                        let hosts = (try XCTUnwrap(a.host), try XCTUnwrap(b.host) / factor)
                        XCTAssertEqual(hosts.0, hosts.1, accuracy: 2 * (try XCTUnwrap(a.hostErrorEstimate)))
                    }
                }
            }
        }
    }

    /// One exchange of 10⁶ beside ordinary ones: theirs are as if it were not there.
    func testAStrongExchangeCostsItsNeighboursNothing() throws {
        let superconductor = Superconductor.paper(width: 7, height: 5)
        let ordinary = [superconductor.impurities(1), superconductor.impurities(2, exchange: 2.5)]
        func solve(_ pairs: [ImpurityPair]) throws -> [ImpurityFreeEnergies] {
            try LowRankSolver().freeEnergies(
                of: ImpurityProblem(superconductor: superconductor, pairs: pairs, temperature: 0.001))
        }
        let alone = try solve(ordinary)
        for strong in [1e6, 1e200, -1e300] {
            let together = try solve([superconductor.impurities(3, exchange: strong)] + ordinary)
            for (a, b) in zip(alone, together.dropFirst()) {
                XCTAssertEqual(a.relative, b.relative)
                XCTAssertEqual(a.host, b.host)
                XCTAssertEqual(a.errorEstimate, b.errorEstimate)
            }
            // Four levels at ±𝒥/2 on each of two sites.
            XCTAssertEqual(together[0].relative[0] / abs(strong), -1, accuracy: 1e-5)
            XCTAssertEqual(try XCTUnwrap(together[0].host), try XCTUnwrap(alone[0].host), accuracy: 1e-11)
        }
        let dense = try DenseReference.relative(
            superconductor, superconductor.impurities(3, exchange: 1e6), temperature: 0.001, configurations: [0, 3])
        let strong = try solve([superconductor.impurities(3, exchange: 1e6)])[0]
        for (configuration, energy) in zip([0, 3], dense) {
            XCTAssertEqual(strong.relative[configuration], energy, accuracy: strong.errorEstimate + 1e-8)
        }
    }

    func testZeroTemperatureIsTheLimit() throws {
        let superconductor = Superconductor.paper(width: 8, height: 3)
        func solve(_ temperature: Double) throws -> ImpurityFreeEnergies {
            try LowRankSolver().freeEnergies(
                of: ImpurityProblem(
                    superconductor: superconductor, pairs: [superconductor.impurities(2)], temperature: temperature))[0]
        }
        let zero = try solve(0)
        for temperature in [5e-324, 1e-300, 3e-18, 1e-20, 1e-12] {
            let cold = try solve(temperature)
            for (a, b) in zip(zero.relative, cold.relative) {
                XCTAssertEqual(a, b, accuracy: zero.errorEstimate + cold.errorEstimate + 4 * temperature)
            }
        }
        // All levels are at least 0.01 away from zero here, so nothing is left to freeze out.
        let gapped = try solve(1e-4)
        for (a, b) in zip(zero.relative, gapped.relative) { XCTAssertEqual(a, b, accuracy: 2e-12) }
    }

    func testWithoutAnyEnergy() throws {
        let nothing = Superconductor.paper(
            width: 7, height: 5, hopping: 0, chemicalPotential: 0, singletGap: 0, tripletGap: 0)
        for temperature in [0, 0.001, 1e300] {
            let problem = ImpurityProblem(
                superconductor: nothing, pairs: [nothing.impurities(1, exchange: 0)], temperature: temperature)
            let result = try LowRankSolver().freeEnergies(of: problem)[0]
            XCTAssertTrue(result.relative.allSatisfy { $0 == 0 })
            let exact = -70 * temperature * log(2)
            XCTAssertLessThanOrEqual(abs(try XCTUnwrap(result.host) - exact), try XCTUnwrap(result.hostErrorEstimate))
            // A spin on a bare site: levels ±𝒥/2, each twice.
            let spins = ImpurityProblem(
                superconductor: nothing, pairs: [nothing.impurities(1, exchange: 3)], temperature: temperature)
            let found = try LowRankSolver().freeEnergies(of: spins)[0]
            let shift =
                temperature > 1e10
                ? 0 : -4 * (levelFreeEnergy(1.5, temperature: temperature) - levelFreeEnergy(0, temperature: temperature))
            for energy in found.relative { XCTAssertEqual(energy, shift, accuracy: found.errorEstimate + 1e-15) }
        }
    }

    /// Far above all levels F - F[Ĥ0] = -Tr V²/16T, which is below what a sum of numbers as large as T can resolve.
    func testHotLimit() throws {
        let superconductor = Superconductor.paper(width: 5, height: 3)
        for temperature in [1e3, 1e9, 1e15] {
            let problem = ImpurityProblem(
                superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: temperature)
            let result = try LowRankSolver().freeEnergies(of: problem)[0]
            // The next term is (Tr Ĥ⁴ - Tr Ĥ0⁴)/384T³, of eight levels that move.
            let next = 8 * pow(superconductor.spectralBound + 1.5, 4) / (384 * pow(temperature, 3))
            for energy in result.relative {
                XCTAssertEqual(energy, -8 * 1.5 * 1.5 / (16 * temperature), accuracy: result.errorEstimate + next)
            }
            XCTAssertLessThan(result.errorEstimate, min(1e-10 * temperature, 20 / temperature))
        }
    }

    /// Whatever is given is computed, with a number that is one and a bound on its error, or refused in a sentence.
    func testExtremeValues() throws {
        var random = SplitMix64(seed: 3)
        let values: [Double] = [
            0, 5e-324, -5e-324, 1e-300, -1e-300, 1e-9, 1, -1, 3, 1e15, 1e200, -1e200, 1e300, -1e300, .greatestFiniteMagnitude,
        ]
        var (computed, refused) = (0, 0)
        for _ in 0..<400 {
            func value() -> Double {
                Bool.random(using: &random)
                    ? [1.0, 0.1, 3, 0][Int.random(in: 0..<4, using: &random)]
                    : values[Int.random(in: values.indices, using: &random)]
            }
            let (width, height) = (Int.random(in: 1...4, using: &random), Int.random(in: 2...3, using: &random))
            let boundaryX: Lattice.Boundary = width > 2 && Bool.random(using: &random) ? .periodic : .open
            let huge = DVector(x: [0, Complex(1e200), 0], y: [0, 0, 0])
            let superconductor = Superconductor.paper(
                width: width, height: height, boundaryX: boundaryX, boundaryY: height > 2 ? .periodic : .open,
                hopping: value(), chemicalPotential: value(), singletGap: value(), tripletGap: value(),
                dVector: [.alongZ, .elliptic, huge][Int.random(in: 0..<3, using: &random)],
                winding: boundaryX == .periodic ? [0, 1, 1e300][Int.random(in: 0..<3, using: &random)] : 0.3)
            let first = Lattice.Site(x: 0, y: 0)
            let pairs = [
                ImpurityPair(first: first, second: .init(x: width - 1, y: height - 1), exchange: value()),
                ImpurityPair(first: first, second: .init(x: 0, y: 1), exchange: 2),
            ]
            let problem = ImpurityProblem(superconductor: superconductor, pairs: pairs, temperature: abs(value()))
            do {
                for result in try LowRankSolver().freeEnergies(of: problem) {
                    let numbers = result.relative + [result.errorEstimate, result.host ?? 0, result.hostErrorEstimate ?? 0]
                    XCTAssertTrue(numbers.allSatisfy(\.isFinite), "\(problem)")
                    // No level moves by more than the impurities' potential.
                    let largest = result.relative.map(abs).max() ?? 0
                    XCTAssertLessThanOrEqual(
                        largest, 2 * pairs[0].strength + 2 + result.errorEstimate, "\(problem)")
                    computed += 1
                }
            } catch {
                XCTAssertFalse("\(error)".isEmpty)
                refused += 1
            }
        }
        XCTAssertGreaterThan(computed, 300)
        XCTAssertGreaterThan(refused, 20)
    }

    func testFreeEnergyOfLevelsAtZeroTemperature() {
        XCTAssertEqual(freeEnergy(eigenvalues: [-2, -0.5, 0, 0, 0.5, 2], temperature: 0), -1.25)
        XCTAssertEqual(freeEnergy(eigenvalues: [-2, -0.5, 0, 0, 0.5, 2], temperature: 5e-324), -1.25)
        XCTAssertEqual(freeEnergy(eigenvalues: [], temperature: 0), 0)
        XCTAssertEqual(levelFreeEnergy(-3, temperature: 0), 1.5)
    }

    func testMemoryCountsModesAndWaves() throws {
        func bytes(_ width: Int, _ height: Int) throws -> Double {
            let superconductor = Superconductor.paper(
                width: width, height: height, boundaryX: .periodic, boundaryY: .periodic)
            return LowRankSolver().cost(
                of: ImpurityProblem(
                    superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: 0.001)
            ).bytes
        }
        XCTAssertGreaterThan(try bytes(200_001, 3), 32 * 200_001)
        XCTAssertLessThan(try bytes(200_001, 3), 20e6)
        XCTAssertGreaterThan(try bytes(3, 200_001), 200 * 100_000)
        XCTAssertLessThan(try bytes(101, 101), 1e6)
    }
}
