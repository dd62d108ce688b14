import BogoliubovDeGennes
import Numerics
import RandomNumbers
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

extension Superconductor {
    /// The first impurity at the centre, the second displaced.
    func impurities(_ dx: Int, _ dy: Int = 0, exchange: Double = 3) -> ImpurityPair {
        let center = lattice.center
        return ImpurityPair(
            first: center, second: Lattice.Site(x: center.x + dx, y: center.y + dy), exchange: exchange)
    }
}

func randomVector(using random: inout SplitMix64) -> [Complex<Double>] {
    (0..<3).map { _ in Complex(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random)) }
}

func randomDVector(alongY: Bool, using random: inout SplitMix64) -> DVector {
    DVector(x: randomVector(using: &random), y: alongY ? randomVector(using: &random) : [0, 0, 0])
}
