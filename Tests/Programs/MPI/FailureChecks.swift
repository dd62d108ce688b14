import Foundation
import MPI
import ScaLAPACK
import TestSupport

/// One element that is not a number, on one rank, is an error on all.
func checkNotFinite(_ world: borrowing Communicator) throws {
    let grid = try ProcessGrid(on: world)
    for method in EigenvalueMethod.allCases {
        var matrix = try BlockCyclicMatrix(order: 30, blockSize: 4, on: grid)
        matrix.fill { row, column in (row == 20 && column == 3 ? .nan : Double(row + column), 0) }
        var failure: ScaLAPACKError?
        do throws(ScaLAPACKError) {
            _ = try grid.eigenvalues(of: matrix, method: method)
        } catch {
            failure = error
        }
        try expect(failure != nil, "\(method) accepted NaN")
        let failures = try world.allReduce(1, .sum)
        try expect(failures == world.size, "only \(failures) ranks noticed")
    }
}

/// Only the last rank is short of memory, and all ranks throw instead of waiting for it.
func checkOutOfMemory(_ world: borrowing Communicator) throws {
    let grid = try ProcessGrid(on: world)
    if world.rank == world.size - 1 {
        var limit = rlimit(rlim_cur: rlim_t(addressSpace() + 64 << 20), rlim_max: rlim_t.max)
        try expect(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, "setrlimit failed")
    }
    do throws(ScaLAPACKError) {
        // 1.6 GB, of which nothing is touched.
        _ = try BlockCyclicMatrix(order: 10_000, blockSize: 32, on: grid)
    } catch {
        guard case .outOfMemory = error else { throw error }
        return
    }
    throw CheckFailure(description: "rank \(world.rank) did not notice that a rank lacks memory")
}

/// In bytes, from `statm`.
private func addressSpace() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return text.split(separator: " ").first.flatMap { Int($0) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) } ?? 0
}

func checkGrid(_ world: borrowing Communicator) throws {
    let size = world.size
    let shape = GridShape.nearlySquare(ranks: size)
    let grid = try ProcessGrid(on: world)
    try expect(grid.shape == shape, "the default shape is \(grid.shape)")
    let rank = grid.position.row * shape.columns + grid.position.column
    try expect(rank == world.rank, "rank \(world.rank) stands at \(grid.position)")

    do throws(ScaLAPACKError) {
        _ = try ProcessGrid(on: world, shape: GridShape(rows: 1, columns: size + 1))
        throw .invalidLayout("")
    } catch {
        try expect("\(error)".contains("does not use \(size) ranks"), "\(error)")
    }
    // A grid takes at least one of Open MPI's 65 536 communicators, and returns it.
    for _ in 0..<70_000 where size == 1 { _ = try ProcessGrid(on: world) }
    // Each half of the world works on its own.
    for round in 0..<50 {
        let group = try world.split(color: world.rank % 2)
        let part = try ProcessGrid(on: group)
        var matrix = try BlockCyclicMatrix(order: 5, blockSize: 2, on: part)
        matrix.fill { row, column in row == column ? (Double(row + round), 0) : (0, 0) }
        let values = try part.eigenvalues(of: matrix)
        try expect(values == (0..<5).map { Double($0 + round) }, "round \(round) gave \(values)")
    }
}

/// The other ranks wait in a barrier that the last one never reaches.
func throwOnLastRank(_ world: borrowing Communicator) throws {
    if world.rank == world.size - 1 { throw CheckFailure(description: "as it should") }
    try world.barrier()
}

func abortOnLastRank(_ world: borrowing Communicator) throws {
    if world.rank == world.size - 1 { world.abort(code: 42) }
    try world.barrier()
}

/// A root that does not exist: MPI must report it instead of ending the job by itself.
func breakCall(_ world: borrowing Communicator) throws {
    _ = try world.broadcast(1.0, root: world.size)
}
