import LAPACK
import MPI
import ScaLAPACK

/// `physics-selfcheck kernels <order> <real|reduction|pzheev> <block size> [rows]`: seconds for one dense problem.
func benchKernels(_ world: borrowing Communicator) throws {
    let arguments = CommandLine.arguments.dropFirst(2).map { $0 }
    guard arguments.count >= 3, let order = Int(arguments[0]), let blockSize = Int(arguments[2]) else {
        throw CheckFailure(description: "kernels <order> <real|reduction|pzheev> <block size> [rows]")
    }
    let rows = arguments.count > 3 ? Int(arguments[3]) ?? 1 : GridShape.nearlySquare(ranks: world.size).rows
    let shape = GridShape(rows: rows, columns: world.size / rows)
    let grid = try ProcessGrid(on: world, shape: shape)
    let clock = ContinuousClock()
    var random = SplitMix64(state: 1)
    var seconds = 0.0
    if arguments[1] == "real" {
        var matrix = try RealBlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
        for row in 0..<order {
            for column in 0..<order { matrix.set(row: row, column: column, .random(in: -1...1, using: &random)) }
        }
        let start = clock.now
        _ = try grid.singularValues(of: matrix)
        seconds = (clock.now - start) / .seconds(1)
    } else {
        var matrix = try BlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
        matrix.fill { row, column in (.random(in: -1...1, using: &random), row == column ? 0 : 0.3) }
        let start = clock.now
        _ = try grid.eigenvalues(of: matrix, method: arguments[1] == "pzheev" ? .pzheev : .tridiagonalReduction)
        seconds = (clock.now - start) / .seconds(1)
    }
    let operations = (arguments[1] == "real" ? 8.0 : 16) / 3 * Double(order) * Double(order) * Double(order)
    if world.rank == 0 {
        print(
            order, arguments[1], "nb", blockSize, shape.rows, "×", shape.columns, "threads", OpenBLAS.threads, seconds,
            "s",
            operations / seconds / 1e9, "GFLOP/s")
    }
}
