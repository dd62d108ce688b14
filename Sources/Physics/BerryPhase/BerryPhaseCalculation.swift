import Numerics
import WannierHamiltonian

/// Makes the rows of a table, each of so many numbers and on one rank, with the same bits however they are shared out: what a
/// team of ranks offers.
public typealias SharedRows = (
    _ count: Int, _ width: Int, _ row: (Int) throws -> [Double]
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
    ///   - rows: makes the sub-grids' sums, with the help of others.
    /// - Returns: for each occupation its values, and whether they reached the accuracy.
    /// - Throws: `BerryPhaseError`; what `rows` throws.
    public func converge(
        accuracy: Double, first: Int, largest: Int, progress: (Int) -> Void = { _ in }, rows: SharedRows
    ) throws -> [(values: BerryPhaseValues, isAccurate: Bool)] {
        var size = first
        while true {
            progress(size)
            let results = try values(grid: size, rows: rows)
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

    /// Sums over one grid. A sub-grid is the work of one rank: what ranks have to tell each other is one sum for each.
    ///
    /// - Parameter size: N, a multiple of 4.
    public func values(grid size: Int, rows: SharedRows) throws -> [BerryPhaseValues] {
        let grid = KGrid(dimension: problem.axes.count, size: size)
        let kernel = WaveVectorKernel(operators, scale: problem.scale, selection: problem.selection, grid: energies)
        let (layout, width) = (kernel.collector.layout, kernel.collector.width)
        // Some milliseconds of work to a partial sum, whatever the size of the matrices, so that rounding errors stay small.
        let functions = Double(operators.functions)
        let points = (3e5 / (functions * functions * functions)).rounded(.up) * 8
        let chunk = max(1, Int(points) / (size / 4), (grid.rows + 15) / 16)
        let table = try rows(grid.subgrids, width) { subgrid in
            var sum = [Double](repeating: 0, count: width)
            for start in stride(from: 0, to: grid.rows, by: chunk) {
                kernel.collector.clear()
                for index in start..<min(start + chunk, grid.rows) {
                    let row = grid.row(index, subgrid: subgrid)
                    guard kernel.addRow(grid, outer: row.outer, offset: row.offset, step: 4) else {
                        throw BerryPhaseError.noEigenvalues(scale: problem.scale)
                    }
                }
                kernel.collector.add(to: &sum)
            }
            return sum
        }
        let subgrids = (0..<grid.subgrids).map { Array(table[$0 * width..<($0 + 1) * width]) }
        let evaluation = OccupationSums(
            energies: energies, layout: layout, frame: operators.frame, axes: problem.axes, grid: grid, subgrids: subgrids)
        return evaluation.values(problem.occupations)
    }
}
