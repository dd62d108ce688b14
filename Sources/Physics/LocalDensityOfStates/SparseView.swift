import BogoliubovDeGennes
import LAPACK
import MUMPS

/// A `HostView` of any host, by one sparse factorisation for each energy.
final class SparseView {
    private var resolvent: HostResolvent
    private let sites: [Int]
    private let impurities: [Int]

    private static let columnsAtATime = 32

    init(
        _ superconductor: Superconductor, sites: [Lattice.Site], impurities: [Lattice.Site], unit: Double
    ) throws(MUMPSError) {
        resolvent = try HostResolvent(superconductor, unit: unit)
        self.sites = sites.map { superconductor.lattice.index(of: $0) }
        self.impurities = impurities.map { superconductor.lattice.index(of: $0) }
    }

    func view(energy: Double, broadening: Double, isFull: Bool) throws(MUMPSError) -> HostView {
        try resolvent.factorize(energy: energy, broadening: broadening)
        let host = try isFull ? local() : (ComplexColumns(length: 0, count: 2), 0)
        let indices = impurities.flatMap { impurity in (0..<4).map { 4 * impurity + $0 } }
        let columns = try resolvent.columns(indices)
        let rows = try resolvent.columns(indices, transposed: true)
        var green = ComplexColumns(length: indices.count, count: indices.count)
        for (row, index) in indices.enumerated() {
            for column in indices.indices { green[row, column] = columns.values[index, column] }
        }
        return HostView(
            local: host.0, localError: host.1, left: electrons(columns.values), right: electrons(rows.values), green: green,
            greenError: columns.error, leftError: columns.error, rightError: rows.error)
    }

    /// The sites' own blocks: two columns for each.
    private func local() throws(MUMPSError) -> (ComplexColumns, Double) {
        var (blocks, error) = (ComplexColumns(length: 2 * sites.count, count: 2), 0.0)
        let perSolve = Self.columnsAtATime / 2
        for first in stride(from: 0, to: sites.count, by: perSolve) {
            let some = first..<min(first + perSolve, sites.count)
            let found = try resolvent.columns(some.flatMap { [4 * sites[$0], 4 * sites[$0] + 1] })
            error = max(error, found.error)
            for index in some {
                for row in 0..<2 {
                    for column in 0..<2 {
                        blocks[2 * index + row, column] = found.values[4 * sites[index] + row, 2 * (index - first) + column]
                    }
                }
            }
        }
        return (blocks, error)
    }

    /// Two rows for each site.
    private func electrons(_ columns: ComplexColumns) -> ComplexColumns {
        var part = ComplexColumns(length: 2 * sites.count, count: columns.count)
        for (index, site) in sites.enumerated() {
            for column in 0..<columns.count {
                for row in 0..<2 { part[2 * index + row, column] = columns[4 * site + row, column] }
            }
        }
        return part
    }
}
