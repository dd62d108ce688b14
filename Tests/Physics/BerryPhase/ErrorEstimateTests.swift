import BerryPhase
import RandomNumbers
import WannierHamiltonian
import XCTest

/// The estimates bound the errors: against a grid of twice the size each way, four times the effort.
final class ErrorEstimateTests: XCTestCase {
    private func hold(
        _ system: SpinOrbitSystem, mu: Double, thermal: Double, scale: Double, grids: [Int], dimension: Int, _ name: String
    ) throws {
        for grid in grids {
            let coarse = try system.values(mu: mu, thermal: thermal, scale: scale, grid: grid, dimension: dimension)
            let fine = try system.values(mu: mu, thermal: thermal, scale: scale, grid: 2 * grid, dimension: dimension)
            for quantity in Quantity.allCases {
                let error = (coarse.errors[quantity] ?? 0) + (fine.errors[quantity] ?? 0)
                for (a, b) in zip(coarse[quantity], fine[quantity]) {
                    XCTAssertLessThanOrEqual(abs(a - b), error, "\(quantity) of \(name), N = \(grid)")
                }
            }
        }
    }

    func testShippedCrystals() throws {
        for (name, mu) in [("stack2", -0.6), ("stack4", -0.6), ("hash3", -0.1)] {
            for thermal in [roomTemperature, 0.05] {
                try hold(
                    shippedCrystal(name), mu: mu, thermal: thermal, scale: 1, grids: [32, 48, 64, 96, 128], dimension: 2,
                    "\(name) at \(thermal) eV")
            }
        }
    }

    func testRandomCrystals() throws {
        var random = SplitMix64(seed: 2024)
        for number in 0..<24 {
            let crystal = RandomCrystal(
                orbitals: 1 + number % 4, exchange: [1, 0, 0.01, 3][number % 4], orbitalCurrents: number % 3 == 0 ? 0.2 : 0,
                oddCoupling: number % 5 == 0 ? 0.1 : 0, isCollinear: number % 6 != 1, isDegenerate: number % 8 == 2)
            try hold(
                crystal.system(seed: UInt64(number)), mu: random.real(-1...1), thermal: random.real(0.02...0.2),
                scale: random.real(-1...2),
                grids: [16, 32, 64], dimension: 2, "crystal \(number)")
        }
    }

    func testBulk() throws {
        for number in 0..<3 {
            try hold(
                RandomCrystal(orbitals: 2, dimension: 3).system(seed: UInt64(number)), mu: 0.1, thermal: 0.1, scale: 1,
                grids: [8, 16],
                dimension: 3, "bulk crystal \(number)")
        }
    }

    /// What converges says so, and is right; what cannot says that, too.
    func testConvergence() throws {
        let system = try shippedCrystal("stack2")
        let axes = try PeriodicAxes(2, of: system.withoutSpinOrbit.lattice)
        let problem = BerryPhaseProblem(
            system, axes: axes, scale: 1,
            occupations: [
                Occupation(chemicalPotential: -0.6, thermalEnergy: 0.05), Occupation(chemicalPotential: 0.2, thermalEnergy: 0.1),
            ])
        let calculation = BerryPhaseCalculation(problem)
        let found = try calculation.converge(accuracy: 1e-10, first: 32, largest: 512, rows: serialRows)
        XCTAssertTrue(found.allSatisfy(\.isAccurate))
        assertDigits(found[0].values.yx(.dmi), 1.006224481447e-4, 11)
        XCTAssertLessThanOrEqual(found[0].values.errors[.dmi] ?? 1, 1.01e-14)
        let stopped = try calculation.converge(accuracy: 1e-10, first: 32, largest: 48, rows: serialRows)
        XCTAssertFalse(stopped[0].isAccurate)
        XCTAssertEqual(stopped[0].values.grid, 48)
    }

    /// What vanishes only as a sum, the spin current without spin-orbit interaction, converges like the rest, and does not ask for
    /// ever larger grids because it is smaller than any of its sub-grids.
    func testWhatVanishesConverges() throws {
        let system = try shippedCrystal("stack2")
        let axes = try PeriodicAxes(2, of: system.withoutSpinOrbit.lattice)
        let problem = BerryPhaseProblem(
            system, axes: axes, scale: 0, occupations: [Occupation(chemicalPotential: -0.6, thermalEnergy: 0.05)])
        let found = try BerryPhaseCalculation(problem).converge(accuracy: 1e-5, first: 32, largest: 256, rows: serialRows)[0]
        XCTAssertTrue(found.isAccurate)
        XCTAssertLessThan(found.values.largest(.spinCurrent), found.values.errors[.spinCurrent] ?? 0)
        XCTAssertLessThan(found.values.errors[.spinCurrent] ?? 1, 1e-10)
    }

    /// All chemical potentials and temperatures of one sum are those of sums of their own.
    func testOccupationsDoNotDisturbEachOther() throws {
        let system = try shippedCrystal("hash3")
        let axes = try PeriodicAxes(2, of: system.withoutSpinOrbit.lattice)
        let occupations = [(-1.5, 0.03), (-0.1, 0.05), (0.3, 0.08), (0.31, 0.021), (30, 0.05), (-30, 0.05)].map {
            Occupation(chemicalPotential: $0, thermalEnergy: $1)
        }
        let together = try BerryPhaseCalculation(BerryPhaseProblem(system, axes: axes, scale: 0.8, occupations: occupations))
            .values(grid: 32, rows: serialRows)
        for (values, occupation) in zip(together, occupations) {
            let alone = try system.values(
                mu: occupation.chemicalPotential, thermal: occupation.thermalEnergy, scale: 0.8, grid: 32)
            for quantity in Quantity.allCases {
                for (a, b) in zip(values[quantity], alone[quantity]) {
                    XCTAssertEqual(
                        a, b, accuracy: 3e-14 * (alone.magnitudes[quantity] ?? 0) + 3e-14 * alone.largest(quantity) + 1e-18,
                        "\(quantity), μ = \(occupation.chemicalPotential)")
                }
            }
        }
        // An empty and a full crystal have no D; the full one's magnitudes are those of its cancelling terms.
        for values in together[4...] { XCTAssertLessThan(values.largest(.dmi), 1e-13) }
    }
}
