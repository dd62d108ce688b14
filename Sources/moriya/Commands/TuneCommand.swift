import ArgumentParser
import DistributedDiagonalization
import Foundation
import LAPACK
import MPI
import ScaLAPACK
import Sweep

struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Time the distributed diagonalisation on this machine: block sizes, process grids, threads.",
        discussion: """
            Start it with the ranks that will share a point, the way the job will be started: mpirun -n 2 moriya tune
            Random matrices are solved with every block size on every process grid with one BLAS thread a rank, then in
            the fastest way of each kind with as many threads as a rank has cores. The last lines say what to write into
            the job.
            """)

    @Option(help: "Rows of the matrices; the time grows as the cube.") var order = 1200
    @Option(parsing: .upToNextOption, help: "Rows and columns of a block: one number or more.")
    var blockSizes = [16, 32, 64, 128]
    @Option(help: "Solves in each way, of which the fastest counts.") var repeats = 2
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard order >= 1 else { throw ValidationError("--order is \(order); allowed: 1 or more") }
        guard repeats >= 1 else { throw ValidationError("--repeats is \(repeats); allowed: 1 or more") }
        for size in blockSizes where !(1...4096).contains(size) {
            throw ValidationError("--block-sizes has \(size); allowed: 1 to 4096")
        }
    }

    func run() throws {
        let status = try MPIRuntime.withWorld { world in
            try reportingErrors(on: Team(world: world)) {
                if let problem = LaunchCheck.problem(ranks: world.size, environment: ProcessInfo.processInfo.environment) {
                    throw RunError(.badData, problem)
                }
                let table = try tune(on: world)
                if world.rank == 0 {
                    print(json ? try table.json : "order \(order), ranks \(world.size)\n\n\(table.text)\n\n\(table.advice)")
                }
                return 0
            }
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func tune(on world: borrowing Communicator) throws -> TuningTable {
        let ranksOnNode = try world.splitSharedMemory().size
        let forms = distinctForms(ranks: world.size)
        try checkMemory(forms, ranksOnNode: ranksOnNode, on: world)
        var rows = try measured(
            TuningKind.available.flatMap { kind in
                forms.flatMap { form in
                    blockSizes.map { TuningRow(kind: kind, blockSize: $0, form: form, threads: 1) }
                }
            }, on: world)
        // The ranks need not see the same number of cores, but have to agree.
        let cores = try world.allReduce(ProcessInfo.processInfo.activeProcessorCount / ranksOnNode, .minimum)
        if cores > 1 {
            let best = TuningKind.available.compactMap { kind in
                rows.filter { $0.kind == kind }.min { $0.seconds < $1.seconds }
            }
            rows += try measured(
                best.map { TuningRow(kind: $0.kind, blockSize: $0.blockSize, form: $0.form, threads: cores) }, on: world)
        }
        return TuningTable(order: order, ranks: world.size, rows: rows)
    }

    /// The first form of each shape: on few ranks some are the same.
    private func distinctForms(ranks: Int) -> [ProcessGridForm] {
        let all = ProcessGridForm.allCases
        return all.indices.filter { index in
            !all[..<index].contains { $0.shape(ranks: ranks) == all[index].shape(ranks: ranks) }
        }.map { all[$0] }
    }

    /// The rows with their times, the same on all ranks. Rounds over all of them, so that what disturbs the machine for a
    /// while does not hit all solves of one row.
    private func measured(_ rows: [TuningRow], on world: borrowing Communicator) throws -> [TuningRow] {
        var rows = rows
        for round in 1...repeats {
            for (index, row) in rows.enumerated() {
                OpenBLAS.setThreads(row.threads)
                let shape = row.form.shape(ranks: world.size)
                let seconds = try row.kind.seconds(order: order, blockSize: row.blockSize, shape: shape, on: world)
                rows[index].seconds = min(row.seconds, seconds)
                guard world.rank == 0 else { continue }
                complain(
                    "round \(round) of \(repeats), \(index + 1) of \(rows.count): \(row.kind.label), blocks of "
                        + "\(row.blockSize) on \(shape.rows) × \(shape.columns), threads \(row.threads): "
                        + String(format: "%.3f s", seconds))
            }
        }
        return rows
    }

    /// Refuses before anything is allocated what would not fit, since systems grant memory that they do not have.
    private func checkMemory(
        _ forms: [ProcessGridForm], ranksOnNode: Int, on world: borrowing Communicator
    ) throws {
        var largest = 0
        do throws(ScaLAPACKError) {
            for kind in TuningKind.available {
                for form in forms {
                    for blockSize in blockSizes {
                        let shape = form.shape(ranks: world.size)
                        largest = max(largest, try kind.bytesPerRank(order: order, blockSize: blockSize, shape: shape))
                    }
                }
            }
        } catch {
            throw RunError(.badData, "--order is \(order): \(error)")
        }
        let needed = Double(largest) * Double(ranksOnNode)
        let available = Memory.available ?? .infinity
        guard try world.allReduce(needed <= available ? 1 : 0, .minimum) == 1 else {
            throw RunError(
                .badData,
                "--order is \(order), which takes \(Memory.text(needed)) on a node with \(ranksOnNode) ranks, but "
                    + "\(Memory.text(available)) are free on this one; take a smaller order, or more nodes")
        }
    }
}
