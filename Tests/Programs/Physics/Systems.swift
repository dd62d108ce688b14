import BogoliubovDeGennes
import TestSupport

func expectClose(
    _ value: Double, _ expected: Double, _ tolerance: Double, _ what: @autoclosure () -> String,
    file: StaticString = #fileID, line: UInt = #line
) throws(CheckFailure) {
    try expect(abs(value - expected) <= tolerance, "\(what()): \(value), not \(expected)", file: file, line: line)
}

/// The paper's system, with what a check wants to be different.
func paper(
    width: Int, height: Int, boundaryX: Lattice.Boundary = .open, boundaryY: Lattice.Boundary = .open,
    chemicalPotential: Double = -3, singletGap: Double = 0.1, tripletGap: Double = 0.1,
    d: DVector = DVector(x: [0, 0, 1], y: [0, 0, 0]), tripletPhase: Superconductor.RelativePhase = .imaginary,
    winding: Double = 0
) -> Superconductor {
    Superconductor(
        lattice: Lattice(width: width, height: height, boundaryX: boundaryX, boundaryY: boundaryY), hopping: 1,
        chemicalPotential: chemicalPotential, singletGap: singletGap, tripletGap: tripletGap, dVector: d,
        tripletPhase: tripletPhase, winding: winding)
}
