import BogoliubovDeGennes
import ImpurityClusters
import MUMPS
import Numerics
import RandomNumbers
import ReferenceSystems
import SparseSolver
import XCTest

/// Any number of impurities, against dense matrices.
final class ImpurityGroupTests: XCTestCase {
    private func direction(using random: inout SplitMix64) -> [Double] {
        let v = (0..<3).map { _ in Double.random(in: -1...1, using: &random) }
        let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return v.map { $0 / length }
    }

    func testRandomGroupsInRandomDirections() throws {
        try XCTSkipUnless(MUMPS.isAvailable, MUMPS.missing ?? "")
        var random = SplitMix64(seed: 3)
        for count in [1, 2, 3, 5, 7] {
            let problem = RandomHosts.problem(isUniform: false, using: &random)
            let host = problem.superconductor
            let sites = (0..<host.lattice.siteCount).map(host.lattice.site(at:)).shuffled(using: &random).prefix(count)
            let impurities = sites.map {
                Impurity(
                    site: $0, exchange: .random(in: -3...3, using: &random), potential: .random(in: -1...1, using: &random))
            }
            let configurations = (0..<4).map { _ in impurities.map { _ in direction(using: &random) } }
            let group = ImpurityGroup(impurities, configurations: configurations)
            let found = try SparseSolver().freeEnergies(of: [group], in: host, temperature: problem.temperature)[0]
            let reference = try DenseReference.hostFreeEnergy(host, temperature: problem.temperature)
            for (spins, energy) in zip(configurations, found.relative) {
                let matrix = BogoliubovHamiltonian(host, impurities: Array(zip(impurities, spins)))
                let exact = freeEnergy(
                    eigenvalues: try DenseReference.eigenvalues(of: matrix), temperature: problem.temperature)
                XCTAssertEqual(energy, exact - reference, accuracy: 1e-11, "\(count) impurities: \(problem)")
            }
            XCTAssertLessThan(found.errorEstimate, Double(count) * 2e-11)
        }
    }

    /// In the Majorana basis a Hamiltonian is i times a real antisymmetric matrix.
    func testMajoranaBlocksAreThoseOfAnAntisymmetricMatrix() throws {
        var random = SplitMix64(seed: 8)
        for _ in 0..<10 {
            let host = RandomHosts.problem(isUniform: false, using: &random).superconductor
            var blocks: [[Int]: MajoranaBlock] = [:]
            BogoliubovHamiltonian(host: host).forEachBlock { row, column, block in
                blocks[[host.lattice.index(of: row), host.lattice.index(of: column)]] = MajoranaBlock(ofHamiltonian: block)
                // All of it: as much as the complex block holds.
                let real = MajoranaBlock(ofHamiltonian: block).elements.reduce(0) { $0 + $1 * $1 }
                XCTAssertEqual(real, block.elements.reduce(0) { $0 + $1.lengthSquared }, accuracy: 1e-13)
            }
            for (place, block) in blocks {
                guard let partner = blocks[[place[1], place[0]]] else { return XCTFail("no partner") }
                for i in 0..<4 { for j in 0..<4 { XCTAssertEqual(block[i, j], -partner[j, i], accuracy: 1e-15) } }
            }
        }
    }
}
