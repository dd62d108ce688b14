import BogoliubovDeGennes
import Numerics

/// The sites of both impurities: an 8 × 8 block.
enum TwoSites: BlockSize { static var size: Int { 8 } }

/// ln|det(1 - G0 V)| for all 36 spin configurations and eight frequencies, from G0 as a `MatrixFraction`.
///
/// With V = U τ3 - (𝒥/2) Ŝ and j = 𝒥/2 this is ln|det(N + U D τ3 - j D Ŝ)| - ln|det N|, N and D as in N s + D p = 0.
final class FractionDeterminants {
    private let spins: [NambuMatrix]
    private let matrix: LaneMatrix<TwoSites>
    /// N, D, and -D Ŝ for each spin of the first impurity (columns 0 to 3) and of the second (columns 4 to 7).
    private let numerator: LaneMatrix<TwoSites>
    private let source: LaneMatrix<TwoSites>
    private let turned: [LaneMatrix<TwoSites>]

    /// - Parameter spins: Ŝ of the six `SpinDirection`s, in the basis of the Green function.
    init(spins: [NambuMatrix], arena: LaneArena) {
        self.spins = spins
        matrix = arena.matrix()
        numerator = arena.matrix()
        source = arena.matrix()
        turned = arena.matrices(spins.count)
    }

    /// Takes over a fraction.
    ///
    /// - Parameters:
    ///   - size: of one site's block: 2 for a spin sector, whose particle-hole image is added, or 4.
    ///   - phases: of each component of (c↑, c↓, c†↑, c†↓) at the two impurities, which restore the gauge with winding.
    func take(_ equations: LaneEquations, size: Int, phases: [[Complex<Double>]]) {
        let components = size == 2 ? [0, 3] : [0, 1, 2, 3]
        numerator.clear()
        source.clear()
        for row in 0..<2 * size {
            // Any order of the equations will do.
            let target = 4 * (row / size) + components[row % size]
            for column in 0..<2 * size {
                let (site, component) = (column / size, components[column % size])
                let phase = phases[site][component].conjugate
                for (matrix, offset) in [(numerator, 0), (source, 2 * size)] {
                    let (r, i) = equations[row, offset + column]
                    let (real, imaginary) = (phase.real * r - phase.imaginary * i, phase.real * i + phase.imaginary * r)
                    matrix[target, 4 * site + component] = (real, imaginary)
                    guard size == 2 else { continue }
                    // The image of G is -G*: N*, and -D*.
                    let image = (4 * (row / size) + (components[row % size] + 2) % 4, 4 * site + (component + 2) % 4)
                    matrix[image.0, image.1] = offset == 0 ? (real, -imaginary) : (-real, imaginary)
                }
            }
        }
        for (spin, product) in zip(spins, turned) {
            product.clear()
            for row in 0..<8 {
                for column in 0..<8 {
                    var (real, imaginary) = (Lanes.zero, Lanes.zero)
                    for k in 0..<4 {
                        let factor = spin[k, column % 4]
                        guard factor != .zero else { continue }
                        let (r, i) = source[row, column / 4 * 4 + k]
                        real -= factor.real * r - factor.imaginary * i
                        imaginary -= factor.real * i + factor.imaginary * r
                    }
                    product[row, column] = (real, imaginary)
                }
            }
        }
    }

    /// - Parameter magnitude: receives the largest magnitude of any logarithm that the results are differences of.
    /// - Returns: in the order of `spinConfigurations`.
    func logarithms(_ pair: ImpurityPair, magnitude: inout Lanes) -> [Lanes] {
        matrix.copy(from: numerator)
        let free = 0.5 * matrix.eliminateWithPivoting().logarithm
        // Divided by what makes all entries of order one.
        let impurities = [pair.first, pair.second]
        let scale = max(1, pair.strength)
        let offset = 8 * Double.log(scale)
        magnitude = free.magnitude
        var result: [Lanes] = []
        result.reserveCapacity(spinConfigurations.count)
        for (first, second) in spinConfigurations {
            for row in 0..<8 {
                for column in 0..<8 {
                    let entry = 2 * (8 * row + column)
                    let product = turned[column < 4 ? first.rawValue : second.rawValue]
                    let impurity = impurities[column / 4]
                    let j = impurity.exchange / 2 / scale
                    // U τ3: the opposite for holes.
                    let u = (column % 4 < 2 ? impurity.potential : -impurity.potential) / scale
                    matrix.storage[entry] =
                        numerator.storage[entry] / scale + j * product.storage[entry] + u * source.storage[entry]
                    matrix.storage[entry + 1] =
                        numerator.storage[entry + 1] / scale + j * product.storage[entry + 1] + u * source.storage[entry + 1]
                }
            }
            let logarithm = 0.5 * matrix.eliminateWithPivoting().logarithm
            magnitude = magnitude.maximum(logarithm.magnitude + offset)
            result.append(logarithm - free + offset)
        }
        return result
    }
}
