import BogoliubovDeGennes
import LAPACK
import LowRank
import Numerics

/// G0(z) of a uniform host as a sum over chains in x, for whole windows: of the order of L_x L_y operations for each energy, and
/// of a product of matrices that leads from the modes to the rows.
package struct ChainResolvent {
    private struct Chain {
        let onSite: Block4
        let hopping: Block4
        let adjointHopping: Block4
        let hoppingNorm: Double
    }

    private let chains: [Chain]
    private let length: Int
    private let sites: [Lattice.Site]
    private let impurities: [Lattice.Site]
    /// The different x and y of the sites.
    private let columns: [Int]
    private let rows: [Int]
    /// Weights of the modes: for the rows with themselves, and for each impurity from its row to them; rows × modes.
    private let localWeights: ComplexColumns
    private let weights: [ComplexColumns]
    /// Between the impurities' rows, for each mode.
    private let between: [[Complex<Double>]]
    private let bound: Double

    /// nil where the host does not separate into open chains.
    package init?(_ superconductor: Superconductor, sites: [Lattice.Site], impurities: [Lattice.Site], unit: Double) {
        guard let modes = superconductor.openChains else { return nil }
        chains = modes.map { mode in
            let hopping = Block4(mode.hopping, unit: unit)
            return Chain(
                onSite: Block4(mode.onSite, unit: unit), hopping: hopping, adjointHopping: hopping.adjoint,
                hoppingNorm: hopping.squaredNorm.squareRoot())
        }
        length = superconductor.lattice.width
        bound = superconductor.spectralBound / unit
        self.sites = sites
        self.impurities = impurities
        columns = Set(sites.map(\.x)).sorted()
        let rows = Set(sites.map(\.y)).sorted()
        self.rows = rows
        func table(_ weight: (TransverseChain, Int) -> Complex<Double>) -> ComplexColumns {
            var result = ComplexColumns(length: rows.count, count: modes.count)
            for (column, mode) in modes.enumerated() {
                for (row, y) in rows.enumerated() {
                    let value = weight(mode, y)
                    result[row, column] = (value.real, value.imaginary)
                }
            }
            return result
        }
        localWeights = table { $0.weight($1, $1) }
        weights = impurities.map { impurity in table { $0.weight($1, impurity.y) } }
        between = modes.map { mode in impurities.flatMap { a in impurities.map { mode.weight(a.y, $0.y) } } }
    }

    /// - Parameter isFull: whether the local blocks of the sites are wanted.
    package func view(energy: Double, broadening: Double, isFull: Bool) -> HostView {
        let count = impurities.count
        // Modes × (columns of sites, elements): local blocks, and for each impurity columns and rows.
        var local = ComplexColumns(length: chains.count, count: isFull ? 4 * columns.count : 0)
        var left = impurities.map { _ in ComplexColumns(length: chains.count, count: 8 * columns.count) }
        var right = left
        var green = ComplexColumns(length: 4 * count, count: 4 * count)
        var error = 0.0
        for (mode, chain) in chains.enumerated() {
            let solved = SolvedChain(
                length, onSite: chain.onSite, hopping: chain.hopping, adjointHopping: chain.adjointHopping,
                hoppingNorm: chain.hoppingNorm, bound: bound, energy: energy, broadening: broadening)
            error = max(error, solved.error)
            if isFull {
                for (index, x) in columns.enumerated() {
                    let block = solved.diagonal[x]
                    for entry in 0..<4 { local[mode, 4 * index + entry] = block[entry / 2, entry % 2] }
                }
            }
            for (number, impurity) in impurities.enumerated() {
                let toSites = solved.column(from: impurity.x)
                let fromSites = solved.row(to: impurity.x)
                for (index, x) in columns.enumerated() {
                    for entry in 0..<8 {
                        left[number][mode, 8 * index + entry] = toSites[x][entry / 4, entry % 4]
                        right[number][mode, 8 * index + entry] = fromSites[x][entry % 4, entry / 4]
                    }
                }
                for (other, site) in impurities.enumerated() {
                    let (block, weight) = (toSites[site.x], between[mode][other * count + number])
                    for row in 0..<4 {
                        for column in 0..<4 {
                            let (value, old) = (block[row, column], green[4 * other + row, 4 * number + column])
                            green[4 * other + row, 4 * number + column] = (
                                old.re + weight.real * value.re - weight.imaginary * value.im,
                                old.im + weight.real * value.im + weight.imaginary * value.re
                            )
                        }
                    }
                }
            }
        }
        // Blocks of G0 are sums over the modes with weights whose magnitudes add up to one at most.
        let all = error * Double(max(1, count)).squareRoot()
        return HostView(
            local: isFull ? picked(.product(localWeights, local), width: 2) : ComplexColumns(length: 0, count: 2),
            localError: error,
            left: gathered(left) { weights[$0] }, right: gathered(right) { weights[$0].conjugate },
            green: green, greenError: error * Double(count), leftError: all, rightError: all)
    }

    /// Four columns for each impurity, two rows for each site.
    private func gathered(_ parts: [ComplexColumns], _ weights: (Int) -> ComplexColumns) -> ComplexColumns {
        var result = ComplexColumns(length: 2 * sites.count, count: 0)
        for (number, part) in parts.enumerated() { result.append(picked(.product(weights(number), part), width: 4)) }
        return result
    }

    /// From rows × (columns, two electrons, `width`) to the sites.
    private func picked(_ table: ComplexColumns, width: Int) -> ComplexColumns {
        let places = (
            Dictionary(uniqueKeysWithValues: zip(columns, columns.indices)),
            Dictionary(uniqueKeysWithValues: zip(rows, rows.indices))
        )
        var result = ComplexColumns(length: 2 * sites.count, count: width)
        for (index, site) in sites.enumerated() {
            guard let x = places.0[site.x], let y = places.1[site.y] else { continue }
            for electron in 0..<2 {
                for column in 0..<width { result[2 * index + electron, column] = table[y, (2 * x + electron) * width + column] }
            }
        }
        return result
    }
}

extension ComplexColumns {
    /// With all imaginary parts reversed.
    fileprivate var conjugate: ComplexColumns {
        guard length > 0 else { return self }
        var result = storage
        for index in stride(from: 1, to: result.count, by: 2) { result[index] = -result[index] }
        return ComplexColumns(length: length, storage: result)
    }
}
