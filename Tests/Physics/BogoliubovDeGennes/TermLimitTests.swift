import BogoliubovDeGennes
import LowRank
import Numerics
import RandomNumbers
import XCTest

/// What each term does where symmetry or a closed form tells.
final class TermLimitTests: XCTestCase {
    private func fit(
        _ energies: [Superconductor.Energy: Double], kind: Lattice.Kind = .square, _ displacement: (Int, Int) = (2, 0),
        width: Int = 12, height: Int = 12
    ) throws -> (coefficients: ExchangeCoefficients, error: Double) {
        let lattice = Lattice(kind, width: width, height: height, boundaryX: .periodic, boundaryY: .periodic)
        let host = Superconductor(
            lattice: lattice, energies: [.hopping: 1, .chemicalPotential: -2.3].merging(energies) { $1 },
            dVector: DVector(x: [0, 0, 1], y: [0, 0, 0]))
        let first = Lattice.Site(x: 5, y: 5)
        let pair = ImpurityPair(
            first: first, second: Lattice.Site(x: 5 + displacement.0, y: 5 + displacement.1), exchange: 2.5)
        let found = try LowRankSolver().freeEnergies(
            of: ImpurityProblem(superconductor: host, pairs: [pair], temperature: 0.02))[0]
        return (ExchangeCoefficients(fitting: found.relative), found.errorEstimate)
    }

    /// Rashba coupling alone: D along z × R, odd in λ, J even.
    func testRashbaCouplingGivesDAcrossTheBond() throws {
        let (there, error) = try fit([.spinOrbit: 0.4])
        let (back, _) = try fit([.spinOrbit: -0.4])
        XCTAssertGreaterThan(abs(there.dzyaloshinskiiMoriya[1]), 1e-3)
        for component in [0, 2] { XCTAssertEqual(there.dzyaloshinskiiMoriya[component], 0, accuracy: 2 * error) }
        for component in 0..<3 {
            XCTAssertEqual(there.dzyaloshinskiiMoriya[component], -back.dzyaloshinskiiMoriya[component], accuracy: 4 * error)
            XCTAssertEqual(there.heisenberg[component], back.heisenberg[component], accuracy: 4 * error)
        }
        let (along, _) = try fit([.spinOrbit: 0.4], (0, 2))
        XCTAssertEqual(along.dzyaloshinskiiMoriya[0], -there.dzyaloshinskiiMoriya[1], accuracy: 4 * error, "turned by a quarter")
    }

    /// Singlet pairing of any kind keeps all spin: J isotropic, no D, no moment.
    func testSingletPairingKeepsAllSpin() throws {
        for energies in [
            [Superconductor.Energy.dWaveGap: 0.2], [.extendedSingletGap: 0.15], [.dWaveGap: 0.2, .singletGap: 0.1],
        ] {
            let (found, error) = try fit(energies)
            for component in 0..<3 {
                XCTAssertEqual(found.dzyaloshinskiiMoriya[component], 0, accuracy: 2 * error)
                XCTAssertEqual(found.moment[component], 0, accuracy: 2 * error)
                XCTAssertEqual(found.heisenberg[component], found.heisenberg[0], accuracy: 2 * error)
            }
        }
    }

    /// The six nearest neighbours on a triangular torus are alike.
    func testTriangularLatticeHasSixfoldSymmetry() throws {
        let (first, error) = try fit([.singletGap: 0.2], kind: .triangular, (1, 0))
        for displacement in [(0, 1), (1, -1), (-1, 0), (0, -1), (-1, 1)] {
            let (other, _) = try fit([.singletGap: 0.2], kind: .triangular, displacement)
            XCTAssertEqual(other.heisenberg[0], first.heisenberg[0], accuracy: 4 * error, "\(displacement)")
        }
        let (square, _) = try fit([.singletGap: 0.2], (1, 0))
        XCTAssertNotEqual(square.heisenberg[0], first.heisenberg[0], accuracy: 1e-4)
    }

    /// A field gives moments along itself, whichever way it points.
    func testAFieldGivesMomentsAlongItself() throws {
        let fields: [Superconductor.Energy] = [.zeemanX, .zeemanY, .zeemanZ]
        let (reference, error) = try fit([.singletGap: 0.1, .zeemanZ: 0.05])
        XCTAssertGreaterThan(abs(reference.moment[2]), 1e-5)
        for (axis, field) in fields.enumerated() {
            let (found, _) = try fit([.singletGap: 0.1, field: 0.05])
            for component in 0..<3 {
                XCTAssertEqual(
                    found.moment[component], component == axis ? reference.moment[2] : 0, accuracy: 4 * error)
            }
        }
    }

    /// The gap equation's own limits: 1 - √(2πT/Δ0) e^{-Δ0/T} at low temperature, 1.7367 √(1 - T/T_c) near T_c.
    func testTheGapFollowsTheBCSCurve() throws {
        XCTAssertEqual(bcsGap(at: 0), 1)
        XCTAssertEqual(bcsGap(at: 1), 0)
        XCTAssertEqual(bcsGap(at: 3), 0)
        let gapAtZero = 1.763_876_988_862_1
        let low = 0.1
        XCTAssertEqual(
            1 - bcsGap(at: low), (2 * .pi * low / gapAtZero).squareRoot() * .exp(-gapAtZero / low), accuracy: 3e-9)
        XCTAssertEqual(bcsGap(at: 1 - 1e-6) / 1e-3, 1.736_7, accuracy: 1e-4)
        // B. Mühlschlegel, Z. Phys. 155, 313 (1959): 0.9569 at half the critical temperature.
        XCTAssertEqual(bcsGap(at: 0.5), 0.956_9, accuracy: 5e-5)
    }

    /// The disorder is the sample that the documentation describes.
    func testDisorderIsTheNamedSample() throws {
        let lattice = Lattice(width: 3, height: 4, boundaryX: .open, boundaryY: .open)
        let host = Superconductor(
            lattice: lattice, energies: [.disorder: 0.8], dVector: DVector(x: [0, 0, 0], y: [0, 0, 0]), disorderSeed: 42)
        var generator = SplitMix64(seed: 42)
        for x in 0..<3 {
            for y in 0..<4 {
                let unit = Double(generator.next() >> 11) * 0x1p-53
                XCTAssertEqual(host.disorder(at: Lattice.Site(x: x, y: y)), 0.8 * (unit - 0.5), accuracy: 1e-16)
            }
        }
    }
}
