import BogoliubovDeGennes
import InGapStates
import MUMPS
import Numerics
import RandomNumbers
import ReferenceSystems
import XCTest

final class InGapTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
    }

    private func paper(
        width: Int = 7, height: Int = 7, _ energies: [Superconductor.Energy: Double] = [:], boundaryX: Lattice.Boundary = .open
    ) -> Superconductor {
        let paper: [Superconductor.Energy: Double] = [
            .hopping: 1, .chemicalPotential: -3, .singletGap: 0.1, .tripletGap: 0.1,
        ]
        return Superconductor(
            lattice: Lattice(width: width, height: height, boundaryX: boundaryX, boundaryY: .open),
            energies: paper.merging(energies) { $1 }, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
    }

    /// The numbers of an independent program (dense diagonalisation in SciPy).
    func testReferenceLevels() throws {
        let host = paper()
        let pair = [Impurity(site: .init(x: 3, y: 3), exchange: 3), Impurity(site: .init(x: 5, y: 3), exchange: 3)]
        var solver = try InGapSolver(host, impurities: pair)
        let found = try solver.levels(spins: [[0.6, 0, 0.8], [0, -0.28, 0.96]], below: 0.2880, atMost: 16)
        let expected = [0.1090464732, 0.1898126120, 0.1898126120, 0.1931326228, 0.2879917527]
        XCTAssertEqual(found.count, 5)
        XCTAssertEqual(found.energies.count, 5)
        for (level, energy) in zip(found.energies, expected) { XCTAssertEqual(level, energy, accuracy: 1e-10) }
        XCTAssertLessThan(found.errorEstimate, 1e-12)
        let alone = try solver.levels(spins: nil, below: 0.19, atMost: 1)
        XCTAssertEqual(alone.energies[0], 0.1898126120, accuracy: 1e-10)
        // Two states of the host have a node where the impurities are.
        XCTAssertEqual(found.impurityWeights.filter { $0 < 1e-20 }.count, 2, "\(found.impurityWeights)")
    }

    /// Any combination of terms, impurities and spins, windows through the middle of the spectrum, degenerate levels included.
    func testRandomHostsAgainstDenseMatrices() throws {
        var random = SplitMix64(seed: 3)
        var (total, degenerate) = (0, 0)
        for _ in 0..<60 {
            let problem = RandomHosts.problem(isUniform: Bool.random(using: &random), using: &random)
            let pair = [problem.pairs[0].first, problem.pairs[0].second]
            let spins = Bool.random(using: &random) ? pair.map { _ in randomDirection(using: &random) } : nil
            let dense =
                try spins.map { try DenseSpectrum(problem.superconductor, pair, spins: $0) }
                ?? DenseSpectrum(problem.superconductor)
            let window = Double.random(in: 0.05...2, using: &random)
            let limit = Int.random(in: 1...24, using: &random)
            var solver = try InGapSolver(problem.superconductor, impurities: pair)
            let found = try solver.levels(spins: spins, below: window, atMost: limit)
            let exact = dense.levels(below: window)
            XCTAssertEqual(found.count, exact.count, "\(problem)")
            XCTAssertEqual(found.energies.count, min(limit, exact.count), "\(problem)")
            for (level, energy) in zip(found.energies, exact) {
                XCTAssertEqual(level, energy, accuracy: found.errorEstimate + 2e-13, "\(problem)")
            }
            XCTAssertLessThan(found.errorEstimate, 1e-12, "\(problem)")
            total += found.energies.count
            degenerate += zip(exact, exact.dropFirst()).filter { $1 - $0 < 1e-12 }.count
        }
        XCTAssertGreaterThan(total, 200)
        XCTAssertGreaterThan(degenerate, 30)
    }

    /// A Kitaev chain for each spin: one Majorana state of each at each end, at zero but for e^{-L/ξ}.
    func testMajoranaStatesOfAChain() throws {
        let chain = Superconductor(
            lattice: Lattice(width: 110, height: 1, boundaryX: .open, boundaryY: .open),
            energies: [.hopping: 1, .chemicalPotential: 0.5, .tripletGap: 0.6], dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        var solver = try InGapSolver(chain, impurities: [Impurity(site: .init(x: 55, y: 0), exchange: 0.2)])
        let found = try solver.levels(spins: nil, below: 0.3, atMost: 16)
        XCTAssertEqual(found.count, 2, "one level for the two ends, of either spin")
        for energy in found.energies { XCTAssertLessThan(energy, found.errorEstimate + 1e-13) }
        let impurity = try solver.levels(spins: [[0, 0, 1]], below: 0.3, atMost: 16)
        for energy in impurity.energies.prefix(2) { XCTAssertLessThan(energy, impurity.errorEstimate + 1e-13) }
        for weight in impurity.impurityWeights.prefix(2) {
            XCTAssertLessThan(weight, 1e-6, "edge states do not touch the impurity")
        }
    }

    /// The closed form of Yu, Shiba and Rusinov in the limit of a wide band: E = Δ |1 - α²|/(1 + α²) with α = πν𝒥/2, where a chain
    /// at half filling has the density of states ν = 1/(2πt) of either spin. Corrections are of the order (Δ/4t)².
    func testShibaStateInAWideBand() throws {
        let gap = 0.02
        let chain = Superconductor(
            lattice: Lattice(width: 2001, height: 1, boundaryX: .open, boundaryY: .open),
            energies: [.hopping: 1, .singletGap: gap], dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        for exchange in [1.2, 2.8, 4, 6] {
            var solver = try InGapSolver(chain, impurities: [Impurity(site: chain.lattice.center, exchange: exchange)])
            let found = try solver.levels(spins: [[0, 0.6, 0.8]], below: 0.999 * gap, atMost: 4)
            XCTAssertEqual(found.count, 1)
            let alpha = exchange / 4
            let expected = gap * abs(1 - alpha * alpha) / (1 + alpha * alpha)
            XCTAssertEqual(try XCTUnwrap(found.energies.first), expected, accuracy: 1e-4 * gap)
        }
    }

    /// The same form exactly on any lattice, α = (𝒥/2) P √(Δ² - E²) with the lattice's own P(E).
    func testShibaStateAgainstTheCondition() throws {
        // With s-wave pairing alone at μ = 0, G0(E) = -(E + Δτ) P(E), P = Σ_k 1/((ξ² + Δ² - E²) N): a level where
        // (𝒥/2) P (E ± Δ) = ±1, that is E = Δ (1 - α²)/(1 + α²) with α = (𝒥/2) P √(Δ² - E²), in the wide-band limit πν𝒥/2.
        let size = 24
        let gap = 0.3
        let host = Superconductor(
            lattice: Lattice(width: size, height: size, boundaryX: .periodic, boundaryY: .periodic),
            energies: [.hopping: 1, .singletGap: gap], dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        for exchange in [1.0, 2.5, 4] {
            var solver = try InGapSolver(host, impurities: [Impurity(site: host.lattice.center, exchange: exchange)])
            let found = try solver.levels(spins: [[0.6, 0, 0.8]], below: gap - 1e-6, atMost: 4)
            XCTAssertEqual(found.count, 1)
            let energy = try XCTUnwrap(found.energies.first)
            var sum = 0.0
            for kx in 0..<size {
                for ky in 0..<size {
                    let xi = -2 * (Double.cos(2 * .pi * Double(kx) / Double(size)) + .cos(2 * .pi * Double(ky) / Double(size)))
                    sum += 1 / (xi * xi + gap * gap - energy * energy)
                }
            }
            let alpha = exchange / 2 * sum / Double(size * size) * (gap * gap - energy * energy).squareRoot()
            XCTAssertEqual(energy, gap * abs(1 - alpha * alpha) / (1 + alpha * alpha), accuracy: 1e-11)
        }
    }

    /// The parity changes exactly where a level crosses zero, and is that of the Pfaffians.
    func testParityChangesAtTheShibaCrossing() throws {
        let host = paper()
        let site = host.lattice.center
        var previous: (parity: Int, signed: Double)?
        var changes = 0
        for exchange in stride(from: 0.25, through: 8, by: 0.25) {
            let impurity = [Impurity(site: site, exchange: exchange, potential: 0.3)]
            let parity = try XCTUnwrap(GroundStateParity(host, impurities: impurity).parity(spins: [[0.48, 0.6, 0.64]]))
            if exchange == 0.25 { XCTAssertEqual(parity, 1, "a weak impurity changes nothing") }
            let dense = try DenseSpectrum(host, impurity, spins: [[0.48, 0.6, 0.64]])
            let lowest = dense.levels(below: 1)[0]
            if let previous, previous.parity != parity {
                changes += 1
                // The level came down to zero and went up again.
                XCTAssertLessThan(min(lowest, previous.signed), 0.1)
            }
            previous = (parity, lowest)
        }
        XCTAssertEqual(changes % 2, 1)
        XCTAssertEqual(previous?.parity, -1, "a strong spin binds an electron")
    }

    /// Without any energy all levels are zero; without a hopping they are those of the impurity alone.
    func testNothingButLevelsAtZero() throws {
        let nothing = Superconductor(
            lattice: Lattice(width: 3, height: 3, boundaryX: .open, boundaryY: .open), energies: [:],
            dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        var solver = try InGapSolver(nothing, impurities: [Impurity(site: .init(x: 1, y: 1), exchange: 1)])
        let host = try solver.levels(spins: nil, below: 0.3, atMost: 32)
        XCTAssertEqual(host.count, 18)
        XCTAssertEqual(host.energies, [Double](repeating: 0, count: 18))
        let impurity = try solver.levels(spins: [[0, 0, 1]], below: 0.6, atMost: 32)
        XCTAssertEqual(impurity.energies.count, 18)
        for energy in impurity.energies.suffix(2) { XCTAssertEqual(energy, 0.5, accuracy: 1e-12) }
        XCTAssertNil(try GroundStateParity(nothing, impurities: []).parity(spins: []))
    }

    /// Against the Pfaffians of the whole matrices, with impurities and without.
    func testParityAgainstTheWholePfaffian() throws {
        var random = SplitMix64(seed: 8)
        var odd = 0
        for _ in 0..<60 {
            let problem = RandomHosts.problem(isUniform: false, using: &random)
            let pair = [problem.pairs[0].first, problem.pairs[0].second]
            let spins = pair.map { _ in randomDirection(using: &random) }
            guard let parity = try GroundStateParity(problem.superconductor, impurities: pair).parity(spins: spins) else {
                continue
            }
            let whole = wholePfaffian(problem.superconductor, pair, spins) * wholePfaffian(problem.superconductor, [], [])
            XCTAssertEqual(parity, whole, "\(problem)")
            if parity < 0 { odd += 1 }
        }
        XCTAssertGreaterThan(odd, 5)
        XCTAssertLessThan(odd, 55)
    }

    /// By Givens rotations to a tridiagonal matrix, of determinant one.
    private func wholePfaffian(_ superconductor: Superconductor, _ impurities: [Impurity], _ spins: [[Double]]) -> Int {
        let hamiltonian = BogoliubovHamiltonian(
            superconductor, impurities: zip(impurities, spins).map { (impurity: $0, spin: $1) })
        let n = hamiltonian.dimension
        var a = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
        hamiltonian.forEachBlock { row, column, block in
            let real = MajoranaBlock(ofHamiltonian: block)
            let (r, c) = (4 * superconductor.lattice.index(of: row), 4 * superconductor.lattice.index(of: column))
            for i in 0..<4 { for j in 0..<4 { a[r + i][c + j] += real[i, j] } }
        }
        for k in 0..<max(0, n - 2) {
            for row in k + 2..<n where a[row][k] != 0 {
                let length = (a[k + 1][k] * a[k + 1][k] + a[row][k] * a[row][k]).squareRoot()
                let (c, s) = (a[k + 1][k] / length, a[row][k] / length)
                for column in 0..<n {
                    let (x, y) = (a[k + 1][column], a[row][column])
                    (a[k + 1][column], a[row][column]) = (c * x + s * y, c * y - s * x)
                }
                for line in 0..<n {
                    let (x, y) = (a[line][k + 1], a[line][row])
                    (a[line][k + 1], a[line][row]) = (c * x + s * y, c * y - s * x)
                }
            }
        }
        return stride(from: 0, to: n, by: 2).reduce(1) { a[$1][$1 + 1] < 0 ? -$0 : $0 }
    }
}
