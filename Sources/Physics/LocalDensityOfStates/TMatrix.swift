import BogoliubovDeGennes
import LAPACK
import Numerics

/// T = (1 - V g)⁻¹ V of impurities with their spins, g = BᵀG0B being the host's Green function between their sites:
/// G = G0 + G0 B T Bᵀ G0, whether V has an inverse or not.
struct TMatrix {
    /// Four rows and columns for each impurity.
    let matrix: ComplexColumns
    /// Its Frobenius norm.
    let norm: Double

    /// - Parameters:
    ///   - impurities: in the unit of the Green function.
    ///   - green: g.
    /// - Returns: nil where 1 - V g is singular.
    init?(_ impurities: [Impurity], spins: [[Double]], green: ComplexColumns) throws(LAPACKError) {
        let order = 4 * impurities.count
        var potential = ComplexColumns(length: order, count: order)
        for (index, impurity) in impurities.enumerated() {
            let block = impurity.potential(of: spins[index])
            for row in 0..<4 {
                for column in 0..<4 {
                    potential[4 * index + row, 4 * index + column] = (block[row, column].real, block[row, column].imaginary)
                }
            }
        }
        var equations = ComplexColumns(length: order, count: order)
        for row in 0..<order { equations[row, row] = (1, 0) }
        equations.add(potential, times: green, factor: -1)
        guard let found = try solution(of: equations, potential) else { return nil }
        matrix = found
        norm = found.storage.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}
