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
}
