import BerryPhase
import Foundation
import Numerics
import TestSupport
import WannierHamiltonian
import XCTest

func fileBytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

/// One of the crystals that jobs/berry-dmi ships.
func shippedCrystal(_ name: String) throws -> SpinOrbitSystem {
    let folder = packageFolder + "/jobs/berry-dmi/crystals/"
    func model(_ part: String) throws -> TightBinding {
        try TightBinding(WannierFile(try fileBytes("\(folder)\(name)_\(part)_tb.dat"), name: "\(name)_\(part)_tb.dat"))
    }
    return try SpinOrbitSystem(withoutSpinOrbit: model("hbar"), spinOrbit: model("soi"))
}

/// Makes the rows of a table on this process.
func serialRows(_ count: Int, _ width: Int, _ row: (Int) throws -> [Double]) throws -> [Double] {
    try (0..<count).flatMap(row)
}

let roomTemperature = 0.025851999786435

extension SpinOrbitSystem {
    /// Values at one occupation on one grid.
    func values(
        mu: Double, thermal: Double, scale: Double = 1, grid: Int, dimension: Int = 2, selection: Selection = .all
    ) throws -> BerryPhaseValues {
        let axes = try PeriodicAxes(dimension, of: withoutSpinOrbit.lattice)
        let problem = BerryPhaseProblem(
            self, axes: axes, scale: scale, occupations: [Occupation(chemicalPotential: mu, thermalEnergy: thermal)],
            selection: selection)
        return try BerryPhaseCalculation(problem).values(grid: grid, rows: serialRows)[0]
    }
}

extension BerryPhaseValues {
    subscript(_ quantity: Quantity) -> [Double] { tensors[quantity] ?? [] }
    /// Component (y, x) of a slab's tensor.
    func yx(_ quantity: Quantity) -> Double { self[quantity][2] }
}

/// Holds numbers of which so many digits are given, up to half a unit or so of the last one.
func assertDigits(
    _ found: Double, _ expected: Double, _ digits: Int, _ message: String = "", file: StaticString = #filePath, line: UInt = #line
) {
    let unit = pow(10, floor(log10(abs(expected))) - Double(digits - 1))
    XCTAssertEqual(found, expected, accuracy: 0.75 * unit, message, file: file, line: line)
}
