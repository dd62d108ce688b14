import BerryPhase
import WannierHamiltonian
import XCTest

/// Numbers of an independent program for the crystals that are shipped.
final class ReferenceValueTests: XCTestCase {
    private struct Row {
        let crystal: String
        var thermal = 0.05
        var scale = 1.0
        var direction = SIMD3(0.0, 0, 1)
        var scope: Set<Int>?
        let dmi: Double
        let current: Double
        var aOne: Double?
        var a: Double?
    }

    private let rows = [
        Row(
            crystal: "stack2", dmi: 1.006224481447e-4, current: -1.057734971185e-4, aOne: -9.041297800699e-3,
            a: 1.035641404667e-4),
        Row(
            crystal: "stack2", thermal: roomTemperature, dmi: 1.019586568214e-4, current: -1.078348738076e-4,
            aOne: -9.030418548040e-3, a: 1.051712405573e-4),
        Row(crystal: "stack2", scale: 0.4, dmi: 4.123458547440e-5, current: -4.162380578656e-5),
        Row(
            crystal: "stack2", direction: SIMD3(1, 0, 0), dmi: 1.005001242405e-4, current: -1.041843329240e-4,
            aOne: -9.041297800699e-3, a: 1.035641404667e-4),
        Row(
            crystal: "stack4", dmi: 1.659835033163e-4, current: -1.868371887634e-4, aOne: -2.627289819804e-2,
            a: 1.675537430392e-4),
        Row(
            crystal: "stack4", scope: [0, 1], dmi: 1.474314353958e-4, current: -1.533584691712e-4, aOne: -8.095599200493e-3,
            a: 1.503047219212e-4),
    ]

    func testStacks() throws {
        for row in rows {
            var system = try shippedCrystal(row.crystal).exchange(along: row.direction)
            if let scope = row.scope { system = try system.spinOrbit(onOrbitals: scope) }
            let found = try system.values(
                mu: -0.6, thermal: row.thermal, scale: row.scale,
                grid: row.crystal == "stack4" ? 256 : (row.thermal < 0.04 ? 384 : 224))
            let name = "\(row)"
            // The last of the thirteen digits printed is that of rounding in one of the two programs.
            assertDigits(found.yx(.dmi), row.dmi, 12, name)
            assertDigits(found.yx(.spinCurrent), row.current, 12, name)
            if let aOne = row.aOne { assertDigits(found.yx(.aOne), aOne, 12, name) }
            if let a = row.a { assertDigits(found.yx(.a), a, 11, name) }
            XCTAssertLessThan(found.largest(.b), 1e-16, name)
        }
    }

    func testWithoutSymmetry() throws {
        let found = try shippedCrystal("hash3").values(mu: -0.1, thermal: 0.05, grid: 96)
        let expected: [(Quantity, [Double])] = [
            (.dmi, [7.276130932e-4, 1.911492702e-4, 1.880291877e-4, 6.507397643e-4, -4.402434046e-4, -4.764610302e-4]),
            (.spinCurrent, [-3.155684910e-4, 1.191482676e-3, 7.834832510e-5, -1.707793851e-3, 1.627466960e-4, 1.911940928e-3]),
            (.aOne, [4.781426851e-3, -3.437621259e-4, 1.341811649e-2, 2.006326092e-2, 8.655122209e-3, 1.938844580e-2]),
            (.aTwo, [-4.261866068e-3, 8.137630808e-4, -1.261549586e-2, -1.834110146e-2, -9.370496937e-3, -2.063324190e-2]),
        ]
        for (quantity, numbers) in expected {
            for (value, number) in zip(found[quantity], numbers) { assertDigits(value, number, 10, "\(quantity)") }
        }
        XCTAssertLessThan(found.largest(.b), 1e-15)
        let cold = try shippedCrystal("hash3").values(mu: -0.1, thermal: roomTemperature, scale: 0.3, grid: 128)
        let dmi = [1.399630523e-4, 2.957705856e-4, 2.215017817e-4, 5.055454662e-4, -1.958844426e-4, -4.364240432e-4]
        for (value, number) in zip(cold[.dmi], dmi) { assertDigits(value, number, 10) }
    }

    func testHallConductivity() throws {
        let numbers = [("stack2", -0.6, 1.356234925e-3), ("stack4", -0.6, 4.685512890e-2), ("hash3", -0.1, -3.638428661e-3)]
        for (name, mu, hall) in numbers {
            let found = try shippedCrystal(name).values(mu: mu, thermal: 0.05, grid: 320)
            assertDigits(found[.hall][0], hall, 10, name)
        }
    }

    /// At T → 0 the sum over the Γ-centred 64 × 64 grid is WannierBerri's (version 26.10), as far as no state lies within k_BT.
    func testHallConductivityOfAnotherProgram() throws {
        for (name, mu, hall) in [("stack2", -0.6, 0.001451406129), ("hash3", -0.1, -0.011814793481)] {
            let found = try shippedCrystal(name).values(mu: mu, thermal: 1e-7, grid: 64)
            XCTAssertEqual(found[.hall][0], hall, accuracy: 1e-11, name)
        }
    }

    func testEnergiesOfShippedCrystal() throws {
        // One orbital per layer: at Γ the layers' s bands, split by ½ n·σ of 1 eV, couple by -0.4 - 4 · 0.1.
        let energies = bandEnergies(try shippedCrystal("stack2").hamiltonian(scale: 1), atReduced: .zero)
        let (magnet, heavy, hopping) = (-0.2 + 4 * -0.35 + 4 * 0.04, 0.15 + 4 * -0.5 + 4 * -0.06, -0.4 + 4 * -0.1)
        var expected: [Double] = []
        for spin in [0.5, -0.5] {
            let (mean, half) = ((magnet + spin + heavy) / 2, (magnet + spin - heavy) / 2)
            let root = (half * half + hopping * hopping).squareRoot()
            expected += [mean - root, mean + root]
        }
        for (found, value) in zip(energies, expected.sorted()) { XCTAssertEqual(found, value, accuracy: 1e-13) }
    }
}
