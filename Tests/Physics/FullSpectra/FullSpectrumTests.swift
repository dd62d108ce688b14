import BogoliubovDeGennes
import FullSpectra
import ImpurityClusters
import InGapStates
import LocalDensityOfStates
import MUMPS
import MatsubaraSums
import Numerics
import RandomNumbers
import ReferenceSystems
import SparseSolver
import XCTest

/// Levels, densities, Green functions and parities from all states of the full matrix.
final class FullSpectrumTests: XCTestCase {
    private let paper = Superconductor(
        lattice: Lattice(width: 7, height: 7, boundaryX: .open, boundaryY: .open), hopping: 1, chemicalPotential: -3,
        singletGap: 0.1, tripletGap: 0.1, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]), tripletPhase: .imaginary, winding: 0)
    private let pair = [Impurity(site: .init(x: 3, y: 3), exchange: 3), Impurity(site: .init(x: 5, y: 3), exchange: 3)]
    private let spins: [[Double]] = [[0.6, 0, 0.8], [0, -0.28, 0.96]]

    /// The numbers of an independent program.
    func testReferenceValues() throws {
        let spectrum = try FullSpectrum(paper, pair, spins: spins)
        XCTAssertLessThan(spectrum.energyError, 1e-12)
        let levels = try spectrum.levels(below: 0.288, atMost: 16, on: pair.map(\.site))
        let expected = [0.1090464732, 0.1898126120, 0.1898126120, 0.1931326228, 0.2879917527]
        XCTAssertEqual(levels.count, 5)
        for (a, b) in zip(levels.energies, expected) { XCTAssertEqual(a, b, accuracy: 6e-11) }
        let sites = [Lattice.Site(x: 3, y: 3), Lattice.Site(x: 5, y: 3), Lattice.Site(x: 0, y: 0)]
        let found = spectrum.densities(
            at: sites, energies: [-0.1, 0.1], broadening: 0.01,
            axis: [0.6, 0, 0.8])
        let densities = [[0.05506255, 0.05835713, 0.02022872], [3.59110243, 0.44575823, 0.19331638]]
        for (energy, expected) in zip(found, densities) {
            for (site, density) in expected.enumerated() {
                XCTAssertEqual(energy.values[2 * site] + energy.values[2 * site + 1], density, accuracy: 6e-9)
            }
            XCTAssertLessThan(energy.errorEstimate, 1e-8)
        }
    }

    /// Any combination of terms, by sparse factorisations.
    func testRandomHostsAgainstSparseFactors() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
        var random = SplitMix64(seed: 41)
        for _ in 0..<20 {
            let problem = RandomHosts.problem(isUniform: false, using: &random)
            let (host, pair) = (problem.superconductor, [problem.pairs[0].first, problem.pairs[0].second])
            let spins = pair.map { _ in randomDirection(using: &random) }
            let (axis, sites) = (randomDirection(using: &random), pair.map(\.site))
            let without = try FullSpectrum(host)
            let with = try FullSpectrum(host, pair, spins: spins)

            var solver = try InGapSolver(host, impurities: pair)
            let (dense, sparse) = (
                try with.levels(below: 0.5, atMost: 6, on: sites), try solver.levels(spins: spins, below: 0.5, atMost: 6)
            )
            XCTAssertEqual(dense.count, sparse.count, "\(problem)")
            for (a, b) in zip(dense.energies, sparse.energies) {
                XCTAssertEqual(a, b, accuracy: dense.errorEstimate + sparse.errorEstimate, "\(problem)")
            }

            let densities = try DensitySolver(
                host, impurities: pair, configurations: [spins], sites: sites, part: .full, axis: axis
            ).densities(at: 0.13, broadening: 0.05)
            let found = with.densities(at: sites, energies: [0.13], broadening: 0.05, axis: axis)[0]
            for (a, b) in zip(found.values, densities.values) {
                XCTAssertEqual(a, b, accuracy: found.errorEstimate + densities.errorEstimate, "\(problem)")
            }

            let scale = try XCTUnwrap(
                EnergyScale(host, temperature: problem.temperature, strength: pair.map(\.strength).max() ?? 0))
            let green = without.greenFunction(between: sites, scale)
            let group = ImpurityGroup(pair, configurations: [])
            guard
                var shared = try SparseProblem(host, groups: [group], temperature: problem.temperature, accuracy: 1e-11)
            else { return XCTFail("no energies in \(problem)") }
            let other = try shared.greenFunction(on: 0..<shared.frequencyCount)
            XCTAssertEqual(green.unit, other.unit)
            XCTAssertEqual(green.truncation, other.truncation)
            for (a, b) in zip(green.samples, other.samples) {
                XCTAssertEqual(a.weight, b.weight)
                for (x, y) in zip(a.green.elements, b.green.elements) {
                    XCTAssertEqual(x, y, accuracy: a.green.error + b.green.error, "\(problem)")
                }
            }

            let parity = try without.parity(of: pair, unit: scale.unit).parity(spins: spins)
            XCTAssertEqual(parity, try GroundStateParity(host, impurities: pair).parity(spins: spins), "\(problem)")
        }
    }
}
