import Foundation
import MPI
import ScaLAPACK
import TestSupport

/// A solve takes about as much memory as predicted. It may take less, since the upper triangle is never touched.
func checkMemory(_ world: borrowing Communicator) throws {
    let grid = try ProcessGrid(on: world)
    // A small solve first, for the buffers that the libraries keep.
    try solve(order: 200, on: grid)
    let before = try peakMemory()
    let layout = try solve(order: 1200, on: grid)
    let growth = try world.allReduce(try peakMemory() - before, .maximum)
    let predicted = layout.predictedBytes()
    try expect(growth < predicted + 4 << 20, "took \(growth) bytes, but \(predicted) were predicted")
    try expect(Double(growth) > 0.4 * Double(predicted), "took \(growth) bytes, but \(predicted) were predicted")
}

@discardableResult
private func solve(order: Int, on grid: borrowing ProcessGrid) throws -> BlockCyclicLayout {
    var matrix = try BlockCyclicMatrix(order: order, blockSize: 32, on: grid)
    let layout = matrix.layout
    matrix.fill { row, column in (1 / Double(1 + row + column), row == column ? 0 : 0.1) }
    _ = try grid.eigenvalues(of: matrix)
    return layout
}

/// The most memory that this process has occupied so far, in bytes.
func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    guard let kilobytes else { throw CheckFailure(description: "no VmHWM in /proc/self/status") }
    return kilobytes * 1024
}
