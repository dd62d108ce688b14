import ArgumentParser
import BogoliubovDeGennes
import Diagonalization
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
            let repeats = size > 30 ? 1 : 3
            print(
                """
                All eigenvalues of the complex Hermitian matrix of \(size) x \(size) sites, \(order) rows, fastest of \(repeats)
                (operations: 16/3 n^3; ratio to SciPy; bytes: by how much the peak memory of all ranks grows, over the 16 n^2
                of the matrix; ScaLAPACK in blocks of \(DiagonalizationSolver.defaultBlockSize), the solver's default)
                """)
            print(heading(["seconds", "GFLOP/s", "ratio", "peak MB", "bytes/matrix"]))
            let scipy = python.flatMap {
                measure(["OPENBLAS_NUM_THREADS=2", $0, "analysis/bench/scipy_eigenvalues.py", "\(size)", "\(repeats)"])
            }
            show("SciPy evd, 2 threads", scipy, order, scipy)
            var reduction: [Int: Double] = [:]
            for method in DenseMethod.allCases {
                for ranks in method.rankCounts {
                    let result = measure(method.command(ranks: ranks, size: size, repeats: repeats))
                    show(method.label(ranks: ranks), result, order, scipy)
                    if method == .tridiagonal { reduction[ranks] = result?.seconds }
                }
            }
            if let one = reduction[1], let two = reduction[2] {
                print(String(format: "parallel efficiency of pzhetrd + dsterf, t1 / (2 t2): %.2f\n", one / (2 * two)))
            }
        }
    }

    private func show(_ name: String, _ run: Run?, _ order: Int, _ scipy: Run?) {
        let seconds = run?.seconds ?? .nan
        let square = Double(order) * Double(order)
        print(
            cell(seconds, "%.2f") + cell(16.0 / 3 * square * Double(order) / seconds / 1e9, "%.1f")
                + cell(seconds / (scipy?.seconds ?? .nan), "%.2f") + cell((run?.peak ?? .nan) / 1e6, "%.0f")
                + cell((run?.growth ?? .nan) / (16 * square), "%13.2f") + "  " + name)
    }

    private struct Run {
        let seconds: Double
        /// Bytes, of all ranks.
        let peak, growth: Double
    }

    /// What a process prints: seconds of the fastest solve, peak memory, and the part of it that came with the matrix and
    /// its solution, in bytes.
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
        return numbers.count == 3 ? Run(seconds: numbers[0], peak: numbers[1], growth: numbers[2]) : nil
    }
}

enum DenseMethod: String, CaseIterable, ExpressibleByArgument {
    case lapack
    case lapackTwoStage = "lapack-2stage"
    case tridiagonal, pzheev

    var rankCounts: [Int] {
        switch self {
        case .lapack, .lapackTwoStage: [1]
        case .tridiagonal, .pzheev: [1, 2]
        }
    }

    func label(ranks: Int) -> String {
        switch self {
        case .lapack: "LAPACK zheevd, 2 threads"
        case .lapackTwoStage: "LAPACK zheevd_2stage, 2 threads"
        case .tridiagonal: "ScaLAPACK pzhetrd + dsterf, \(ranks) rank(s), 1 thread each"
        case .pzheev: "ScaLAPACK pzheev, \(ranks) rank(s), 1 thread each"
        }
    }

    func command(ranks: Int, size: Int, repeats: Int) -> [String] {
        let threads = rankCounts == [1] ? 2 : 1
        return [
            "OPENBLAS_NUM_THREADS=\(threads)", "OMPI_MCA_hwloc_base_binding_policy=none",
            "OMPI_MCA_rmaps_base_oversubscribe=1", "OMPI_ALLOW_RUN_AS_ROOT=1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1",
            "mpirun", "-n", "\(ranks)", CommandLine.arguments[0], "dense-solve", rawValue, "\(size)", "\(repeats)",
        ]
    }
}

/// Dense solves under mpirun: prints seconds of the fastest, and the bytes of all ranks.
struct DenseSolve: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "dense-solve", shouldDisplay: false)

    @Argument var method: DenseMethod
    @Argument var size: Int
    @Argument var repeats: Int

    func run() throws {
        try MPIRuntime.withWorld { world in
            let problem = paperProblem(size: size, deltas: 1...1)
            let spin = SpinDirection.plusZ.vector
            let hamiltonian = BogoliubovHamiltonian(
                problem.superconductor, impurities: problem.pairs[0], spins: (spin, spin))
            let grid = try ProcessGrid(on: world)
            let before = residentMemory
            var seconds = Double.infinity
            for _ in 0..<repeats { seconds = min(seconds, try solve(hamiltonian, on: grid, world)) }
            let bytes = try world.allReduce([peakMemory, peakMemory - before], .sum)
            if world.rank == 0 { print(seconds, bytes[0], bytes[1]) }
        }
    }

    private func solve(
        _ hamiltonian: BogoliubovHamiltonian, on grid: borrowing ProcessGrid, _ world: borrowing Communicator
    ) throws -> Double {
        let order = hamiltonian.dimension
        let start: ContinuousClock.Instant
        switch method {
        case .lapack, .lapackTwoStage:
            var matrix = HermitianMatrix(order: order)
            hamiltonian.forEachEntry { row, column, value in matrix[row, column] = (value.real, value.imaginary) }
            start = .now
            // A copy would count as memory of the solve.
            if method == .lapack {
                _ = try LAPACK.eigenvalues(of: consume matrix)
            } else {
                _ = try twoStageEigenvalues(of: consume matrix)
            }
        case .tridiagonal, .pzheev:
            var matrix = try BlockCyclicMatrix(
                order: order, blockSize: DiagonalizationSolver.defaultBlockSize, on: grid)
            hamiltonian.forEachEntry { row, column, value in
                matrix.set(row: row, column: column, re: value.real, im: value.imaginary)
            }
            try world.barrier()
            start = .now
            _ = try grid.eigenvalues(of: matrix, method: method == .pzheev ? .pzheev : .tridiagonalReduction)
        }
        try world.barrier()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
