import BogoliubovDeGennes
import LowRank
import ReferenceSystems
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
        var random = SeededRandom(12)
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
