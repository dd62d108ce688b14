import BogoliubovDeGennes
import ImpurityClusters
import LAPACK

/// F - F[Ĥ0] of impurities as a function of the directions of their spins, with its gradient. Energies in the unit of the Green
/// function.
///
///     F - F[Ĥ0] = -Σ_j w_j ln|det(1 - g_j W)|,   ∂F/∂S = Σ_j w_j Tr[(1 - g_j W)⁻¹ g_j ∂W/∂S]
struct EnergySurface {
    let impurities: [Impurity]
    private let samples: [(weight: Double, green: [Double])]
    /// W without a spin, and its change with each component of it.
    private let potentials: [[Double]]
    private let slopes: [[[Double]]]

    /// - Parameter green: between the impurities' sites, in their order.
    init(_ impurities: [Impurity], _ green: SampledGreenFunction) {
        precondition(green.samples.allSatisfy { $0.green.siteCount == impurities.count })
        self.impurities = impurities.map {
            Impurity(site: $0.site, exchange: $0.exchange / green.unit, potential: $0.potential / green.unit)
        }
        samples = green.samples.map { ($0.weight, $0.green.elements) }
        potentials = self.impurities.map { MajoranaBlock(ofHamiltonian: $0.potential(of: [0, 0, 0])).elements }
        slopes = self.impurities.map { impurity in
            let magnetic = Impurity(site: impurity.site, exchange: impurity.exchange)
            return SpinDirection.allCases.prefix(3).map {
                MajoranaBlock(ofHamiltonian: magnetic.potential(of: $0.vector)).elements
            }
        }
    }

    /// - Parameter spins: three components for each impurity, one after another.
    /// - Returns: F - F[Ĥ0] and its gradient in all components; nil where a determinant is zero.
    func evaluate(_ spins: [Double]) throws(LAPACKError) -> (energy: Double, gradient: [Double])? {
        let count = impurities.count
        let order = 4 * count
        var blocks = potentials
        for site in 0..<count {
            for component in 0..<3 {
                for entry in 0..<16 { blocks[site][entry] += spins[3 * site + component] * slopes[site][component][entry] }
            }
        }
        var energy = 0.0
        var gradient = [Double](repeating: 0, count: 3 * count)
        var matrix = [Double](repeating: 0, count: order * order)
        for (weight, green) in samples {
            for row in 0..<order {
                for column in 0..<order {
                    let (site, component) = (column / 4, column % 4)
                    var product = 0.0
                    for k in 0..<4 { product += green[row * order + 4 * site + k] * blocks[site][4 * k + component] }
                    let one = row == column ? 1.0 : 0
                    matrix[row * order + column] = one - product
                }
            }
            // By columns this is the transposed matrix; its inverse by columns is the inverse by rows.
            let factorization = try LUFactorization(of: matrix, order: order)
            guard let inverse = try factorization.inverse() else { return nil }
            energy -= weight * factorization.logarithmOfDeterminant
            for site in 0..<count {
                for entry in 0..<16 {
                    // Element (row, column) of (1 - gW)⁻¹ g, which the slope multiplies as (column, row).
                    let (row, column) = (4 * site + entry / 4, 4 * site + entry % 4)
                    var dressed = 0.0
                    for k in 0..<order { dressed += inverse[row * order + k] * green[k * order + column] }
                    let transposed = 4 * (entry % 4) + entry / 4
                    for component in 0..<3 {
                        gradient[3 * site + component] += weight * dressed * slopes[site][component][transposed]
                    }
                }
            }
        }
        return (energy, gradient)
    }
}
