import BogoliubovDeGennes
import LocalDensityOfStates
import InGapStates
import XCTest
final class ZzTests: XCTestCase {
    func testTime() throws {
        let host = Superconductor(
        lattice: Lattice(width: 101, height: 101, boundaryX: .open, boundaryY: .open), hopping: 1, chemicalPotential: -3,
        singletGap: 0.1, tripletGap: 0.1, dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]), tripletPhase: .imaginary, winding: 0)
        let pair = [Impurity(site: .init(x: 50, y: 50), exchange: 3), Impurity(site: .init(x: 52, y: 50), exchange: 3)]
        let spins: [[Double]] = [[0.6, 0, 0.8], [0, -0.28, 0.96]]
        let clock = ContinuousClock()
        var t = clock.now
        var solver = try InGapSolver(host, impurities: pair)
        print("plan", clock.now - t, solver.bytes >> 20); t = clock.now
        let l = try solver.levels(spins: spins, below: 0.15, atMost: 16)
        print("levels", clock.now - t, l); t = clock.now
        let parity = try GroundStateParity(host, impurities: pair)
        print("parity", clock.now - t, try parity.parity(spins: spins) as Any); t = clock.now
        var all: [Lattice.Site] = []
        for x in 0..<101 { for y in 0..<101 { all.append(.init(x: x, y: y)) } }
        var d = try DensitySolver(host, impurities: pair, configurations: [spins], sites: all, part: .change)
        print("plan", clock.now - t, d.bytes >> 20); t = clock.now
        for e in [0.05, 0.1] { let f = try d.densities(at: e, broadening: 0.002); print("density", clock.now - t, f.errorEstimate, f.values.max()!); t = clock.now }
    }
}
