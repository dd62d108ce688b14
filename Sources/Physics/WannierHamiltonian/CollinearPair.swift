import Numerics

extension TightBinding {
    /// A collinear magnet from the Hamiltonians of its two spins, which share an order of orbitals: functions 2 · orbital
    /// + spin.
    ///
    /// - Throws: `HamiltonianError` if the two do not fit together.
    public init(up: TightBinding, down: TightBinding) throws(HamiltonianError) {
        guard up.functions == down.functions else {
            throw .different(what: "the number of Wannier functions of the two spins (\(up.functions) and \(down.functions))")
        }
        guard up.hasSameLattice(as: down) else { throw .different(what: "the lattice vectors of the two spins") }
        let cells = Set(up.cells + down.cells).sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
        let spins = [up.extended(to: cells), down.extended(to: cells)]
        let (n, count) = (2 * up.functions, up.functions)
        func interlace(_ matrices: [[Complex<Double>]]) -> [Complex<Double>] {
            var result = [Complex<Double>](repeating: .zero, count: cells.count * n * n)
            for cell in cells.indices {
                for spin in 0..<2 {
                    for row in 0..<count {
                        for column in 0..<count {
                            result[(cell * n + 2 * row + spin) * n + 2 * column + spin] =
                                matrices[spin][(cell * count + row) * count + column]
                        }
                    }
                }
            }
            return result
        }
        var positions: [[Complex<Double>]]?
        if let home = cells.firstIndex(of: SIMD3(0, 0, 0)) {
            positions = (0..<3).map { axis in
                interlace(
                    spins.map { spin in
                        var matrices =
                            spin.offDiagonalPositions?[axis]
                            ?? [Complex<Double>](repeating: .zero, count: cells.count * count * count)
                        for index in 0..<count {
                            matrices[(home * count + index) * count + index] = Complex(spin.centres[index][axis])
                        }
                        return matrices
                    })
            }
        }
        self.init(
            lattice: up.lattice, functions: n, cells: cells, hoppings: interlace(spins.map(\.hoppings)), positions: positions,
            centres: nil)
    }
}
