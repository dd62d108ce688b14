/// Collects coefficients of states, and of pairs of close states, on the nodes of an energy grid.
final class StateCollector {
    let grid: EnergyGrid
    let layout: ColumnLayout
    private let arena = LaneArena()
    /// Four columns to a vector, node by node.
    private let storage: UnsafeMutablePointer<Lanes>
    /// Sums of magnitudes for each column, lane by lane, as a bound on rounding.
    private let magnitudes: UnsafeMutablePointer<Lanes>
    /// What the largest magnitude of each column's function is, but for g.
    private let bounds: [Double]
    private let isPotential: [Bool]
    private let weights: UnsafeMutablePointer<Lanes>
    private let normalization: UnsafeMutablePointer<Lanes>
    private let transposed: UnsafeMutablePointer<Lanes>
    private let vectorsPerNode: Int

    init(grid: EnergyGrid, layout: ColumnLayout) {
        (self.grid, self.layout) = (grid, layout)
        vectorsPerNode = layout.count / laneCount
        storage = arena.take(grid.allNodes * vectorsPerNode)
        magnitudes = arena.take(layout.count)
        weights = arena.take(EnergyGrid.order)
        normalization = arena.take(EnergyGrid.order)
        transposed = arena.take(layout.count)
        for (index, value) in EnergyGrid.normalization.enumerated() { normalization[index] = Lanes(repeating: value) }
        let smallest = grid.spacing * 8
        bounds = layout.columns.map { [1, 1, 0.25 / smallest, 0.1 / (smallest * smallest)][$0?.function ?? 0] }
        isPotential = layout.columns.map { $0?.function == 1 }
    }

    /// How many numbers it holds: the columns of all nodes, then the magnitudes.
    var width: Int { grid.allNodes * layout.count + layout.count }

    func clear() {
        for index in 0..<grid.allNodes * vectorsPerNode { storage[index] = .zero }
        for index in 0..<layout.count { magnitudes[index] = .zero }
    }

    func add(to sum: inout [Double]) {
        for index in 0..<grid.allNodes * vectorsPerNode {
            for lane in 0..<laneCount { sum[laneCount * index + lane] += storage[index][lane] }
        }
        let start = grid.allNodes * layout.count
        for column in 0..<layout.count { sum[start + column] += magnitudes[column].sum() }
    }

    /// Adds the coefficients of a state of each lane.
    ///
    /// - Parameters:
    ///   - coefficients: one vector for each column of the group.
    ///   - lanes: how many lanes count.
    func add(_ energy: Lanes, _ coefficients: UnsafeMutablePointer<Lanes>, group: Range<Int>, lanes: Int) {
        let isBelowTop = energy .<= grid.top
        guard any(isBelowTop) else { return }
        let inside = pointwiseMin(pointwiseMax(energy, .init(repeating: grid.bottom)), .init(repeating: grid.top))
        let first = grid.interpolate(inside, weights, normalization: normalization)
        let potential = pointwiseMax(grid.highestPotential - energy, .zero) + grid.highestThermalEnergy
        var column = 0
        while column < group.count {
            let place = group.lowerBound &+ column
            let bound = isPotential[place] ? potential : Lanes(repeating: bounds[place])
            let size = absolute(coefficients[column]) * bound
            magnitudes[place] += size.replacing(with: 0, where: .!isBelowTop)
            column &+= 1
        }
        let vectors = group.count / laneCount
        for lane in 0..<lanes {
            let value = energy[lane]
            guard value <= grid.top else { continue }
            transpose(coefficients, lane, vectors)
            if value < grid.bottom {
                add(node: grid.nodes, group, vectors, 1)
                add(node: grid.nodes &+ 1, group, vectors, value - grid.start)
            } else {
                var node = Int(first[lane])
                var j = 0
                while j < EnergyGrid.order {
                    add(node: node, group, vectors, weights[j][lane])
                    node &+= 1
                    j &+= 1
                }
            }
        }
    }

    /// Adds to the sum of magnitudes of a column what its coefficients do not show.
    @inline(__always)
    func addMagnitude(_ magnitude: Lanes, column: Int) { magnitudes[column] += magnitude }

    /// Adds the coefficients of a pair of close states of one lane.
    ///
    /// - Parameters:
    ///   - lower: the energy of the first state.
    ///   - difference: the second's minus the first's, of either sign.
    ///   - coefficients: the first `bubbles` ones stand before a kernel K of Eqs. 11, 12, which is
    ///     (Δ/8) ∫ds (1 - s²) f''(E_s); the others before the mean of their function between the two energies.
    func addNear(
        lower: Double, difference: Double, _ coefficients: UnsafeMutablePointer<Lanes>, lane: Int, bubbles: Int,
        group: Range<Int>
    ) {
        let (centre, half) = (lower + difference / 2, difference / 2)
        guard centre - abs(half) <= grid.top else { return }
        let rule = NearPairQuadrature.rule(halfLength: abs(half) / (grid.spacing * 8))
        let vectors = group.count / laneCount
        for column in 0..<group.count {
            magnitudes[group.lowerBound + column][0] +=
                abs(coefficients[column][lane]) * bounds[group.lowerBound + column]
                * (column < bubbles ? abs(difference) / 6 : 1)
        }
        for start in stride(from: 0, to: rule.nodes.count, by: laneCount) {
            var energies = Lanes.zero
            for index in 0..<laneCount { energies[index] = centre + half * rule.nodes[start + index] }
            let inside = pointwiseMin(pointwiseMax(energies, .init(repeating: grid.bottom)), .init(repeating: grid.top))
            let first = grid.interpolate(inside, weights, normalization: normalization)
            for index in 0..<laneCount where energies[index] <= grid.top {
                let bubble = difference / 8 * rule.bubbleWeights[start + index]
                let mean = rule.weights[start + index] / 2
                for vector in 0..<vectors {
                    var values = Lanes.zero
                    for inner in 0..<laneCount {
                        let column = vector * laneCount + inner
                        values[inner] = coefficients[column][lane] * (column < bubbles ? bubble : mean)
                    }
                    transposed[vector] = values
                }
                if energies[index] < grid.bottom {
                    add(node: grid.nodes, group, vectors, 1)
                    add(node: grid.nodes + 1, group, vectors, energies[index] - grid.start)
                } else {
                    for j in 0..<EnergyGrid.order { add(node: Int(first[index]) + j, group, vectors, weights[j][index]) }
                }
            }
        }
    }

    /// The coefficients of one lane, side by side.
    @inline(__always)
    private func transpose(_ coefficients: UnsafeMutablePointer<Lanes>, _ lane: Int, _ vectors: Int) {
        var vector = 0
        while vector < vectors {
            let block = coefficients + 4 &* vector
            transposed[vector] = Lanes(block[0][lane], block[1][lane], block[2][lane], block[3][lane])
            vector &+= 1
        }
    }

    @inline(__always)
    private func add(node: Int, _ group: Range<Int>, _ vectors: Int, _ weight: Double) {
        let target = storage + (node &* vectorsPerNode &+ group.lowerBound / 4)
        let factor = Lanes(repeating: weight)
        var vector = 0
        while vector < vectors {
            target[vector] = target[vector].addingProduct(factor, transposed[vector])
            vector &+= 1
        }
    }
}
