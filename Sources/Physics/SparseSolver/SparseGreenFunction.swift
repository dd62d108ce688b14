import BogoliubovDeGennes
import ImpurityClusters
import MUMPS
import RandomNumbers

/// g = (ω - A)⁻¹ of a host between some of its sites, and det(1 - A/ω), from a sparse factorisation of M = 1 - A/ω for each
/// frequency.
///
/// A is real and antisymmetric: the symmetric part of M is 1, so that no pivot is small in any order of elimination, and |M⁻¹| ≤ 1.
package struct SparseGreenFunction: ~Copyable {
    /// Where g comes from.
    package enum Way: Sendable {
        /// Solutions for all columns, in the order of nested dissection: little work for few sites.
        case columns
        /// Elements of the inverse, with the sites eliminated last: the last pivots alone are read, but the factors are larger.
        case elements
    }

    /// What is known at one frequency.
    package struct Sample {
        package let green: SiteGreenFunction
        /// ln|det(1 - A/ω)|.
        package let logarithm: Double
        /// Of the elimination, relative, as solutions show it.
        package let backwardError: Double
    }

    package let matrix: MajoranaMatrix
    /// Of the sites, four for each.
    private let rows: [Int]
    package let way: Way
    private var factorization: SparseFactorization

    /// Columns solved for together.
    private static let columnsAtATime = 64
    /// Random vectors that measure the error of elements.
    private static let probes = 8
    /// A multiply-add of a solution takes so many times as long as one of a factorisation, which is made of products of matrices.
    private static let slownessOfSolutions = 4.0

    /// - Parameters:
    ///   - unit: of energy.
    ///   - way: nil for the one that takes fewer operations.
    package init(
        _ superconductor: Superconductor, sites: [Lattice.Site], unit: Double, way: Way? = nil
    ) throws(MUMPSError) {
        let matrix = MajoranaMatrix(superconductor, unit: unit)
        self = try Self.planned(matrix, sites, in: superconductor.lattice, way)
    }

    private init(_ matrix: MajoranaMatrix, _ rows: [Int], _ way: Way, _ factorization: consuming SparseFactorization) {
        self.matrix = matrix
        self.rows = rows
        self.way = way
        self.factorization = factorization
    }

    private static func planned(
        _ matrix: MajoranaMatrix, _ sites: [Lattice.Site], in lattice: Lattice, _ wanted: Way?
    ) throws(MUMPSError) -> SparseGreenFunction {
        let rows = sites.flatMap { site in (0..<4).map { 4 * lattice.index(of: site) + $0 } }
        func plan(last: Set<Lattice.Site>) throws(MUMPSError) -> SparseFactorization {
            try SparseFactorization(
                order: matrix.order, positions: matrix.positions,
                elimination: lattice.nestedDissection(last: last).flatMap { site in (4 * site)..<(4 * site + 4) })
        }
        guard wanted ?? (rows.count > probes ? .elements : .columns) == .elements else {
            return Self(matrix, rows, .columns, try plan(last: []))
        }
        let withSitesLast = try plan(last: Set(sites))
        guard wanted == nil else { return Self(matrix, rows, .elements, withSitesLast) }
        let plain = try plan(last: [])
        let size = Double(rows.count)
        let columns = plain.operations + 2 * slownessOfSolutions * size * plain.entries
        // The last rows are inverted as a dense matrix is.
        let elements =
            withSitesLast.operations + 2 * slownessOfSolutions * (Double(probes) * withSitesLast.entries + size * size * size)
        guard elements < columns else { return Self(matrix, rows, .columns, plain) }
        return Self(matrix, rows, .elements, withSitesLast)
    }

    /// What the factors and the columns take, in bytes.
    var bytes: Int {
        let together = way == .columns ? min(Self.columnsAtATime, rows.count) : Self.probes
        return factorization.bytes + 16 * (matrix.positions.count + 2 * matrix.order * together)
    }

    /// - Throws: `MUMPSError`.
    package mutating func sample(at frequency: Double) throws(MUMPSError) -> Sample {
        let shifted = matrix.shifted(by: frequency)
        try factorization.factorize(shifted)
        switch way {
        case .columns: return try sampleOfColumns(shifted, frequency)
        case .elements: return try sampleOfElements(shifted, frequency)
        }
    }

    /// g from all columns X of M⁻¹. With their residual R the error is δg = -X̃ᵀR/ω with the columns X̃ of the transposed inverse,
    /// whose norm is that of X, since M is normal.
    private mutating func sampleOfColumns(_ shifted: [Double], _ frequency: Double) throws(MUMPSError) -> Sample {
        var elements = [Double](repeating: 0, count: rows.count * rows.count)
        var (squaredNorm, squaredResidual, backwardError) = (0.0, 0.0, 0.0)
        for first in stride(from: 0, to: rows.count, by: Self.columnsAtATime) {
            let columns = first..<min(first + Self.columnsAtATime, rows.count)
            var right = [Double](repeating: 0, count: matrix.order * columns.count)
            for column in columns { right[(column - first) * matrix.order + rows[column]] = 1 }
            let solved = try solutions(of: right, shifted)
            for column in columns {
                let start = (column - first) * matrix.order
                let (norm, residual) = (solved.norms[column - first], solved.residualNorms[column - first])
                squaredNorm += norm * norm
                squaredResidual += residual * residual
                backwardError = max(backwardError, residual / norm)
                for (row, index) in rows.enumerated() {
                    elements[row * rows.count + column] = solved.values[start + index] / frequency
                }
            }
        }
        let norm = squaredNorm.squareRoot()
        let residual = squaredResidual.squareRoot() + rounding(frequency) * norm
        return Sample(
            green: SiteGreenFunction(
                frequency: frequency, elements: elements, siteCount: rows.count / 4, error: norm * residual / frequency),
            logarithm: factorization.logarithmOfDeterminant, backwardError: backwardError)
    }

    /// g from the last pivots. Its error is measured: for vectors s of normally distributed numbers the mean of (δg s)_i² is
    /// the square of the norm of the row i of δg. With a solution x of M x = B s, B leading from the sites to all rows, and its
    /// residual r,
    ///
    ///     |δg s|_i ≤ |Bᵀx/ω - g s|_i + |BᵀM⁻¹|_i |r|/ω,     |BᵀM⁻¹|_i² = ω g_ii ≤ 1,
    ///
    /// since M⁻¹M⁻ᵀ is the symmetric part of M⁻¹. Ten times the root of the mean over eight vectors is below the norm with a
    /// probability of 1e-7, that of χ² < 8/100 with eight degrees of freedom. One step of refinement leaves of r what rounding
    /// makes.
    private mutating func sampleOfElements(_ shifted: [Double], _ frequency: Double) throws(MUMPSError) -> Sample {
        let (size, order) = (rows.count, matrix.order)
        let inverse = try factorization.inverse(between: rows)
        // The same vectors at each frequency, whoever computes it.
        var numbers = NormalNumbers(seed: UInt64(size))
        let vectors = (0..<Self.probes).map { _ in rows.map { _ in numbers.next() } }
        var right = [Double](repeating: 0, count: order * Self.probes)
        for (probe, vector) in vectors.enumerated() {
            for (index, row) in rows.enumerated() { right[probe * order + row] = vector[index] }
        }
        let first = try solutions(of: right, shifted)
        let backwardError = zip(first.residualNorms, first.norms).reduce(0) { max($0, $1.0 / $1.1) }
        let solved = try refined(first, of: right, shifted)
        var squaredErrors = [Double](repeating: 0, count: size)
        for (probe, vector) in vectors.enumerated() {
            let residual = solved.residualNorms[probe] + rounding(frequency) * solved.norms[probe]
            for row in 0..<size {
                var product = 0.0
                for column in 0..<size { product += inverse[row * size + column] * vector[column] }
                let difference = abs(solved.values[probe * order + rows[row]] - product)
                let leading = min(1, 1.1 * max(0, inverse[row * (size + 1)])).squareRoot()
                let error = (difference + leading * residual) / frequency
                squaredErrors[row] += error * error
            }
        }
        return Sample(
            green: SiteGreenFunction(
                frequency: frequency, elements: inverse.map { $0 / frequency }, siteCount: size / 4,
                rowErrors: squaredErrors.map { 10 * ($0 / Double(Self.probes)).squareRoot() }),
            logarithm: factorization.logarithmOfDeterminant, backwardError: backwardError)
    }

    /// A residual is rounded itself: by so much, relative to the solution.
    private func rounding(_ frequency: Double) -> Double { .ulpOfOne * (1 + matrix.bound / frequency) }

    /// Columns x, with the residuals b - M x.
    private struct Solutions {
        let values: [Double]
        let residuals: [Double]
        let norms: [Double]
        let residualNorms: [Double]

        init(_ values: [Double], of right: [Double], _ matrix: MajoranaMatrix, _ shifted: [Double]) {
            var residuals = right
            matrix.subtract(shifted, times: values, from: &residuals)
            func norms(_ columns: [Double]) -> [Double] {
                stride(from: 0, to: columns.count, by: matrix.order).map { start in
                    columns[start..<start + matrix.order].reduce(0) { $0 + $1 * $1 }.squareRoot()
                }
            }
            (self.values, self.residuals) = (values, residuals)
            (self.norms, residualNorms) = (norms(values), norms(residuals))
        }
    }

    private mutating func solutions(of right: [Double], _ shifted: [Double]) throws(MUMPSError) -> Solutions {
        var x = right
        try factorization.solve(&x)
        return Solutions(x, of: right, matrix, shifted)
    }

    private mutating func refined(
        _ found: Solutions, of right: [Double], _ shifted: [Double]
    ) throws(MUMPSError) -> Solutions {
        var correction = found.residuals
        try factorization.solve(&correction)
        return Solutions(zip(found.values, correction).map { $0 + $1 }, of: right, matrix, shifted)
    }
}
