import BogoliubovDeGennes
import LocalDensityOfStates
import MUMPS
import Numerics
import RandomNumbers
import ReferenceSystems
import XCTest

final class DensityTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
    }

    private let paper = Superconductor(
        lattice: Lattice(width: 7, height: 7, boundaryX: .open, boundaryY: .open), hopping: 1, chemicalPotential: -3,
        singletGap: 0.1, tripletGap: 0.1, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]), tripletPhase: .imaginary, winding: 0)
    private let pair = [Impurity(site: .init(x: 3, y: 3), exchange: 3), Impurity(site: .init(x: 5, y: 3), exchange: 3)]
    private let spins: [[Double]] = [[0.6, 0, 0.8], [0, -0.28, 0.96]]

    /// The numbers of an independent program.
    func testReferenceDensities() throws {
        let sites = [Lattice.Site(x: 3, y: 3), Lattice.Site(x: 5, y: 3), Lattice.Site(x: 0, y: 0)]
        let expected = [
            -0.1: [0.05506255, 0.05835713, 0.02022872], 0: [0.06030631, 0.01964687, 0.00804500],
            0.1: [3.59110243, 0.44575823, 0.19331638],
        ]
        for usesChains in [false, true] {
            let solver = try DensitySolver(
                paper, impurities: pair, configurations: [spins], sites: sites, part: .full, usesChains: usesChains)
            XCTAssertEqual(solver.usesChains, usesChains)
            for (energy, densities) in expected {
                let found = try solver.densities(at: energy, broadening: 0.01)
                for (index, density) in densities.enumerated() {
                    XCTAssertEqual(found.values[2 * index] + found.values[2 * index + 1], density, accuracy: 6e-9)
                }
                XCTAssertLessThan(found.errorEstimate, 1e-7)
            }
        }
    }

    /// Any combination of terms, impurities, spins and axes, by sums of Lorentzians over all states: the whole density and its
    /// change, positive, and within the error estimates.
    func testRandomHostsAgainstDenseMatrices() throws {
        var random = SplitMix64(seed: 21)
        for _ in 0..<30 {
            let problem = RandomHosts.problem(isUniform: Bool.random(using: &random), using: &random)
            let (host, lattice) = (problem.superconductor, problem.superconductor.lattice)
            let pair = [problem.pairs[0].first, problem.pairs[0].second]
            let spins = (0..<2).map { _ in pair.map { _ in randomDirection(using: &random) } }
            let axis = randomDirection(using: &random)
            let sites = [pair[0].site, pair[1].site, Lattice.Site(x: 0, y: 0), Lattice.Site(x: lattice.width - 1, y: 1)]
            let (energy, broadening) = (Double.random(in: -2...2, using: &random), Double.random(in: 0.002...0.2, using: &random))
            let without = try DenseSpectrum(host)
            let with = try spins.map { try DenseSpectrum(host, pair, spins: $0) }
            for part in DensityPart.allCases {
                let solver = try DensitySolver(
                    host, impurities: pair, configurations: spins, sites: sites, part: part, axis: axis)
                let found = try solver.densities(at: energy, broadening: broadening)
                var index = 0
                for spectrum in with {
                    for site in sites {
                        let full = spectrum.density(site, energy, broadening, axis: axis)
                        let before = without.density(site, energy, broadening, axis: axis)
                        for spin in 0..<2 {
                            let exact = part == .full ? full[spin] : full[spin] - before[spin]
                            XCTAssertEqual(
                                found.values[index], exact, accuracy: found.errorEstimate + 1e-11 / broadening, "\(problem)")
                            if part == .full { XCTAssertGreaterThan(found.values[index], 0) }
                            index += 1
                        }
                    }
                }
                XCTAssertLessThan(found.errorEstimate, 1e-7, "\(problem)")
            }
        }
    }

    /// The sum over chains against the sparse factors of all of the lattice: windows, both parts, two spins, any uniform host that
    /// separates with open x.
    func testChainsAgainstSparseFactors() throws {
        var random = SplitMix64(seed: 31)
        var treated = 0
        while treated < 20 {
            let problem = RandomHosts.problem(isUniform: true, using: &random)
            let (host, lattice) = (problem.superconductor, problem.superconductor.lattice)
            let pair = [problem.pairs[0].first, problem.pairs[0].second]
            let spins = [pair.map { _ in randomDirection(using: &random) }]
            let axis = randomDirection(using: &random)
            let sites = (0..<lattice.width).flatMap { x in (1..<lattice.height).map { Lattice.Site(x: x, y: $0) } }
            let (energy, broadening) = (Double.random(in: -2...2, using: &random), Double.random(in: 0.002...0.2, using: &random))
            for part in DensityPart.allCases {
                let chains = try DensitySolver(
                    host, impurities: pair, configurations: spins, sites: sites, part: part, axis: axis)
                guard chains.usesChains else { continue }
                treated += 1
                let sparse = try DensitySolver(
                    host, impurities: pair, configurations: spins, sites: sites, part: part, axis: axis, usesChains: false)
                let found = try chains.densities(at: energy, broadening: broadening)
                let exact = try sparse.densities(at: energy, broadening: broadening)
                for (a, b) in zip(found.values, exact.values) {
                    XCTAssertEqual(a, b, accuracy: found.errorEstimate + exact.errorEstimate, "\(problem)")
                }
                XCTAssertLessThan(found.errorEstimate, 1e-6, "\(problem)")
            }
        }
    }

    /// Every site holds one electron state of each spin: ∫ρ± dE = 1, and impurities change nothing about it. With E = s tan θ the
    /// integrand is periodic and analytic, so that equal steps of θ are exact but for a small power.
    func testSumRule() throws {
        let sites = [Lattice.Site(x: 3, y: 3), Lattice.Site(x: 0, y: 6)]
        for part in DensityPart.allCases {
            let solver = try DensitySolver(
                paper, impurities: pair, configurations: [spins], sites: sites, part: part, axis: [0.48, 0.6, 0.64])
            let (scale, count) = (4.0, 300)
            var sums = [0.0, 0, 0, 0]
            for step in 0..<count {
                let angle = .pi * ((Double(step) + 0.5) / Double(count) - 0.5)
                let found = try solver.densities(at: scale * .tan(angle), broadening: 1)
                let weight = .pi / Double(count) * scale / (.cos(angle) * .cos(angle))
                for (index, value) in found.values.enumerated() { sums[index] += weight * value }
            }
            for sum in sums { XCTAssertEqual(sum, part == .full ? 1 : 0, accuracy: 1e-9) }
        }
    }

    /// What holes have at E, with reversed spin, electrons have at -E.
    func testHolesMirrorElectrons() throws {
        let spectrum = try DenseSpectrum(paper, pair, spins: spins)
        let site = Lattice.Site(x: 4, y: 3)
        let holes = spectrum.spectralFunction(site, 0.11, 0.02, first: 2)
        let solver = try DensitySolver(paper, impurities: pair, configurations: [spins], sites: [site], part: .full)
        let electrons = try solver.densities(at: -0.11, broadening: 0.02)
        XCTAssertEqual(electrons.values[0], holes[0][0].real, accuracy: 1e-11)
        XCTAssertEqual(electrons.values[1], holes[1][1].real, accuracy: 1e-11)
    }
}
