/// What the states of each sub-grid left on the energy grid, to be weighed with occupations.
struct OccupationSums {
    let energies: EnergyGrid
    let layout: ColumnLayout
    let frame: SpinFrame
    let axes: PeriodicAxes
    let grid: KGrid
    /// Columns by node, then magnitudes, for each sub-grid.
    let subgrids: [[Double]]

    /// e²/ħ in S Å/cm, so that 1/Å becomes S/cm.
    private static let hallUnit = 1.602176634e-19 * 1.602176634e-19 / 1.054571817e-34 * 1e8

    /// The values at some chemical potentials and temperatures.
    func values(_ occupations: [Occupation]) -> [BerryPhaseValues] {
        // Some at a time, since the sums do not fit into the cache.
        stride(from: 0, to: occupations.count, by: 8).flatMap { start -> [BerryPhaseValues] in
            let some = Array(occupations[start..<min(start + 8, occupations.count)])
            let weights = weights(some)
            let sums = subgrids.map { contract($0, weights, count: some.count) }
            return some.indices.map { index in values(sums.map { $0[index] }) }
        }
    }

    /// f, g, f' and f'' of each occupation at each node, at (4 · node + function) · occupations + occupation.
    private func weights(_ occupations: [Occupation]) -> [Double] {
        let count = occupations.count
        var weights = [Double](repeating: 0, count: 4 * energies.allNodes * count)
        for (index, occupation) in occupations.enumerated() {
            for (node, function) in energies.functions(occupation).enumerated() {
                for kind in 0..<4 { weights[(4 * node + kind) * count + index] = function[kind] }
            }
        }
        return weights
    }

    /// - Parameter sums: columns for each sub-grid.
    private func values(_ sums: [[Double]]) -> BerryPhaseValues {
        let points = grid.points / Double(grid.subgrids)
        var values = BerryPhaseValues()
        values.grid = grid.size
        var magnitudes: [Quantity: Double] = [:]
        for quantity in layout.quantities { magnitudes[quantity] = magnitude(quantity) * abs(factor(quantity)) / grid.points }
        for quantity in layout.quantities {
            let factor = factor(quantity) / points
            let means = sums.map { columns -> [Double] in
                var tensor = [Double](repeating: 0, count: quantity.isTensor ? layout.tensorSize : layout.hallComponents)
                for (column, component) in layout.places(quantity) { tensor[component] += columns[column] * factor }
                return quantity.isTensor ? frame.toGlobal(tensor, directions: layout.directions) : tensor
            }
            let found = SubgridMeans(dimension: grid.dimension, means: means)
            // What symmetry makes vanish term by term does so within the rounding of a sum of the same operators.
            let magnitude =
                switch quantity {
                case .b: max(magnitudes[.a] ?? 0, magnitudes[.b] ?? 0)
                case .dmi, .fullCoupling: max(magnitudes[.spinCurrent] ?? 0, magnitudes[quantity] ?? 0)
                default: magnitudes[quantity] ?? 0
                }
            values.tensors[quantity] = found.whole
            values.distances[quantity] = found.distances
            values.magnitudes[quantity] = magnitude
            values.errors[quantity] = found.error + 16 * .ulpOfOne * magnitude
        }
        return values
    }

    /// From a mean over k to the quantity: 1/Ω, and the units of the Hall conductivity.
    private func factor(_ quantity: Quantity) -> Double {
        guard quantity == .hall else { return 1 / axes.cellSize }
        return (axes.count == 2 ? 2 * .pi : -Self.hallUnit) / axes.cellSize
    }

    /// The largest sum of magnitudes of any component, over all sub-grids.
    private func magnitude(_ quantity: Quantity) -> Double {
        let start = energies.allNodes * layout.count
        var sums = [Double](repeating: 0, count: layout.tensorSize)
        for subgrid in subgrids {
            for (column, component) in layout.places(quantity) { sums[component] += subgrid[start + column] }
        }
        return sums.reduce(0, max)
    }

    /// For each occupation and column, the sum over nodes of its coefficients times its function.
    private func contract(_ sums: [Double], _ weights: [Double], count: Int) -> [[Double]] {
        let vectors = layout.count / laneCount
        var columns = [Lanes](repeating: .zero, count: vectors * count)
        sums.withUnsafeBytes { sums in
            weights.withUnsafeBufferPointer { weights in
                layout.vectorFunctions.withUnsafeBufferPointer { kinds in
                    columns.withUnsafeMutableBufferPointer { columns in
                        var place = 0
                        for node in 0..<energies.allNodes {
                            for vector in 0..<vectors {
                                let row = sums.loadUnaligned(fromByteOffset: place, as: Lanes.self)
                                place &+= MemoryLayout<Lanes>.stride
                                let start = (4 &* node &+ kinds[vector]) &* count
                                for index in 0..<count {
                                    let factor = Lanes(repeating: weights[start &+ index])
                                    let target = vector &* count &+ index
                                    columns[target] = columns[target].addingProduct(row, factor)
                                }
                            }
                        }
                    }
                }
            }
        }
        return (0..<count).map { index in
            (0..<vectors).flatMap { vector in (0..<laneCount).map { columns[vector * count + index][$0] } }
        }
    }
}
