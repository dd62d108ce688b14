import BogoliubovDeGennes
import GroundState
import ImpurityClusters
import LAPACK
import MUMPS
import Numerics
import RandomNumbers
import ReferenceSystems
import SparseSolver
import XCTest

final class GroundStateTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
    }

    private func solver(
        _ host: Superconductor, _ impurities: [Impurity], temperature: Double
    ) throws -> GroundStateSolver {
        let group = ImpurityGroup(impurities, configurations: [])
        guard var problem = try SparseProblem(host, groups: [group], temperature: temperature, accuracy: 1e-11) else {
            throw XCTSkip("no energies")
        }
        return GroundStateSolver(impurities, try problem.greenFunction(on: 0..<problem.frequencyCount))
    }

    private func exact(_ host: Superconductor, _ impurities: [Impurity], _ spins: [[Double]], temperature: Double) throws
        -> Double
    {
        freeEnergy(eigenvalues: try DenseSpectrum(host, impurities, spins: spins).energies, temperature: temperature)
            - freeEnergy(eigenvalues: try DenseSpectrum(host).energies, temperature: temperature)
    }

    /// No direction near the minimum, nor any of many others, has a lower energy by dense diagonalisation, and the energy agrees.
    func testMinimumOfTheExactFreeEnergy() throws {
        var random = SplitMix64(seed: 4)
        for index in 0..<8 {
            let problem = RandomHosts.problem(isUniform: index % 2 == 0, using: &random)
            let (host, pair) = (problem.superconductor, [problem.pairs[0].first, problem.pairs[0].second])
            let state = try XCTUnwrap(solver(host, pair, temperature: problem.temperature).groundState())
            let energy = try exact(host, pair, state.spins, temperature: problem.temperature)
            XCTAssertEqual(state.energy, energy, accuracy: state.errorEstimate + 1e-11, "\(problem)")
            XCTAssertLessThan(state.errorEstimate, 1e-10)
            for trial in 0..<24 {
                let spread = trial < 8 ? 3e-3 : 2
                let spins = state.spins.map { spin in
                    let moved = zip(spin, randomDirection(using: &random)).map { $0 + spread * $1 }
                    let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
                    return moved.map { $0 / length }
                }
                let other = try exact(host, pair, spins, temperature: problem.temperature)
                XCTAssertGreaterThan(other, energy - 1e-11, "\(problem)")
            }
        }
    }

    private func host(_ energies: [Superconductor.Energy: Double]) -> Superconductor {
        Superconductor(
            lattice: Lattice(width: 9, height: 9, boundaryX: .open, boundaryY: .open),
            energies: energies.merging([.hopping: 1]) { a, _ in a }, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
    }

    private func pair(_ dx: Int, _ dy: Int, exchange: Double = 0.4) -> [Impurity] {
        [Impurity(site: .init(x: 4, y: 4), exchange: exchange), Impurity(site: .init(x: 4 + dx, y: 4 + dy), exchange: exchange)]
    }

    /// On a bipartite lattice at half filling spins on one sublattice are parallel, on different ones antiparallel (theorem of the
    /// RKKY interaction of bipartite lattices; S. Saremi, Phys. Rev. B 76, 184430), with all rotations free.
    func testFerromagnetAndAntiferromagnet() throws {
        let normal = host([:])
        for (dx, dy, expected) in [(1, 0, Double.pi), (1, 1, 0), (2, 0, 0), (2, 1, .pi)] {
            let state = try XCTUnwrap(solver(normal, pair(dx, dy), temperature: 0.02).groundState())
            XCTAssertEqual(try XCTUnwrap(state.cantingAngle), expected, accuracy: 1e-5, "(\(dx), \(dy))")
            XCTAssertEqual(state.rotations, .all)
            XCTAssertEqual(state.degeneracy, 2)
            XCTAssertEqual(state.minima.count, 1)
            XCTAssertEqual(state.spins[0][2], 1, accuracy: 1e-9)
        }
    }

    /// The paper's superconductor keeps rotations about z; spins that lie in the plane are free to turn, and only there.
    func testRotationsAboutTheDVector() throws {
        let mixed = host([.chemicalPotential: -3, .singletGap: 0.1, .tripletGap: 0.1])
        let state = try XCTUnwrap(solver(mixed, pair(1, 0, exchange: 3), temperature: 0.001).groundState())
        XCTAssertEqual(state.rotations, .about([0, 0, 1]))
        XCTAssertEqual(state.degeneracy, state.spins.contains { abs($0[2]) < 1 - 1e-6 } ? 1 : 0)
        let field = host([.chemicalPotential: -3, .singletGap: 0.1, .tripletGap: 0.1, .zeemanX: 0.03])
        XCTAssertEqual(try XCTUnwrap(solver(field, pair(1, 0, exchange: 3), temperature: 0.001).groundState()).rotations, .none)
    }

    /// Spins weak enough that the energy is quadratic in them: its minimum is that of the form fitted to the 36 energies, if what
    /// either spin has alone (K_aa S_a S_a, which such a fit leaves out) is added to the form.
    func testWeakSpinsAreQuadratic() throws {
        let mixed = host([.chemicalPotential: -2.5, .singletGap: 0.15, .tripletGap: 0.3])
        for (dx, dy) in [(1, 0), (2, 0), (2, 1)] {
            let impurities = pair(dx, dy, exchange: 0.1)
            let energies = try SparseSolver().freeEnergies(
                of: ImpurityProblem(
                    superconductor: mixed, pairs: [ImpurityPair(impurities[0], impurities[1])], temperature: 0.01))[0]
            let form = BilinearForm(ExchangeCoefficients(fitting: energies.relative))
            let state = try XCTUnwrap(solver(mixed, impurities, temperature: 0.01).groundState(starts: [form.minimum().spins]))
            // The diagonal of each K, from the mean over the other spin.
            func alone(_ spins: [[Double]]) -> Double {
                (0..<3).reduce(0) { sum, a in
                    let first = (0..<6).reduce(0) { $0 + energies.relative[6 * a + $1] } / 6
                    let second = (0..<6).reduce(0) { $0 + energies.relative[6 * $1 + a] } / 6
                    return sum + first * spins[0][a] * spins[0][a] + second * spins[1][a] * spins[1][a]
                }
            }
            let quadratic = form.energy(state.spins) + alone(state.spins)
            var random = SplitMix64(seed: 2)
            let size = abs(form.minimum().energy)
            for _ in 0..<4000 {
                let spins = [randomDirection(using: &random), randomDirection(using: &random)]
                XCTAssertGreaterThan(form.energy(spins) + alone(spins), quadratic - 0.01 * size, "(\(dx), \(dy))")
            }
            XCTAssertEqual(state.rotations, .about([0, 0, 1]))
        }
    }

    /// Forms whose minimum is known: J alone, D alone (a right angle), both (tan of the angle is D/J), three spins that want to be
    /// antiparallel (120°).
    func testMinimaOfForms() {
        func form(_ j: Double, _ d: Double) -> BilinearForm {
            BilinearForm(moments: [[0, 0, 0], [0, 0, 0]], tensors: [(0, 1, [j, d, 0, -d, j, 0, 0, 0, j])])
        }
        func canting(_ form: BilinearForm) -> Double {
            let spins = form.minimum().spins
            return Double.acos(max(-1, min(1, zip(spins[0], spins[1]).reduce(0) { $0 + $1.0 * $1.1 })))
        }
        XCTAssertEqual(canting(form(-1, 0)), 0, accuracy: 1e-6)
        XCTAssertEqual(canting(form(1, 0)), .pi, accuracy: 1e-6)
        XCTAssertEqual(canting(form(0, 0.3)), .pi / 2, accuracy: 1e-8)
        XCTAssertEqual(canting(form(-1, 0.5)), .atan(0.5), accuracy: 1e-8)
        let one = [1.0, 0, 0, 0, 1, 0, 0, 0, 1]
        let triangle = BilinearForm(
            moments: [[0, 0, 0], [0, 0, 0], [0, 0, 0]], tensors: [(0, 1, one), (1, 2, one), (0, 2, one)])
        XCTAssertEqual(triangle.minimum().energy, -1.5, accuracy: 1e-9)
    }

    /// Three spins on a triangle of a normal metal whose neighbours want to be antiparallel: 120° to each other, by symmetry.
    func testFrustratedTriangle() throws {
        let metal = Superconductor(
            lattice: Lattice(.triangular, width: 6, height: 6, boundaryX: .periodic, boundaryY: .periodic),
            energies: [.hopping: 1, .chemicalPotential: 0.4], dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        let sites: [(Int, Int)] = [(0, 0), (1, 0), (0, 1)]
        let spins = sites.map { Impurity(site: .init(x: $0.0, y: $0.1), exchange: 0.3) }
        let state = try XCTUnwrap(solver(metal, spins, temperature: 0.05).groundState())
        let angle = try XCTUnwrap(state.cantingAngle)
        XCTAssertTrue(abs(angle) < 1e-5 || abs(angle - 2 * .pi / 3) < 1e-5, "\(angle)")
    }
}
