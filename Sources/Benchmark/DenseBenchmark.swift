import ArgumentParser
import BogoliubovDeGennes
import Foundation
import LAPACK
import MPI
import ScaLAPACK

/// All eigenvalues of the paper's matrix, each library and number of ranks in a process of its own.
struct DenseBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dense", abstract: "Dense eigenvalues: ScaLAPACK on 1 and 2 ranks, LAPACK, SciPy.")

    @Flag(help: "41 x 41 too, which takes many minutes.") var large = false
    @Option(help: "A Python with SciPy; without it that row stays empty.") var python: String?

    func run() throws {
        for size in [21] + (large ? [41] : []) {
            let order = 4 * size * size
            print("All eigenvalues of the complex Hermitian matrix of \(size) x \(size) sites, \(order) rows")
            print(heading(["seconds", "GFLOP/s", "peak MB", "ratio"]) + "  (operations: 16/3 n^3; ratio to SciPy)")
            let scipy = python.flatMap { measure([$0, "analysis/bench/scipy_eigenvalues.py", "\(size)"]) }
            show("SciPy evd, 2 threads", scipy, order, scipy)
            for method in DenseMethod.allCases {
                for ranks in method.rankCounts {
                    let (name, result) = (method.label(ranks: ranks), measure(method.command(ranks: ranks, size: size)))
                    show(name, result, order, scipy)
                }
            }
        }
    }

    private func show(_ name: String, _ run: Run?, _ order: Int, _ scipy: Run?) {
        let seconds = run?.seconds ?? .nan
        let rate = 16.0 / 3 * Double(order) * Double(order) * Double(order) / seconds / 1e9
        print(
            cell(seconds, "%.2f") + cell(rate, "%.1f") + cell(run?.megabytes ?? .nan, "%.0f")
                + cell(seconds / (scipy?.seconds ?? .nan), "%.2f") + "  " + name)
    }

    private struct Run {
        let seconds: Double
        let megabytes: Double
    }

    /// What a process prints: seconds of the solve, and its peak memory in MB (of all its ranks).
    private func measure(_ command: [String]) -> Run? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        process.standardOutput = output
        do { try process.run() } catch { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        return numbers.count == 2 ? Run(seconds: numbers[0], megabytes: numbers[1]) : nil
    }
}

enum DenseMethod: String, CaseIterable, ExpressibleByArgument {
    case lapack, tridiagonal, pzheev

    var rankCounts: [Int] { self == .lapack ? [1] : [1, 2] }

    func label(ranks: Int) -> String {
        switch self {
        case .lapack: "LAPACK zheevd, 2 threads"
        case .tridiagonal: "ScaLAPACK pzhetrd + dsterf, \(ranks) rank(s), 1 thread each"
        case .pzheev: "ScaLAPACK pzheev, \(ranks) rank(s), 1 thread each"
        }
    }

    func command(ranks: Int, size: Int) -> [String] {
        let threads = self == .lapack ? 2 : 1
        return [
            "OPENBLAS_NUM_THREADS=\(threads)", "OMPI_MCA_hwloc_base_binding_policy=none", "mpirun", "-n", "\(ranks)",
            CommandLine.arguments[0], "dense-solve", rawValue, "\(size)",
        ]
    }
}

/// One dense solve under mpirun: prints seconds and peak memory over all ranks.
struct DenseSolve: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "dense-solve", shouldDisplay: false)

    @Argument var method: DenseMethod
    @Argument var size: Int

    func run() throws {
        try MPIRuntime.withWorld { world in
            let problem = paperProblem(size: size, deltas: 1...1)
            let spin = SpinDirection.plusZ.vector
            let hamiltonian = BogoliubovHamiltonian(
                problem.superconductor, impurities: problem.pairs[0], spins: (spin, spin))
            let seconds = try solve(hamiltonian, on: world)
            let megabytes = try world.allReduce(peakMegabytes, .sum)
            if world.rank == 0 { print(seconds, megabytes) }
        }
    }

    private func solve(_ hamiltonian: BogoliubovHamiltonian, on world: borrowing Communicator) throws -> Double {
        let order = hamiltonian.dimension
        if method == .lapack {
            var matrix = HermitianMatrix(order: order)
            hamiltonian.forEachEntry { row, column, value in matrix[row, column] = (value.real, value.imaginary) }
            let start = ContinuousClock.now
            _ = try LAPACK.eigenvalues(of: matrix)
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let grid = try ProcessGrid(on: world)
        var matrix = try BlockCyclicMatrix(order: order, blockSize: 64, on: grid)
        hamiltonian.forEachEntry { row, column, value in
            matrix.set(row: row, column: column, re: value.real, im: value.imaginary)
        }
        try world.barrier()
        let start = ContinuousClock.now
        _ = try grid.eigenvalues(of: matrix, method: method == .pzheev ? .pzheev : .tridiagonalReduction)
        try world.barrier()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
