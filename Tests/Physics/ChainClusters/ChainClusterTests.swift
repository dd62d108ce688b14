import BogoliubovDeGennes
import ChainClusters
import ImpurityClusters
import MUMPS
import RandomNumbers
import ReferenceSystems
import SparseSolver
import XCTest

/// Impurities on hosts that are sums of chains, against sparse factors of all of the lattice.
final class ChainClusterTests: XCTestCase {
    func testGroupsAgainstSparseFactors() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
        var random = SplitMix64(seed: 51)
        var treated = 0
        while treated < 15 {
            let problem = RandomHosts.problem(isUniform: true, using: &random)
            let host = problem.superconductor
            guard ChainClusterSolver.applies(to: host) else { continue }
            treated += 1
            let taken = [problem.pairs[0].first.site, problem.pairs[0].second.site]
            let free = (0..<host.lattice.width).map { Lattice.Site(x: $0, y: 0) }.filter { !taken.contains($0) }
            let third = Impurity(site: free[0], exchange: 1.7, potential: -0.4)
            let groups = [
                [problem.pairs[0].first, problem.pairs[0].second, third], [third, problem.pairs[0].second],
            ].map { impurities in
                ImpurityGroup(
                    impurities,
                    configurations: (0..<3).map { _ in impurities.map { _ in randomDirection(using: &random) } })
            }
            let sparse = try SparseSolver().freeEnergies(of: groups, in: host, temperature: problem.temperature)
            let chains = try ChainClusterSolver(accuracy: 1e-11).freeEnergies(
                of: groups, in: host, temperature: problem.temperature, host: (-1.5, 1e-9))
            for (a, b) in zip(sparse, chains) {
                XCTAssertEqual(b.host, -1.5)
                XCTAssertTrue(b.meetsAccuracy, "\(problem)")
                XCTAssertLessThan(b.errorEstimate, 1e-9)
                for (x, y) in zip(a.relative, b.relative) {
                    XCTAssertEqual(x, y, accuracy: a.errorEstimate + b.errorEstimate, "\(problem)")
                }
            }
        }
    }

    /// Sites that are no magnets and no obstacles cost nothing; a closed x is no chain.
    func testNeutralImpuritiesAndWhatDoesNotApply() throws {
        func host(_ boundaryX: Lattice.Boundary) -> Superconductor {
            Superconductor(
                lattice: Lattice(width: 9, height: 5, boundaryX: boundaryX, boundaryY: .open), hopping: 1,
                chemicalPotential: -3, singletGap: 0.1, tripletGap: 0.1, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]),
                tripletPhase: .imaginary, winding: 0)
        }
        let neutral = ImpurityGroup(
            [Impurity(site: .init(x: 2, y: 2), exchange: 0), Impurity(site: .init(x: 3, y: 2), exchange: 0)],
            configurations: [[[0, 0, 1], [1, 0, 0]]])
        let found = try ChainClusterSolver(accuracy: 1e-11).freeEnergies(
            of: [neutral], in: host(.open), temperature: 0.01, host: nil)
        XCTAssertEqual(found[0].relative[0], 0, accuracy: found[0].errorEstimate)
        XCTAssertFalse(ChainClusterSolver.applies(to: host(.periodic)))
        XCTAssertThrowsError(
            try ChainClusterSolver(accuracy: 1e-11).freeEnergies(
                of: [neutral], in: host(.periodic), temperature: 0.01, host: nil))
    }
}
