import BogoliubovDeGennes

/// A of Ĥ0 = iA for a host: real, antisymmetric and sparse. Row 4i + s belongs to site i.
package struct MajoranaMatrix {
    package let order: Int
    /// The diagonal first, which is zero, then every other element that is not.
    package let positions: [(row: Int32, column: Int32)]
    /// In the order of `positions`.
    package let elements: [Double]
    /// A bound on its norm.
    package let bound: Double

    /// - Parameter unit: of energy.
    package init(_ superconductor: Superconductor, unit: Double) {
        let lattice = superconductor.lattice
        order = 4 * lattice.siteCount
        var positions = (0..<Int32(order)).map { (row: $0, column: $0) }
        var elements = [Double](repeating: 0, count: order)
        BogoliubovHamiltonian(host: superconductor).forEachBlock { rowSite, columnSite, block in
            let (row, column) = (4 * lattice.index(of: rowSite), 4 * lattice.index(of: columnSite))
            let real = MajoranaBlock(ofHamiltonian: block)
            for i in 0..<4 {
                for j in 0..<4 where real[i, j] != 0 {
                    positions.append((Int32(row + i), Int32(column + j)))
                    elements.append(real[i, j] / unit)
                }
            }
        }
        self.positions = positions
        self.elements = elements
        bound = superconductor.spectralBound / unit
    }

    /// 1 - A/ω, in the order of `positions`.
    package func shifted(by frequency: Double) -> [Double] {
        var shifted = elements.map { -$0 / frequency }
        for row in 0..<order { shifted[row] += 1 }
        return shifted
    }

    /// The columns b - M x, in place of b.
    package func subtract(_ matrix: [Double], times x: [Double], from b: inout [Double]) {
        let (order, count) = (order, x.count / order)
        positions.withUnsafeBufferPointer { positions in
            x.withUnsafeBufferPointer { x in
                b.withUnsafeMutableBufferPointer { b in
                    for column in 0..<count {
                        let start = column * order
                        for (index, position) in positions.enumerated() {
                            b[start + Int(position.row)] -= matrix[index] * x[start + Int(position.column)]
                        }
                    }
                }
            }
        }
    }
}
