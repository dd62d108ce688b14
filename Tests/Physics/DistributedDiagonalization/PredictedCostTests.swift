import BogoliubovDeGennes
import Diagonalization
import DistributedDiagonalization
import Numerics
import ReferenceSystems
import ScaLAPACK
import XCTest

final class PredictedCostTests: XCTestCase {
    private let alongY = DVector(x: [0, 0, 0], y: [0, 0, 1])

    /// The sizes of docs/physics.md at 101 × 101, without allocating any of them.
    func testPredictedCost() {
        let problem = ImpurityProblem.paper(size: 101, deltas: [1])
        let full = DiagonalizationSolver.cost(of: problem, ranks: 2, reductions: [])
        XCTAssertEqual(full.operations, 37 * 16 / 3 * 40_804 * 40_804 * 40_804, accuracy: 1e9)
        XCTAssertGreaterThan(full.bytesPerRank, 8 * 40_804 * 40_804)
        XCTAssertLessThan(full.bytesPerRank, 1.15 * 8 * 40_804 * 40_804)

        // Real 10 302 for five spectra, 10 100 for the odd states, real 20 604 for two and complex 10 302 for two.
        let reduced = DiagonalizationSolver.cost(of: problem, ranks: 1)
        func cube(_ n: Double) -> Double { n * n * n }
        let expected = (5 * 8 * cube(10_302) + 8 * cube(10_100) + 2 * 4 * cube(20_604) + 2 * 16 * cube(10_302)) / 3
        XCTAssertEqual(reduced.operations, expected, accuracy: 1e-9 * expected)
        XCTAssertLessThan(reduced.bytesPerRank, 1.15 * 8 * 20_604 * 20_604)
    }

    /// Small lattices tell the matrices of large ones, whatever parities, boundaries, symmetries and distances.
    func testLargeLatticesArePredictedFromSmallOnes() {
        for (width, height) in [(17, 16), (18, 21), (16, 9), (7, 19)] {
            for boundary in [Lattice.Boundary.open, .periodic] {
                for (dVector, displacement) in [
                    (DVector.alongZ, (6, 0)), (DVector(x: [1, .i, 0], y: [0, 0, 0]), (5, 0)), (alongY, (0, -4)),
                    (.alongZ, (-3, 3)),
                ] {
                    let lattice = Lattice(width: width, height: height, boundaryX: boundary, boundaryY: .open)
                    let host = Superconductor.paper(width: 5, height: 5, dVector: dVector).with(lattice: lattice)
                    let second = Lattice.Site(x: lattice.center.x + displacement.0, y: lattice.center.y + displacement.1)
                    guard lattice.contains(second) else { continue }
                    let problem = ImpurityProblem(
                        superconductor: host, pairs: [ImpurityPair(first: lattice.center, second: second, exchange: 3)],
                        temperature: 0.001)
                    let predicted = DiagonalizationSolver.cost(of: problem, ranks: 1)
                    let exact = DiagonalizationSolver.cost(of: problem, ranks: 1, exactly: true)
                    let label = "\(width) × \(height) \(boundary), \(dVector), \(displacement)"
                    XCTAssertEqual(predicted.operations, exact.operations, accuracy: 1e-9 * exact.operations, label)
                    XCTAssertEqual(predicted.bytesPerRank, exact.bytesPerRank, label)
                }
            }
        }
    }

    /// An answer at once, for lattices that no machine could hold.
    func testAnySizeIsPredicted() {
        for (size, operations) in [(100_000, 1e30), (10_000_000, 1e42)] {
            let lattice = Lattice(width: size, height: size, boundaryX: .open, boundaryY: .open)
            let host = Superconductor.paper(width: 5, height: 5, dVector: alongY).with(lattice: lattice)
            let first = lattice.center
            let pair = ImpurityPair(first: first, second: Lattice.Site(x: first.x + 1, y: first.y), exchange: 3)
            let cost = DiagonalizationSolver.cost(
                of: ImpurityProblem(superconductor: host, pairs: [pair], temperature: 0.001), ranks: 1)
            XCTAssertGreaterThan(cost.operations, operations)
            XCTAssertTrue(cost.operations.isFinite && cost.bytesPerRank > 8 * Double(size) * Double(size))
        }
    }

    func testTheProcessGridCountsInPredictedMemory() {
        XCTAssertEqual(ProcessGridForm.allCases.map { $0.shape(ranks: 6).rows }, [2, 1, 6])
        XCTAssertEqual(ProcessGridForm.allCases.map { $0.shape(ranks: 6).columns }, [3, 6, 1])
        let problem = ImpurityProblem.paper(size: 21, deltas: [1])
        let bytes = ProcessGridForm.allCases.map {
            DiagonalizationSolver.cost(of: problem, ranks: 4, shape: $0.shape(ranks: 4), reductions: []).bytesPerRank
        }
        XCTAssertEqual(bytes[0], DiagonalizationSolver.cost(of: problem, ranks: 4, reductions: []).bytesPerRank)
        // Long panels need more workspace than those of a square.
        XCTAssertGreaterThan(bytes[1], bytes[0])
        XCTAssertGreaterThan(bytes[2], bytes[0])
    }

    /// The backends take the same steps, but ELPA holds eigenvectors that nobody asked for.
    func testPredictedCostOfELPA() {
        let general = Superconductor.paper(width: 7, height: 5, dVector: DVector(x: [1, Complex(0, 0.4), 0], y: [0, 0, 1]))
        let problem = ImpurityProblem(superconductor: general, pairs: [general.impurities(1, 1)], temperature: 0.01)
        for reductions in [[], [.particleHole]] as [Set<ExactReduction>] {
            let (scalapack, elpa) = (
                DiagonalizationSolver.cost(of: problem, ranks: 2, blockSize: 8, reductions: reductions),
                DiagonalizationSolver.cost(of: problem, ranks: 2, blockSize: 8, reductions: reductions, backend: .elpa)
            )
            XCTAssertEqual(elpa.operations, scalapack.operations)
            XCTAssertGreaterThan(elpa.bytesPerRank, scalapack.bytesPerRank)
        }
    }

    /// 4 · 108² = 46 656 rows are more elements than 32 bits count on one rank (the solver refuses them there), but not
    /// on two. The plan gives the size in either case.
    func testSizesBeyond32BitsArePredicted() {
        let problem = ImpurityProblem.paper(size: 108, deltas: [1])
        let matrix = 16.0 * 46_656 * 46_656
        for ranks in [1, 2] {
            let bytes = DiagonalizationSolver.cost(of: problem, ranks: ranks, reductions: []).bytesPerRank
            XCTAssertGreaterThanOrEqual(bytes * Double(ranks), matrix)
            XCTAssertLessThan(bytes * Double(ranks), 1.15 * matrix)
        }
    }
}
