import BogoliubovDeGennes
import LAPACK
import MUMPS
import MatsubaraSums
import SparseSolver

/// The fermion parity of the ground state with impurities, relative to that of the host: the sign that changes where a level
/// crosses zero.
///
/// With Ĥ0 = iA and impurities that add iW on their sites it is the sign of Pf(A + BWBᵀ) / Pf(A) = Pf [[g, 1], [-1, W]] with
/// g = BᵀA⁻¹B: a matrix of eight rows for each impurity. One factorisation of A serves all configurations.
public struct GroundStateParity: Sendable {
    private let impurities: [Impurity]
    private let unit: Double
    /// g, row by row, and a bound on its error; nil where the host has a level at zero.
    private let green: (elements: [Double], error: Double)?

    /// - Throws: `InGapError`.
    public init(_ superconductor: Superconductor, impurities: [Impurity]) throws(InGapError) {
        let strength = impurities.reduce(0) { max($0, $1.strength) }
        let scale: EnergyScale?
        do { scale = try EnergyScale(superconductor, temperature: 0, strength: strength) } catch { throw .energiesOutOfRange }
        unit = scale?.unit ?? 1
        self.impurities = impurities
        let matrix = MajoranaMatrix(superconductor, unit: unit)
        let rows = impurities.flatMap { impurity in (0..<4).map { 4 * superconductor.lattice.index(of: impurity.site) + $0 } }
        do {
            var factorization = try SparseFactorization(
                order: matrix.order, positions: matrix.positions,
                elimination: superconductor.lattice.nestedDissection.flatMap { site in (4 * site)..<(4 * site + 4) })
            try factorization.factorize(matrix.elements)
            var residual = [Double](repeating: 0, count: matrix.order * rows.count)
            for (column, row) in rows.enumerated() { residual[column * matrix.order + row] = 1 }
            var x = residual
            try factorization.solve(&x)
            matrix.subtract(matrix.elements, times: x, from: &residual)
            let elements = rows.flatMap { row in rows.indices.map { x[$0 * matrix.order + row] } }
            // g is XᵀAᵀ X, so that an error of X counts with the norm of X.
            func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
            let rounding = norm(residual) + 8 * .ulpOfOne * matrix.bound * norm(x)
            green = (elements, norm(x) * rounding)
        } catch MUMPSError.singular {
            green = nil
        } catch {
            throw .factorization(error)
        }
    }

    /// - Parameters:
    ///   - green: g in the unit, row by row.
    ///   - error: a bound on its error; infinite where the host has a level at zero.
    package init(_ impurities: [Impurity], unit: Double, green: [Double], error: Double) {
        self.impurities = impurities
        self.unit = unit
        self.green = (green, error)
    }

    /// ±1; nil where a level is too close to zero to tell.
    ///
    /// - Throws: `InGapError`.
    public func parity(spins: [[Double]]) throws(InGapError) -> Int? {
        precondition(spins.count == impurities.count)
        guard let green, green.error.isFinite else { return nil }
        let half = 4 * impurities.count
        guard half > 0 else { return 1 }
        let order = 2 * half
        var matrix = [Double](repeating: 0, count: order * order)
        for row in 0..<half {
            for column in 0..<half {
                // Antisymmetric but for rounding.
                let value = (green.elements[row * half + column] - green.elements[column * half + row]) / 2
                matrix[row * order + column] = value
            }
            matrix[row * order + half + row] = 1
            matrix[(half + row) * order + row] = -1
        }
        for (index, impurity) in impurities.enumerated() {
            let scaled = Impurity(site: impurity.site, exchange: impurity.exchange / unit, potential: impurity.potential / unit)
            let block = MajoranaBlock(ofHamiltonian: scaled.potential(of: spins[index]))
            for row in 0..<4 {
                for column in 0..<4 {
                    matrix[(half + 4 * index + row) * order + half + 4 * index + column] = block[row, column]
                }
            }
        }
        let inverse: [Double]?
        do { inverse = try LUFactorization(of: matrix, order: order).inverse() } catch { throw .eigenvalues(error) }
        // The sign can change only where an error makes the matrix singular.
        guard let inverse else { return nil }
        let norm = inverse.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let size = matrix.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard 1.1 * norm * (green.error + 32 * .ulpOfOne * size) < 1 else { return nil }
        let sign = signOfPfaffian(matrix, order: order)
        return sign == 0 ? nil : sign
    }
}
