import BogoliubovDeGennes
import LAPACK

/// ln|det(1 - G0 V)| of a group of impurities for each of its spin configurations.
///
/// In the Majorana basis G0 = -ig and V = iW with real g and W, so that this is ln|det(1 - gW)|: a real matrix of four rows
/// for each impurity, and W is made of a 4 × 4 block for each.
public struct GroupDeterminants: Sendable {
    /// Where the impurities are among the sites of the Green function.
    private let sites: [Int]
    private let strength: Double
    /// For each configuration, W of each impurity.
    private let potentials: [[MajoranaBlock]]

    /// - Parameters:
    ///   - group: with sites among those given.
    ///   - sites: those of the Green function.
    ///   - unit: of the energies of the Green function.
    public init(_ group: ImpurityGroup, among sites: [Lattice.Site], unit: Double) {
        let positions = Dictionary(uniqueKeysWithValues: zip(sites, sites.indices))
        self.sites = group.impurities.map { impurity in
            guard let position = positions[impurity.site] else { preconditionFailure("an impurity off the sites") }
            return position
        }
        let scaled = group.impurities.map {
            Impurity(site: $0.site, exchange: $0.exchange / unit, potential: $0.potential / unit)
        }
        strength = group.strength / unit
        potentials = group.configurations.map { spins in
            zip(scaled, spins).map { MajoranaBlock(ofHamiltonian: $0.potential(of: $1)) }
        }
    }

    /// - Returns: a logarithm for each configuration, and a bound on the error of each.
    /// - Throws: `LAPACKError`.
    public func logarithms(_ green: SiteGreenFunction) throws(LAPACKError) -> (values: [Double], error: Double) {
        let order = 4 * sites.count
        let width = 4 * green.siteCount
        var values: [Double] = []
        values.reserveCapacity(potentials.count)
        var matrix = [Double](repeating: 0, count: order * order)
        let errorOfGreen = green.error(between: sites)
        var error = 0.0
        for blocks in potentials {
            for (row, rowSite) in sites.enumerated() {
                for (column, columnSite) in sites.enumerated() {
                    for i in 0..<4 {
                        let source = (4 * rowSite + i) * width + 4 * columnSite
                        for j in 0..<4 {
                            var product = 0.0
                            for k in 0..<4 { product += green.elements[source + k] * blocks[column][k, j] }
                            let one = row == column && i == j ? 1.0 : 0
                            matrix[(4 * row + i) * order + 4 * column + j] = one - product
                        }
                    }
                }
            }
            let factorization = try LUFactorization(of: matrix, order: order)
            let value = factorization.logarithmOfDeterminant
            values.append(value)
            let size = matrix.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let inverse = try norm(ofInverse: factorization, frequency: green.frequency)
            let change = inverse * (strength * errorOfGreen + 4 * .ulpOfOne * size)
            // |ln det(1 + X)| ≤ -ln(1 - x) ≤ x/(1 - x) for a trace norm x below one; nothing is known beyond.
            let bound = change < 0.5 ? change / (1 - change) : .infinity
            error = max(error, bound + .ulpOfOne * (Double(order) + abs(value)))
        }
        return (values, error)
    }

    /// A bound on |(1 - gW)⁻¹| in the Frobenius norm where it is computed, which is worth it for few impurities.
    private func norm(ofInverse factorization: LUFactorization, frequency: Double) throws(LAPACKError) -> Double {
        // (1 - gW)⁻¹ = 1 + g'W with the impurities' own g' = (ω - A - W)⁻¹, which is at most 1/ω.
        let limit = Double(factorization.order).squareRoot() * (1 + strength / frequency)
        guard factorization.order <= 64, let inverse = try factorization.inverse() else { return limit }
        // Computed inverses are off by a part that matters only where they are huge.
        return min(limit, 1.1 * inverse.reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
}
