import BogoliubovDeGennes
import LowRank
import Numerics
import ReferenceSystems
import XCTest

/// What must vanish or agree by symmetry, on lattices too large to have been fitted to.
final class SymmetryTests: XCTestCase {
    private func coefficients(
        _ superconductor: Superconductor, _ dx: Int, _ dy: Int = 0, temperature: Double = 0.001
    ) throws -> ExchangeCoefficients {
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(dx, dy)], temperature: temperature)
        return ExchangeCoefficients(fitting: try LowRankSolver().freeEnergies(of: problem)[0].relative)
    }

    private func largest(_ values: [Double]) -> Double { values.map(abs).max() ?? 0 }

    func testOnlyDzIsFiniteAndThereIsNoMoment() throws {
        let fit = try coefficients(.paper(width: 31, height: 31), 2)
        XCTAssertGreaterThan(abs(fit.dzyaloshinskiiMoriya[2]), 1e-4)
        XCTAssertLessThan(largest(Array(fit.dzyaloshinskiiMoriya[0...1])), 1e-13)
        XCTAssertLessThan(largest(fit.moment + fit.firstMoment + fit.secondMoment), 1e-13)
        XCTAssertEqual(fit.heisenberg[0], fit.heisenberg[1], accuracy: 1e-13)
        XCTAssertGreaterThan(abs(fit.heisenberg[2] - fit.heisenberg[0]), 1e-4)
    }

    func testDVanishesWithoutMixedParity() throws {
        let cases: [(String, Superconductor, Int, Int)] = [
            ("no singlet gap", .paper(width: 31, height: 31, singletGap: 0), 1, 0),
            ("no triplet gap", .paper(width: 31, height: 31, tripletGap: 0), 1, 0),
            ("s + p without i", .paper(width: 31, height: 31, tripletPhase: .real), 1, 0),
            ("along y", .paper(width: 31, height: 31), 0, 1),
        ]
        for (name, superconductor, dx, dy) in cases {
            let fit = try coefficients(superconductor, dx, dy)
            XCTAssertLessThan(largest(fit.dzyaloshinskiiMoriya), 1e-12, name)
            XCTAssertGreaterThan(largest(fit.heisenberg), 1e-4, name)
        }
    }

    func testSpinRotationAboutD() throws {
        // F(S1, S2) is unchanged when both spins turn about d = e_z: (x, y) is (y, -x), (x, -x) is (y, -y), …
        let superconductor = Superconductor.paper(width: 21, height: 21, winding: 0.5)
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(3)], temperature: 0.001)
        let energies = try LowRankSolver().freeEnergies(of: problem)[0].relative
        let turned: [SpinDirection] = [.plusY, .minusX, .plusZ, .minusY, .plusX, .minusZ]
        for (index, spins) in spinConfigurations.enumerated() {
            let image = 6 * turned[spins.first.rawValue].rawValue + turned[spins.second.rawValue].rawValue
            XCTAssertEqual(energies[index], energies[image], accuracy: 1e-13)
        }
    }

    /// The axis of d carries D with it: d = n f gives D along n, whatever n.
    func testDFollowsTheAxisOfD() throws {
        let reference = try coefficients(.paper(width: 15, height: 15), 1).dzyaloshinskiiMoriya[2]
        for n in [[1.0, 0, 0], [0, 1, 0], [0, 0, -1], [0.6, 0.8, 0]] {
            let d = DVector(x: n.map { Complex($0) }, y: [0, 0, 0])
            let fit = try coefficients(.paper(width: 15, height: 15, dVector: d), 1)
            for component in 0..<3 {
                // Off the axes the fit to 36 directions is not the rotated fit; along them it is exact.
                let accuracy = n.contains(0.6) ? 2e-4 : 1e-13
                XCTAssertEqual(fit.dzyaloshinskiiMoriya[component], reference * n[component], accuracy: accuracy, "\(n)")
            }
        }
    }

    func testReversingTheDisplacementReversesD() throws {
        let superconductor = Superconductor.paper(width: 21, height: 21)
        let (right, left) = (try coefficients(superconductor, 2), try coefficients(superconductor, -2))
        XCTAssertEqual(right.dzyaloshinskiiMoriya[2], -left.dzyaloshinskiiMoriya[2], accuracy: 1e-13)
        XCTAssertEqual(right.heisenberg[2], left.heisenberg[2], accuracy: 1e-13)
    }

    func testWindingsOfBothSignsChangeDAlike() throws {
        func dmi(_ winding: Double) throws -> Double {
            try coefficients(.paper(width: 21, height: 21, boundaryX: .periodic, winding: winding), 3).dzyaloshinskiiMoriya[2]
        }
        XCTAssertEqual(try dmi(1), try dmi(-1), accuracy: 1e-13)
        XCTAssertGreaterThan(abs(try dmi(1) - dmi(0)), 1e-5)
    }

    func testChemicalPotentialAntisymmetry() throws {
        func fit(_ mu: Double) throws -> ExchangeCoefficients {
            try coefficients(.paper(width: 21, height: 21, chemicalPotential: mu), 1)
        }
        XCTAssertEqual(
            try fit(-1.3).dzyaloshinskiiMoriya[2], -(try fit(1.3).dzyaloshinskiiMoriya[2]), accuracy: 1e-13)
        XCTAssertEqual(try fit(0).dzyaloshinskiiMoriya[2], 0, accuracy: 1e-13)
    }

    func testMatrixIsHermitianAndParticleHoleSymmetric() throws {
        let superconductor = Superconductor.paper(
            width: 4, height: 3, boundaryX: .periodic, boundaryY: .periodic,
            dVector: DVector(x: [1, .i, Complex(0.3)], y: [.i, -1, 0]), winding: 1)
        let hamiltonian = BogoliubovHamiltonian(
            superconductor, impurities: superconductor.impurities(1, 1).with(spins: ([0.6, 0, 0.8], [0, -0.8, 0.6])))
        var entries: [[Int]: (Double, Double)] = [:]
        hamiltonian.forEachEntry { row, column, value in
            XCTAssertNil(entries[[row, column]], "an entry given twice")
            entries[[row, column]] = (value.real, value.imaginary)
        }
        func conjugateParticleHole(_ index: Int) -> Int { index / 4 * 4 + (index + 2) % 4 }
        for (place, value) in entries {
            let adjoint = entries[[place[1], place[0]]] ?? (0, 0)
            XCTAssertEqual(value.0, adjoint.0, accuracy: 1e-15)
            XCTAssertEqual(value.1, -adjoint.1, accuracy: 1e-15)
            // τ1 H* τ1 = -H
            let image = entries[place.map(conjugateParticleHole)] ?? (0, 0)
            XCTAssertEqual(value.0, -image.0, accuracy: 1e-15)
            XCTAssertEqual(value.1, image.1, accuracy: 1e-15)
        }
        let spectrum = try DenseReference.eigenvalues(of: hamiltonian)
        for (low, high) in zip(spectrum, spectrum.reversed()) { XCTAssertEqual(low, -high, accuracy: 1e-12) }
        XCTAssertLessThan(spectrum.last ?? .infinity, superconductor.spectralBound + 1.5)
    }
}
