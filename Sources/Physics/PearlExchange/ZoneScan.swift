import Foundation

/// The lowest energy of all wave vectors: by Luttinger and Tisza, no order of moments of equal length is below it.
public struct ZoneScan: Sendable, Equatable {
    /// k in units of 1/d, and the energy per impurity.
    public let momentum: SIMD2<Double>
    public let energy, energyError: Double

    /// On a grid over half the zone (K is even in k), then by halving steps around the best point.
    public init(_ sum: EwaldSum, _ lattice: ImpurityLattice, divisions: Int = 24) {
        let (first, second) = lattice.reciprocal
        func point(_ a: Double, _ b: Double) -> SIMD2<Double> { a * first + b * second }
        var best = (a: 0.0, b: 0.0, energy: sum.matrix(.zero).energy)
        for row in 0...divisions / 2 {
            for column in 0..<divisions {
                let (a, b) = (Double(row) / Double(divisions), Double(column) / Double(divisions))
                let energy = sum.matrix(point(a, b)).energy
                if energy < best.energy { best = (a, b, energy) }
            }
        }
        var step = 0.5 / Double(divisions)
        while step > 1e-9 {
            let around = [(step, 0), (-step, 0), (0, step), (0, -step)].map { (best.a + $0.0, best.b + $0.1) }
            let better = around.map { ($0.0, $0.1, sum.matrix(point($0.0, $0.1)).energy) }.min { $0.2 < $1.2 }
            if let better, better.2 < best.energy { best = (better.0, better.1, better.2) } else { step /= 2 }
        }
        momentum = point(best.a, best.b)
        let matrix = sum.matrix(momentum)
        (energy, energyError) = (matrix.energy, matrix.energyError)
    }
}
