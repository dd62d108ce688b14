import BogoliubovDeGennes
import Diagonalization
import Numerics
import ReferenceSystems
import XCTest

final class ReductionsTests: XCTestCase {
    private func entries(_ hamiltonian: BogoliubovHamiltonian) -> [[Int]: Complex<Double>] {
        var entries: [[Int]: Complex<Double>] = [:]
        hamiltonian.forEachEntry { row, column, value in
            XCTAssertNil(entries[[row, column]], "an entry comes twice")
            entries[[row, column]] = value
        }
        return entries
    }

    /// Ĥ = Ĥ† and τ1 Ĥ* τ1 = -Ĥ, entry by entry, for any d-vector, winding and spins.
    func testHermiticityAndParticleHoleSymmetry() throws {
        for (boundary, winding) in [(Lattice.Boundary.open, 0.37), (.periodic, -2)] {
            let system = Superconductor.paper(
                width: 4, height: 3, boundaryX: boundary, boundaryY: .periodic,
                dVector: DVector(
                    x: [1, Complex(0, 0.3), -1], y: [Complex(0.2, -1), Complex(0.3, 0.06), Complex(-0.2, 1)]), winding: winding)
            let spins = (first: [0.3, -0.5, 0.81], second: [-0.1, 0.7, 0.7])
            let all = entries(
                BogoliubovHamiltonian(system, impurities: system.impurities(1, 1, exchange: 2.1).with(spins: spins)))
            func partner(_ row: Int) -> Int { row - row % 4 + (row % 4 + 2) % 4 }
            for (position, value) in all {
                let (row, column) = (position[0], position[1])
                XCTAssertEqual(all[[column, row]], value.conjugate)
                let mirrored = try XCTUnwrap(all[[partner(row), partner(column)]])
                XCTAssertLessThan((mirrored + value.conjugate).length, 1e-15)
            }
        }
    }

    /// The counts of docs/physics.md: 8 for d along z, 12 with winding; without any symmetry all 36.
    func testDistinctConfigurations() {
        let open = Superconductor.paper(width: 7, height: 5)
        let found = EquivalentConfigurations(open, open.impurities(2))
        let labels = found.distinct.map { spinConfigurations[$0].first.label + spinConfigurations[$0].second.label }
        XCTAssertEqual(labels, ["+x+x", "+x+y", "+x+z", "+x-x", "+x-y", "+z+x", "+z+z", "+z-z"])
        for (index, representative) in found.representatives.enumerated() {
            XCTAssertEqual(found.representatives[representative], representative)
            XCTAssertLessThanOrEqual(representative, index)
        }
        let flowing = Superconductor.paper(width: 7, height: 5, winding: 1)
        XCTAssertEqual(EquivalentConfigurations(flowing, flowing.impurities(2)).distinct.count, 12)
        let general = Superconductor.paper(
            width: 7, height: 5,
            dVector: DVector(x: [1, Complex(0, 0.4), Complex(0.2)], y: [0, 1, Complex(-0.7)]))
        XCTAssertEqual(EquivalentConfigurations(general, general.impurities(1, 1)).distinct.count, 36)
    }

    /// Every set of reductions gives what the full matrices give, and uses the symmetries that there are and no others.
    func testEveryReductionAgreesWithTheFullMatrix() throws {
        var choices: [Set<ExactReduction>] = [Set(ExactReduction.allCases)]
        choices += ExactReduction.allCases.map { [$0] }
        choices += [[.mirror, .particleHole], [.mirror, .spin], [.mirror, .chiral], [.spin, .chiral]]
        for item in ReductionCase.all {
            let problem = ImpurityProblem(superconductor: item.system, pairs: [item.pair], temperature: 0.02)
            let full = try SerialDiagonalizer(reductions: []).solve(problem)[0]
            for choice in choices {
                let reduced = try SerialDiagonalizer(reductions: choice).solve(problem)[0]
                let difference = zip(full.energies.relative, reduced.energies.relative).map { abs($0 - $1) }.max() ?? 1
                XCTAssertLessThanOrEqual(
                    difference, full.energies.errorEstimate + reduced.energies.errorEstimate, "\(item.name), \(choice)")
                XCTAssertEqual(
                    reduced.energies.host ?? .nan, full.energies.host ?? .nan, accuracy: 1e-11, "\(item.name), \(choice)")
                let used = reduced.solutions.reduce(into: Set<ExactReduction>()) { $0.formUnion($1.reductions) }
                XCTAssertTrue(used.isSubset(of: choice), "\(item.name): \(used) used, \(choice) allowed")
                guard choice.count == ExactReduction.allCases.count else { continue }
                XCTAssertEqual(used, item.used, item.name)
                XCTAssertEqual(Set(reduced.solutions.map(\.representative)).count, item.distinct, item.name)
            }
        }
    }

    /// Unlike impurities cannot be exchanged, so that of all mirrors the one through both remains: a triangular torus has it along
    /// six directions and no others, one with sides that do not divide each other, or with disorder, has none.
    func testMirrorsOfTheTriangularLattice() throws {
        func solve(
            _ lattice: Lattice, _ displacement: (x: Int, y: Int), disorder: Double = 0, _ reductions: Set<ExactReduction>
        ) throws -> DiagonalizationResult {
            let host = Superconductor(
                lattice: lattice, energies: [.hopping: 1, .chemicalPotential: -1.3, .singletGap: 0.2, .disorder: disorder],
                dVector: .alongZ)
            let first = Lattice.Site(x: 1, y: 2)
            let second = Lattice.Site(x: first.x + displacement.x, y: first.y + displacement.y)
            let pair = ImpurityPair(Impurity(site: first, exchange: 2.3), Impurity(site: second, exchange: 1.1))
            return try SerialDiagonalizer(reductions: reductions).solve(
                ImpurityProblem(superconductor: host, pairs: [pair], temperature: 0.02))[0]
        }
        let all = Set(ExactReduction.allCases)
        let rhombus = Lattice(.triangular, width: 5, height: 5, boundaryX: .periodic, boundaryY: .periodic)
        let parallelogram = Lattice(.triangular, width: 5, height: 4, boundaryX: .periodic, boundaryY: .periodic)
        for (lattice, displacement, disorder, hasMirror) in [
            (rhombus, (1, 0), 0.0, true), (rhombus, (0, -1), 0, true), (rhombus, (1, -1), 0, true), (rhombus, (1, 1), 0, true),
            (rhombus, (2, -1), 0, true), (rhombus, (-1, 2), 0, true), (rhombus, (2, 1), 0, false), (rhombus, (1, 0), 0.5, false),
            (parallelogram, (1, 1), 0, false), (parallelogram, (2, -1), 0, false),
        ] {
            let label = "\(lattice.width) × \(lattice.height), \(displacement)"
            let reduced = try solve(lattice, displacement, disorder: disorder, all)
            let full = try solve(lattice, displacement, disorder: disorder, [])
            XCTAssertEqual(reduced.solutions.allSatisfy { $0.reductions.contains(.mirror) }, hasMirror, label)
            for (a, b) in zip(reduced.energies.relative, full.energies.relative) {
                XCTAssertEqual(a, b, accuracy: reduced.energies.errorEstimate + full.energies.errorEstimate, label)
            }
            XCTAssertEqual(reduced.energies.host ?? .nan, full.energies.host ?? .nan, accuracy: 1e-11, label)
        }
    }
}
