import DistributedBandReduction
import Foundation
import MPI
import ScaLAPACK
import TestSupport

/// A solve takes about as much memory as predicted. It may take less, since the upper triangle is never touched.
func checkMemory(_ world: borrowing Communicator) throws {
    let grid = try ProcessGrid(on: world)
    // Small solves first, for the buffers that the libraries keep.
    for kind in MemoryKind.allCases { _ = try kind.solve(order: 200, on: grid) }
    let before = try peakMemory()
    // Each takes more than the one before, so that it sets the next peak.
    for kind in MemoryKind.allCases {
        let predicted = try kind.solve(order: 1200, on: grid)
        let growth = try world.allReduce(try peakMemory() - before, .maximum)
        try expect(growth < predicted + 4 << 20, "\(kind): took \(growth) bytes, but \(predicted) were predicted")
        try expect(
            Double(growth) > 0.4 * Double(predicted), "\(kind): took \(growth) bytes, but \(predicted) were predicted")
    }
}

private enum MemoryKind: CaseIterable {
    case singularValues, antisymmetric, hermitian

    /// - Returns: the bytes predicted for the rank that holds most.
    func solve(order: Int, on grid: borrowing ProcessGrid) throws -> Int {
        if self == .hermitian {
            var matrix = try BlockCyclicMatrix(order: order, blockSize: 32, on: grid)
            let predicted = matrix.layout.predictedBytes()
            matrix.fill { row, column in (1 / Double(1 + row + column), row == column ? 0 : 0.1) }
            _ = try grid.eigenvalues(of: matrix)
            return predicted
        }
        var matrix = try RealBlockCyclicMatrix(order: order, blockSize: 32, on: grid)
        let predicted = matrix.layout.predictedBytes(isAntisymmetric: self == .antisymmetric)
        for row in 0..<order {
            for column in 0..<order {
                matrix.set(row: row, column: column, Double(row - column) / Double(1 + row + column))
            }
        }
        _ = try self == .antisymmetric ? grid.antisymmetricMagnitudes(of: matrix) : grid.singularValues(of: matrix)
        return predicted
    }
}

/// The most memory that this process has occupied so far, in bytes.
func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    guard let kilobytes else { throw CheckFailure(description: "no VmHWM in /proc/self/status") }
    return kilobytes * 1024
}
