import Foundation
import Numerics
import RandomNumbers
import WannierHamiltonian
import TestSupport
import XCTest

/// Files as Wannier90 writes them and as people break them, made from one of the crystals that are shipped.
final class WannierFileTests: XCTestCase {
    private func text() throws -> String {
        String(decoding: try fileBytes(packageFolder + "/jobs/berry-dmi/crystals/stack2_hbar_tb.dat"), as: UTF8.self)
    }

    private func read(_ text: String) throws -> TightBinding { try TightBinding(WannierFile(Array(text.utf8), name: "x_tb.dat")) }

    private func assertRefused(_ text: String, _ sentence: String, line: UInt = #line) {
        XCTAssertThrowsError(try read(text), line: line) { error in
            XCTAssertTrue("\(error)".hasPrefix("x_tb.dat") && "\(error)".contains(sentence), "\(error)", line: line)
        }
    }

    private func lines(_ change: (inout [String]) -> Void) throws -> String {
        var lines = try text().components(separatedBy: "\n")
        change(&lines)
        return lines.joined(separator: "\n")
    }

    func testBrokenFiles() throws {
        let good = try text()
        assertRefused(String(good.prefix(good.count / 3)), "line 181: the file ends where")
        assertRefused(String(good.prefix(good.count * 3 / 4)), "the file ends where")
        assertRefused("", "the file ends where")
        assertRefused(try lines { $0[4] = "   0" }, "line 5: the number of Wannier functions is 0")
        assertRefused(try lines { $0[6] = "    1    1    1" }, "only 3 degeneracies for 9 lattice vectors")
        assertRefused(try lines { $0[6] = "    1    1    1    0    1    1    1    1    1" }, "line 7: only 3 degeneracies")
        assertRefused(try lines { $0[9] = "    5    1  0.0  0.0" }, "line 10: index 5 of a Wannier function is outside 1 to 4")
        assertRefused(try lines { $0[9] = "    1    1  NaN  0.0" }, "line 10: found \"NaN\", which is not a finite number")
        assertRefused(try lines { $0[9] = "    1    1  ************  0.0" }, "line 10: found \"************\"")
        assertRefused(try lines { $0[9] = "    1    1  -Infinity  0.0" }, "line 10: found \"-Infinity\"")
        assertRefused(try lines { $0[9] = "    1    1  0.1e999  0.0" }, "line 10: found")
        assertRefused(try lines { $0[9] = "    1    1  0.04 x" }, "line 10: found \"x\"")
        assertRefused(try lines { $0[9] = "    2    1  0.0  0.0" }, "stands there twice")
        assertRefused(try lines { $0[1] = $0[2] }, "span no volume")
        assertRefused(good.replacing("   -1   -1    0\n", with: "   -2   -1    0\n"), "has no partner")
        assertRefused(try lines { $0[9] = "    1    1  4.0020000000000001E-02  0.0" }, "differ by")
    }

    func testHermiticityIsRestoredBelowTheTolerance() throws {
        let model = try read(try lines { $0[9] = "    1    1  4.0002000000000001E-02  0.0" })
        let home = try XCTUnwrap(model.cells.firstIndex(of: SIMD3(-1, -1, 0)))
        let away = try XCTUnwrap(model.cells.firstIndex(of: SIMD3(1, 1, 0)))
        XCTAssertEqual(model.element(home, 0, 0).real, 0.040001, accuracy: 1e-16)
        XCTAssertEqual(model.element(home, 0, 0), model.element(away, 0, 0).conjugate)
    }

    func testQuirksOfFortran() throws {
        let expected = try read(text())
        func assertSame(_ text: String, line: UInt = #line) throws {
            XCTAssertEqual(try read(text).hoppings, expected.hoppings, line: line)
        }
        // Exponents with D, without a letter, columns that touch, remarks behind counts, carriage returns.
        try assertSame(text().replacing("E-02", with: "D-02").replacing("E+00", with: "d+00"))
        try assertSame(try lines { $0[9] = "    1    1  4.0000000000000001-002  0.0000000000000000E+00" })
        try assertSame(try lines { $0[9] = "    1    1  4.0000000000000001E-02-0.0000000000000000E+00" })
        try assertSame(try lines { $0[4] = " 4 ! num_wann" })
        try assertSame(text().replacing("\n", with: "\r\n"))
        let odd = try WannierFile(Array(try lines { $0[6] += "    1    1" }.utf8), name: "x_tb.dat")
        XCTAssertEqual(odd.warnings.map(\.line), [7])
        XCTAssertEqual(try TightBinding(odd).hoppings, expected.hoppings)
    }

    private let lattice = [SIMD3(3.0, 0, 0), SIMD3(0, 3.0, 0), SIMD3(0, 0, 20.0)]

    private func readHoppings(_ lines: [String]) throws -> TightBinding {
        let text = "written by hand\n 2\n 3\n 1 2 2\n" + lines.joined(separator: "\n") + "\n"
        return try TightBinding(WannierFile(Array(text.utf8), name: "x_hr.dat"), lattice: lattice, centres: [.zero, .zero])
    }

    func testHoppingFiles() throws {
        // Indices in any order; degeneracies divide; columns of 5I5,2F12.6 that touch.
        var lines: [String] = []
        for (cell, value) in [(0, 100.0), (-12, 0.5), (12, 0.5)] {
            for (n, m) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
                let number = m == n ? value : 0
                lines.append(
                    [cell, 100, -100].enumerated().map { index, size in
                        let component = index == 0 ? size : (cell == 0 ? 0 : (cell < 0 ? -size : size))
                        return String(repeating: " ", count: 5 - "\(component)".count) + "\(component)"
                    }.joined() + "    \(m)    \(n)" + String(format: "%12.6f%12.6f", number, -0.0))
            }
        }
        let model = try readHoppings(lines)
        XCTAssertEqual(model.cells, [SIMD3(-12, -100, 100), SIMD3(0, 0, 0), SIMD3(12, 100, -100)])
        XCTAssertEqual(model.element(1, 0, 0).real, 100)
        XCTAssertEqual(model.element(0, 1, 1).real, 0.25)
        let touching = lines.map { line -> String in
            // -1000.000000 fills its twelve columns.
            line.hasPrefix("    0    0    0    1    1") ? "    0    0    0    1    1-1000.000000-1000.000000" : line
        }
        XCTAssertThrowsError(try readHoppings(touching)) {
            XCTAssertTrue("\($0)".contains("H(R) and H(-R)† differ by 2000"), "\($0)")
        }
        XCTAssertThrowsError(try readHoppings(Array(lines.dropLast()))) {
            XCTAssertTrue("\($0)".contains("the file ends"), "\($0)")
        }
        var extra = lines
        extra[11] = "    7    0    0    2    2    0.000000    0.000000"
        XCTAssertThrowsError(try readHoppings(extra)) {
            XCTAssertTrue("\($0)".contains("line 16: 4 lattice vectors, although"), "\($0)")
        }
    }

    /// H(k) of an element whose function lies nearer in other images is spread over these.
    func testShifts() throws {
        let body = [0, 1].flatMap { _ in ["    0    0    0", "    1    1", "    1", "    0    0    0"] }.prefix(4)
        let shifts = """
            ## written with use_ws_distance=.true.
            \(body.joined(separator: "\n").replacing("    0    0    0\n    1    1\n", with: "    0    0    0    1    1\n"))
                1    0    0    1    1
                2
                0    0    0
               -3    0    0
               -1    0    0    1    1
                2
                0    0    0
                3    0    0

            """
        let text = "by hand\n 1\n 3\n 1 1 1\n 0 0 0 1 1 0.5 0.0\n 1 0 0 1 1 0.2 0.1\n -1 0 0 1 1 0.2 -0.1\n"
        let file = try WannierFile(Array(text.utf8), name: "x_hr.dat")
        let model = try TightBinding(
            file, shifts: WignerSeitzShifts(Array(shifts.utf8), name: "x_wsvec.dat"), lattice: lattice, centres: [.zero])
        XCTAssertEqual(model.cells.map(\.x), [-2, -1, 0, 1, 2])
        XCTAssertEqual(model.element(0, 0, 0), Complex(0.1, 0.05))
        XCTAssertEqual(model.element(1, 0, 0), Complex(0.1, -0.05))
        let truncated = String(shifts.prefix(shifts.count - 40))
        XCTAssertThrowsError(try WignerSeitzShifts(Array(truncated.utf8), name: "x_wsvec.dat"))
        let missing = shifts.replacing("   -1    0    0    1    1", with: "   -2    0    0    1    1")
        XCTAssertThrowsError(
            try TightBinding(
                file, shifts: WignerSeitzShifts(Array(missing.utf8), name: "x_wsvec.dat"), lattice: lattice, centres: [.zero])
        ) {
            XCTAssertTrue(
                "\($0)".hasPrefix("x_wsvec.dat: it belongs to another calculation: it has no shift for R = (-1, 0, 0)"), "\($0)")
        }
    }

    /// The same crystal with its spins in blocks is recognised, and a Hamiltonian that has no pairs is not.
    func testSpinOrder() throws {
        let system = try RandomCrystal().system(seed: 21)
        let n = system.functions
        let toBlock = (0..<n).map { 2 * ($0 % (n / 2)) + $0 / (n / 2) }
        let blocks = try SpinOrbitSystem(
            withoutSpinOrbit: system.withoutSpinOrbit.reordered(toBlock), spinOrbit: system.spinOrbit.reordered(toBlock))
        XCTAssertEqual(blocks.spinOrder, .block)
        XCTAssertEqual(blocks.withoutSpinOrbit.hoppings, system.withoutSpinOrbit.hoppings)
        XCTAssertEqual(blocks.spinOrbit.hoppings, system.spinOrbit.hoppings)
        let whole = try SpinOrbitSystem(splitting: system.hamiltonian(scale: 1).reordered(toBlock))
        XCTAssertEqual(whole.spinOrder, .block)
        for (a, b) in zip(whole.spinOrbit.hoppings, system.spinOrbit.hoppings) { XCTAssertLessThan((a - b).length, 1e-15) }
        for (a, b) in zip(whole.withoutSpinOrbit.hoppings, system.withoutSpinOrbit.hoppings) {
            XCTAssertLessThan((a - b).length, 1e-15)
        }
        let shuffled = [0, 2, 1, 4, 3, 5]
        XCTAssertThrowsError(try SpinOrbitSystem(splitting: system.hamiltonian(scale: 1).reordered(shuffled)))
    }

    func testTwoSpins() throws {
        let system = try RandomCrystal(direction: SIMD3(0, 0, 1)).system(seed: 22)
        let bare = system.withoutSpinOrbit
        func spin(_ s: Int) throws -> TightBinding {
            var hoppings: [TightBinding.Hopping] = []
            for (index, cell) in bare.cells.enumerated() {
                for m in 0..<system.orbitals {
                    for n in 0..<system.orbitals { hoppings.append(.init(cell, m, n, bare.element(index, 2 * m + s, 2 * n + s))) }
                }
            }
            return try TightBinding(
                lattice: bare.lattice, centres: (0..<system.orbitals).map { bare.centres[2 * $0 + s] }, hoppings: hoppings)
        }
        XCTAssertEqual(try TightBinding(up: spin(0), down: spin(1)).hoppings, bare.hoppings)
        XCTAssertEqual(try TightBinding(up: spin(0), down: spin(1)).centres, bare.centres)
    }

    func testWhatDoesNotFitTogether() throws {
        let (two, four) = (try shippedCrystal("stack2"), try shippedCrystal("stack4"))
        XCTAssertThrowsError(try SpinOrbitSystem(withoutSpinOrbit: two.withoutSpinOrbit, spinOrbit: four.spinOrbit)) { error in
            XCTAssertEqual(error as? HamiltonianError, .different(what: "the number of Wannier functions (4 and 8)"))
        }
        let odd = try TightBinding(lattice: lattice, centres: [.zero, .zero, .zero], hoppings: [])
        XCTAssertThrowsError(try SpinOrbitSystem(splitting: odd)) {
            XCTAssertEqual($0 as? HamiltonianError, .oddNumberOfFunctions(3))
        }
        XCTAssertThrowsError(try two.exchange(along: .zero)) { XCTAssertEqual($0 as? HamiltonianError, .noDirection) }
        XCTAssertThrowsError(try two.spinOrbit(onOrbitals: [2])) {
            XCTAssertEqual($0 as? HamiltonianError, .unknownOrbital(found: 3, count: 2))
        }
        XCTAssertThrowsError(try RandomCrystal(isCollinear: false).system(seed: 1).exchange(along: SIMD3(0, 0, 1)))
    }

    /// Whatever stands in a file, it is read or refused.
    func testDamagedFiles() throws {
        let good = Array(try text().utf8)
        var random = SplitMix64(seed: 5)
        for _ in 0..<400 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes[place] = UInt8(ascii: "9")
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 60))
                }
            }
            do {
                let model = try TightBinding(WannierFile(bytes, name: "x_tb.dat"))
                XCTAssertTrue(model.hoppings.allSatisfy(\.isFinite))
            } catch {
                XCTAssertTrue(error is WannierFileError, "\(error)")
            }
        }
    }
}
