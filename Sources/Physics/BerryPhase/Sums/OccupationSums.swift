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

    /// Occupations that are summed together: so many that their sums stay in the cache, and the columns are read seldom.
    private static let together = 32
    /// Occupations whose sums of four columns fit into registers.
    private static let tile = 8

    /// The values at some chemical potentials and temperatures.
    func values(_ occupations: [Occupation]) -> [BerryPhaseValues] {
        let magnitudes = magnitudes()
        return stride(from: 0, to: occupations.count, by: Self.together).flatMap { start -> [BerryPhaseValues] in
            let some = Array(occupations[start..<min(start + Self.together, occupations.count)])
            let weights = Weights(some, energies, tile: Self.tile)
            let sums = subgrids.map { contract($0, weights) }
            return some.indices.map { values(sums, occupation: $0, weights, magnitudes) }
        }
    }

    /// What the columns of all nodes are multiplied by.
    private struct Weights {
        /// f, g, f' and f'' of each occupation at each node, at ((tile · nodes + node) · 4 + function) · 8 + occupation of the
        /// tile.
        let values: [Double]
        let count: Int
        let tiles: Int
        /// The nodes at which f, f' and f'' of a tile are neither those of full states nor zero.
        let windows: [Range<Int>]

        init(_ occupations: [Occupation], _ energies: EnergyGrid, tile: Int) {
            count = occupations.count
            tiles = (count + tile - 1) / tile
            let nodes = energies.allNodes
            var values = [Double](repeating: 0, count: tiles * nodes * 4 * tile)
            var windows = [Range<Int>](repeating: nodes - 2..<nodes - 2, count: tiles)
            for (index, occupation) in occupations.enumerated() {
                let start = (index / tile) * nodes * 4 * tile + index % tile
                let functions = energies.functions(occupation)
                for (node, function) in functions.enumerated() {
                    for kind in 0..<4 { values[start + (4 * node + kind) * tile] = function[kind] }
                }
                let window = energies.window(occupation)
                let known = windows[index / tile]
                windows[index / tile] =
                    known.isEmpty
                    ? window : min(known.lowerBound, window.lowerBound)..<max(known.upperBound, window.upperBound)
            }
            (self.values, self.windows) = (values, windows)
        }

        /// Where the sum of a column for an occupation is among the vectors of `contract`, and in which lane.
        func place(column: Int, occupation: Int) -> (vector: Int, lane: Int) {
            let (index, inner) = (occupation / OccupationSums.tile, occupation % OccupationSums.tile)
            return (
                (column / laneCount * tiles + index) * 2 * laneCount + column % laneCount * 2 + inner / laneCount,
                inner % laneCount
            )
        }
    }

    /// - Parameter sums: what `contract` gave for each sub-grid.
    private func values(
        _ sums: [[Lanes]], occupation: Int, _ weights: Weights, _ magnitudes: [Quantity: Double]
    ) -> BerryPhaseValues {
        let points = grid.points / Double(grid.subgrids)
        var values = BerryPhaseValues()
        values.grid = grid.size
        for quantity in layout.quantities {
            let factor = factor(quantity) / points
            let means = sums.map { columns -> [Double] in
                var tensor = [Double](repeating: 0, count: quantity.isTensor ? layout.tensorSize : layout.hallComponents)
                for (column, component) in layout.places(quantity) {
                    let (vector, lane) = weights.place(column: column, occupation: occupation)
                    tensor[component] += columns[vector][lane] * factor
                }
                return quantity.isTensor ? frame.toGlobal(tensor, directions: layout.directions) : tensor
            }
            let found = SubgridMeans(dimension: grid.dimension, means: means, magnitude: magnitudes[quantity] ?? 0)
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

    private func magnitudes() -> [Quantity: Double] {
        Dictionary(
            uniqueKeysWithValues: layout.quantities.map { ($0, magnitude($0) * abs(factor($0)) / grid.points) })
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

    /// For each occupation and column, the sum over nodes of its coefficients times its function, at `Weights.place`.
    private func contract(_ sums: [Double], _ weights: Weights) -> [Lanes] {
        let (vectors, nodes) = (layout.count / laneCount, energies.allNodes)
        var columns = [Lanes](repeating: .zero, count: vectors * weights.tiles * 2 * laneCount)
        var full = OccupiedNodes(sums, energies, columns: layout.count)
        sums.withUnsafeBufferPointer { sums in
            weights.values.withUnsafeBytes { values in
                columns.withUnsafeMutableBufferPointer { columns in
                    func add(_ rows: UnsafeBufferPointer<Double>, at row: Int, _ range: Range<Int>, tile: Int) {
                        for vector in 0..<vectors {
                            let function = (tile * nodes + range.lowerBound) * 4 + layout.vectorFunctions[vector]
                            Self.add(
                                rows, from: row * layout.count + vector * laneCount, stride: layout.count, values,
                                from: function * Self.tile * MemoryLayout<Double>.stride, count: range.count, to: columns,
                                at: (vector * weights.tiles + tile) * 2 * laneCount)
                        }
                    }
                    for (index, window) in weights.windows.enumerated() {
                        // Some nodes at a time, which stay in the cache while all their columns are summed.
                        for start in stride(from: window.lowerBound, to: window.upperBound, by: 16) {
                            add(sums, at: start, start..<min(start + 16, window.upperBound), tile: index)
                        }
                        full.take(below: window.lowerBound, sums)
                        full.rows.withUnsafeBufferPointer { add($0, at: 0, nodes - 2..<nodes, tile: index) }
                    }
                }
            }
        }
        return columns
    }

    /// The two rows of states below the energy grid, and with them those of nodes where f = 1 and g = E - μ.
    private struct OccupiedNodes {
        private let energies: EnergyGrid
        private let columns: Int
        private let below: [Double]
        private var taken = 0
        private(set) var rows: [Double]

        init(_ sums: [Double], _ energies: EnergyGrid, columns: Int) {
            (self.energies, self.columns) = (energies, columns)
            let start = energies.nodes * columns
            below = Array(sums[start..<start + 2 * columns])
            rows = below
        }

        mutating func take(below end: Int, _ sums: UnsafeBufferPointer<Double>) {
            if end < taken { (taken, rows) = (0, below) }
            for node in taken..<end {
                let energy = Double(node) * energies.spacing
                for column in 0..<columns {
                    let value = sums[node * columns + column]
                    rows[column] += value
                    rows[columns + column] += value * energy
                }
            }
            taken = max(taken, end)
        }
    }

    /// Adds, over some nodes, four columns times the functions of eight occupations.
    @inline(__always)
    private static func add(
        _ sums: UnsafeBufferPointer<Double>, from start: Int, stride: Int, _ values: UnsafeRawBufferPointer, from offset: Int,
        count: Int, to columns: UnsafeMutableBufferPointer<Lanes>, at place: Int
    ) {
        var (a0, a1) = (columns[place], columns[place &+ 1])
        var (b0, b1) = (columns[place &+ 2], columns[place &+ 3])
        var (c0, c1) = (columns[place &+ 4], columns[place &+ 5])
        var (d0, d1) = (columns[place &+ 6], columns[place &+ 7])
        var (source, weight, node) = (start, offset, 0)
        while node < count {
            let low = values.loadUnaligned(fromByteOffset: weight, as: Lanes.self)
            let high = values.loadUnaligned(fromByteOffset: weight &+ MemoryLayout<Lanes>.stride, as: Lanes.self)
            let (a, b) = (Lanes(repeating: sums[source]), Lanes(repeating: sums[source &+ 1]))
            let (c, d) = (Lanes(repeating: sums[source &+ 2]), Lanes(repeating: sums[source &+ 3]))
            (a0, a1) = (a0.addingProduct(a, low), a1.addingProduct(a, high))
            (b0, b1) = (b0.addingProduct(b, low), b1.addingProduct(b, high))
            (c0, c1) = (c0.addingProduct(c, low), c1.addingProduct(c, high))
            (d0, d1) = (d0.addingProduct(d, low), d1.addingProduct(d, high))
            source &+= stride
            weight &+= 32 &* MemoryLayout<Double>.stride
            node &+= 1
        }
        (columns[place], columns[place &+ 1]) = (a0, a1)
        (columns[place &+ 2], columns[place &+ 3]) = (b0, b1)
        (columns[place &+ 4], columns[place &+ 5]) = (c0, c1)
        (columns[place &+ 6], columns[place &+ 7]) = (d0, d1)
    }
}
