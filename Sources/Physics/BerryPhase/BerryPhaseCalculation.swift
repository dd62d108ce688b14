import Numerics
import WannierHamiltonian

/// Adds up over a range in chunks of a fixed length, with the same bits however the chunks are shared out: what a team of
/// ranks offers. The body adds the contributions of some indices to a sum of so many numbers that is zero at first.
public typealias ChunkedSum = (
    _ range: Range<Int>, _ chunk: Int, _ width: Int, _ add: (Range<Int>, inout [Double]) throws -> Void
) throws -> [Double]

/// D, Q and their parts by sums over grids of wave vectors.
public struct BerryPhaseCalculation {
    private let problem: BerryPhaseProblem
    private let operators: CrystalOperators
    private let energies: EnergyGrid

    /// The energy grid of a problem should not have more nodes than this.
    public static let nodeLimit = 8_000.0
    /// How many nodes it would have.
    public static func nodes(_ occupations: [Occupation]) -> Double { EnergyGrid.size(occupations) }

    public init(_ problem: BerryPhaseProblem) {
        self.problem = problem
        operators = CrystalOperators(problem.system, axes: problem.axes)
        energies = EnergyGrid(problem.occupations)
    }

    /// Raises the grid until every quantity of every occupation has its accuracy, or the largest grid is reached: what is
    /// missing is seen by the errors.
    ///
    /// - Parameters:
    ///   - accuracy: relative to the largest component of each tensor.
    ///   - first: N of the first grid, a multiple of 4; `largest`: of the last one allowed.
    ///   - progress: told each grid before it is summed.
    ///   - sum: adds up, with the help of others.
    /// - Returns: for each occupation its values, and whether they reached the accuracy.
    /// - Throws: `BerryPhaseError`; what the sum throws.
    public func converge(
        accuracy: Double, first: Int, largest: Int, progress: (Int) -> Void = { _ in }, sum: ChunkedSum
    ) throws -> [(values: BerryPhaseValues, isAccurate: Bool)] {
        var size = first
        while true {
            progress(size)
            let results = try values(grid: size, sum: sum)
            let excess = results.map { values in
                values.tensors.keys.reduce(0) { max($0, values.excess($1, accuracy: accuracy)) }
            }
            if excess.allSatisfy({ $0 <= 1 }) || size >= largest {
                return zip(results, excess).map { ($0, $1 <= 1) }
            }
            size = min(largest, Self.nextSize(after: size, results, accuracy: accuracy))
        }
    }

    /// The grid that should do, from how fast the sub-grids converge: between 5/4 and 2 times this one.
    private static func nextSize(after size: Int, _ results: [BerryPhaseValues], accuracy: Double) -> Int {
        var wanted = Double(size) * 1.25
        for values in results {
            for quantity in values.tensors.keys {
                let excess = values.excess(quantity, accuracy: accuracy)
                guard excess > 1, let distances = values.distances[quantity] else { continue }
                let rate = Double.log(distances.quarter / max(distances.half, .leastNormalMagnitude)) / (Double(size) / 4)
                // The bound falls as e^{-5cN/8}.
                let next =
                    distances.half < distances.quarter / 16
                    ? Double(size) + Double.log(1.5 * excess) / (0.625 * rate) : 1.5 * Double(size)
                wanted = max(wanted, min(next, 2 * Double(size)))
            }
        }
        // Whole vectors of four points in each row of a sub-grid.
        let unit = size >= 32 ? 16 : 4
        return (Int(wanted.rounded(.up)) + unit - 1) / unit * unit
    }

    /// Sums over one grid.
    ///
    /// - Parameter size: N, a multiple of 4.
    public func values(grid size: Int, sum: ChunkedSum) throws -> [BerryPhaseValues] {
        let grid = KGrid(dimension: problem.axes.count, size: size)
        let kernel = WaveVectorKernel(operators, scale: problem.scale, selection: problem.selection, grid: energies)
        let layout = kernel.collector.layout
        let width = kernel.collector.width
        // Some milliseconds of work to a chunk, whatever the size of the matrices.
        let functions = Double(operators.functions)
        let points = (3e5 / (functions * functions * functions)).rounded(.up) * 8
        // Not so many chunks that their sums fill the memory.
        let chunk = max(1, Int(points) / (size / 4), (grid.rows + 15) / 16)
        var subgrids: [[Double]] = []
        for subgrid in 0..<grid.subgrids {
            subgrids.append(
                try sum(0..<grid.rows, chunk, width) { range, sum in
                    kernel.collector.clear()
                    for index in range {
                        let row = grid.row(index, subgrid: subgrid)
                        guard kernel.addRow(grid, outer: row.outer, offset: row.offset, step: 4) else {
                            throw BerryPhaseError.noEigenvalues(scale: problem.scale)
                        }
                    }
                    kernel.collector.copy(to: &sum)
                })
        }
        let evaluation = OccupationSums(
            energies: energies, layout: layout, frame: operators.frame, axes: problem.axes, grid: grid, subgrids: subgrids)
        return evaluation.values(problem.occupations)
    }
}
