import BogoliubovDeGennes
import Diagonalization
import ReferenceSystems
import XCTest

final class KnownHostsTests: XCTestCase {
    private func isOfHost(_ phase: String) -> Bool { phase.hasPrefix("lattice without impurities") }

    /// A grid over distance, exchange and temperature, point by point as a sweep asks for them: the lattice without impurities is
    /// diagonalised for the first point only, and every number is what it is for that point alone.
    func testPointsShareTheirHost() throws {
        let host = Superconductor.paper(width: 7, height: 5)
        var problems: [ImpurityProblem] = []
        for temperature in [0.001, 0.1] {
            for delta in [1, 2, 3] {
                for exchange in [3.0, -0.7] {
                    let pair = host.impurities(delta, exchange: exchange)
                    problems.append(ImpurityProblem(superconductor: host, pairs: [pair], temperature: temperature))
                }
            }
        }
        let remembering = SerialDiagonalizer(knownHosts: KnownHosts())
        var (solves, ofHost) = (0, 0)
        for (number, problem) in problems.enumerated() {
            let alone = SerialDiagonalizer()
            let expected = try alone.freeEnergies(of: problem)[0]
            let found = try remembering.freeEnergies(of: problem)[0]
            XCTAssertEqual(found.host, expected.host)
            XCTAssertEqual(found.relative, expected.relative)
            XCTAssertEqual(found.errorEstimate, expected.errorEstimate)
            let own = alone.phases.filter(isOfHost).count
            XCTAssertGreaterThan(own, 0)
            solves += number == 0 ? alone.solves : alone.solves - own
            ofHost = number == 0 ? own : ofHost
        }
        XCTAssertEqual(remembering.phases.filter(isOfHost).count, ofHost)
        XCTAssertEqual(remembering.solves, solves)
    }

    /// Another mirror divides the host otherwise, and another host is another; groups share with pairs off the mirrors.
    func testWhatIsNotSharedIsDiagonalized() throws {
        let host = Superconductor.paper(width: 7, height: 5)
        func countOfHost(_ solver: SerialDiagonalizer, _ superconductor: Superconductor, _ pair: ImpurityPair) throws -> Int {
            let before = solver.phases.filter(isOfHost).count
            _ = try solver.freeEnergies(of: ImpurityProblem(superconductor: superconductor, pairs: [pair], temperature: 0.01))
            return solver.phases.filter(isOfHost).count - before
        }
        let solver = SerialDiagonalizer(knownHosts: KnownHosts())
        let onTheRow = try countOfHost(solver, host, host.impurities(1))
        XCTAssertGreaterThan(onTheRow, 0)
        let offTheRow = try countOfHost(solver, host, host.impurities(1, 1))
        XCTAssertGreaterThan(offTheRow, 0)
        XCTAssertEqual(try countOfHost(solver, host, host.impurities(2, 1)), 0)
        XCTAssertEqual(try countOfHost(solver, host, host.impurities(3)), 0)
        let other = Superconductor.paper(width: 7, height: 5, tripletGap: 0.11)
        XCTAssertEqual(try countOfHost(solver, other, host.impurities(1)), onTheRow)
        let group = ImpurityGroup(host.impurities(1, 1))
        let before = solver.solves
        let found = try solver.solveGroups(
            of: ImpurityProblem(superconductor: host, pairs: [], groups: [group], temperature: 0.01))
        XCTAssertEqual(found[0].relative.count, 36)
        XCTAssertEqual(solver.phases.suffix(solver.solves - before).filter(isOfHost).count, 0)
        XCTAssertEqual(
            found[0].relative,
            try SerialDiagonalizer().solveGroups(
                of: ImpurityProblem(superconductor: host, pairs: [], groups: [group], temperature: 0.01))[0].relative)
    }

    /// Whatever does not fit is forgotten, the least used first, but for the last.
    func testMemoryIsBounded() throws {
        let hosts = [0.1, 0.2, 0.3].map { Superconductor.paper(width: 3, height: 3, tripletGap: $0) }
        for (capacity, expected) in [
            (1, [1, 1, 1, 1, 0, 1, 1]), (2 * 36, [1, 1, 0, 1, 0, 0, 1]), (3 * 36, [1, 1, 0, 1, 0, 0, 0]),
        ] {
            let solver = SerialDiagonalizer(reductions: [], knownHosts: KnownHosts(capacity: capacity))
            let counts = try [0, 1, 0, 2, 2, 0, 1].map { number in
                let before = solver.solves
                _ = try solver.freeEnergies(
                    of: ImpurityProblem(superconductor: hosts[number], pairs: [hosts[number].impurities(1)], temperature: 0.01))
                return solver.solves - before - spinConfigurations.count
            }
            XCTAssertEqual(counts, expected, "\(capacity)")
        }
    }
}
