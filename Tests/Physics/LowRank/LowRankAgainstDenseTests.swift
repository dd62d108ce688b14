import BogoliubovDeGennes
import LowRank
import Numerics
import RandomNumbers
import ReferenceSystems
import XCTest

/// The low-rank route against LAPACK on the full matrix.
final class LowRankAgainstDenseTests: XCTestCase {
    /// Every kind of chain: each length, which decides how a stretch is halved, on either side of the impurities.
    func testChainsOfEveryLength() throws {
        for width in 2...26 {
            let superconductor = Superconductor.paper(
                width: width, height: 1, chemicalPotential: -0.7, singletGap: 0.2, tripletGap: 0.3, winding: 0.4)
            let displacements = Set([1, -1, width / 4, -(width / 3)]).filter { $0 != 0 }
                .filter { superconductor.lattice.contains(superconductor.impurities($0).second.site) }
            try compare(superconductor, displacements.map { superconductor.impurities($0) }, temperature: 0.02)
        }
    }

    func testRandomSystemsOfEveryBoundaryWindingAndDVector() throws {
        var random = SplitMix64(seed: 7)
        let zero: [Complex<Double>] = [0, 0, 0]
        let dVectors: [DVector] = [
            .alongZ, DVector(x: [0, 1, 0], y: zero), .tilted, DVector(x: [.i, 0, 0], y: zero), DVector(x: [1, .i, 0], y: zero),
            .elliptic, .chiral, DVector(x: [0, 0, 1], y: [0, 0, Complex(0, 2)]), DVector(x: [0, -1, 0], y: [1, 0, 0]),
        ]
        for boundaryX in Lattice.Boundary.allCases {
            for boundaryY in Lattice.Boundary.allCases {
                for dVector in dVectors where boundaryY == .periodic || dVector.y == zero {
                    let winding = boundaryX == .periodic ? Double(Int.random(in: -2...2, using: &random)) : 0.3
                    let superconductor = Superconductor.paper(
                        width: Int.random(in: 4...7, using: &random), height: Int.random(in: 3...5, using: &random),
                        boundaryX: boundaryX, boundaryY: boundaryY, hopping: 1.1,
                        chemicalPotential: Double.random(in: -3...3, using: &random),
                        singletGap: Double.random(in: 0...0.5, using: &random),
                        tripletGap: Double.random(in: 0...0.5, using: &random), dVector: dVector,
                        tripletPhase: Bool.random(using: &random) ? .imaginary : .real, winding: winding)
                    let pairs = [superconductor.impurities(1), superconductor.impurities(-1, 1, exchange: 1.5)]
                    try compare(superconductor, pairs, temperature: Double.random(in: 0.003...0.3, using: &random))
                }
            }
        }
    }

    func testWithoutExchangeNothingChanges() throws {
        let superconductor = Superconductor.paper(width: 5, height: 5)
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(1, exchange: 0)], temperature: 0.01)
        for energy in try LowRankSolver().freeEnergies(of: problem)[0].relative {
            XCTAssertEqual(energy, 0, accuracy: 1e-14)
        }
    }

    func testPairingAlongAnOpenDirectionIsRefused() throws {
        let superconductor = Superconductor.paper(width: 5, height: 5, dVector: DVector(x: [0, 0, 0], y: [0, 0, 1]))
        XCTAssertFalse(LowRankSolver.applies(to: superconductor))
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: 0.01)
        XCTAssertThrowsError(try LowRankSolver().freeEnergies(of: problem)) { error in
            XCTAssertEqual(
                "\(error)",
                "the low-rank solver needs a superconductor that separates along y: uniform, and periodic or the same along +y and -y"
            )
        }
    }

    /// The error that is reported covers the difference to a far more accurate sum.
    func testErrorEstimateHolds() throws {
        let superconductor = Superconductor.paper(width: 15, height: 15)
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(2)], temperature: 0.001)
        let exact = try LowRankSolver(accuracy: 1e-13).freeEnergies(of: problem)[0]
        var errors: [Double] = []
        for accuracy in [1e-3, 1e-5, 1e-7, 1e-9] {
            let rough = try LowRankSolver(accuracy: accuracy).freeEnergies(of: problem)[0]
            let error = zip(rough.relative, exact.relative).map { abs($0 - $1) }.max() ?? .infinity
            XCTAssertLessThanOrEqual(error, rough.errorEstimate)
            XCTAssertLessThanOrEqual(rough.errorEstimate, 2 * accuracy)
            errors.append(error)
        }
        XCTAssertGreaterThan(errors[0], errors[3], "a coarser rule that errs no more tests nothing")
    }

    private func compare(
        _ superconductor: Superconductor, _ pairs: [ImpurityPair], temperature: Double, line: UInt = #line
    ) throws {
        let problem = ImpurityProblem(superconductor: superconductor, pairs: pairs, temperature: temperature)
        let results = try LowRankSolver().freeEnergies(of: problem)
        let host = try DenseReference.hostFreeEnergy(superconductor, temperature: temperature)
        // One of each kind: collinear, opposite, crossed, in every plane.
        let configurations = [0, 3, 1, 2, 8, 13, 14, 17, 6, 31]
        for (pair, result) in zip(pairs, results) {
            XCTAssertEqual(try XCTUnwrap(result.host), host, accuracy: 1e-10, "\(superconductor)", line: line)
            let dense = try DenseReference.relative(
                superconductor, pair, temperature: temperature, configurations: configurations)
            for (configuration, energy) in zip(configurations, dense) {
                XCTAssertEqual(
                    result.relative[configuration], energy, accuracy: 1e-11,
                    "configuration \(configuration) of \(pair) in \(superconductor)", line: line)
            }
        }
    }
}
