import ArgumentParser
import DistributedBandReduction
import BogoliubovDeGennes
import DistributedDiagonalization
import ELPA
import Foundation
import LAPACK
import MPI
import ScaLAPACK

/// All eigenvalues of the paper's matrix, each library and number of ranks in a process of its own.
struct DenseBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dense", abstract: "Dense eigenvalues: ScaLAPACK and ELPA on 1 and 2 ranks, LAPACK, SciPy.")

    @Flag(help: "41 x 41 too, which takes many minutes.") var large = false
    @Option(help: "A Python with SciPy; without it that row stays empty.") var python: String?

    func run() throws {
        for size in [21] + (large ? [41] : []) {
            let order = 4 * size * size
            let repeats = size > 30 ? 1 : 3
            print(
                """
                All eigenvalues of the complex Hermitian matrix of \(size) x \(size) sites, \(order) rows, fastest of \(repeats)
                (operations: 16/3 n^3 of a complex matrix, 8/3 n^3 of a real one, 4/3 n^3 where its antisymmetry is used; ratio
                to SciPy; bytes: by how much the peak memory of all ranks grows, over the 16 n^2 of the matrix, or 8 n^2;
                distributed in blocks of \(DiagonalizationSolver.defaultBlockSize), the solver's default)
                """)
            print(heading(["seconds", "GFLOP/s", "ratio", "peak MB", "bytes/matrix"]))
            let scipy = python.flatMap {
                measure(["OPENBLAS_NUM_THREADS=2", $0, "analysis/bench/scipy_eigenvalues.py", "\(size)", "\(repeats)"])
            }
            show("SciPy evd, 2 threads", .lapack, scipy, order, scipy)
            var efficiencies: [String] = []
            var reduction: Double?
            for method in DenseMethod.available {
                var seconds: [Double] = []
                for ranks in method.rankCounts {
                    let result = measure(method.command(ranks: ranks, size: size, repeats: repeats))
                    show(method.label(ranks: ranks), method, result, order, scipy)
                    if let result { seconds.append(result.seconds) }
                }
                if method == .tridiagonal { reduction = seconds.first }
                if method == .apart, let reduction, let together = seconds.first {
                    efficiencies.append(String(format: "two apart %.2f", reduction / together))
                }
                if seconds.count == 2 {
                    efficiencies.append(String(format: "\(method.rawValue) %.2f", seconds[0] / (2 * seconds[1])))
                }
            }
            // Cores share caches, memory and power, so that even two programs that know nothing of each other slow down.
            print("parallel efficiency t1 / (2 t2): \(efficiencies.joined(separator: ", ")) (t1 / t, what the machine allows)\n")
        }
    }

    private func show(_ name: String, _ method: DenseMethod, _ run: Run?, _ order: Int, _ scipy: Run?) {
        let seconds = run?.seconds ?? .nan
        print(
            cell(seconds, "%.2f") + cell(method.operations(order: order) / seconds / 1e9, "%.1f")
                + cell(seconds / (scipy?.seconds ?? .nan), "%.2f") + cell((run?.peak ?? .nan) / 1e6, "%.0f")
                + cell((run?.growth ?? .nan) / method.matrixBytes(order: order), "%13.2f") + "  " + name)
    }

    private struct Run {
        let seconds: Double
        /// Bytes, of all ranks.
        let peak, growth: Double
    }

    /// What a process prints: seconds of the fastest solve, peak memory, and the part of it that came with the matrix and
    /// its solution, in bytes.
    private func measure(_ command: [String]) -> Run? {
        printedNumbers("/usr/bin/env", command, count: 3).map { Run(seconds: $0[0], peak: $0[1], growth: $0[2]) }
    }
}

enum DenseMethod: String, CaseIterable, ExpressibleByArgument {
    case lapack
    case lapackTwoStage = "lapack-2stage"
    case tridiagonal = "pzhetrd"
    case pzheev
    case elpaOneStage = "elpa-1stage"
    case elpaTwoStage = "elpa-2stage"
    case band
    case antisymmetric
    case elpaSkew = "elpa-skew"
    /// Every rank by itself.
    case apart = "pzhetrd-apart"

    static var available: [DenseMethod] { allCases.filter { ELPA.isAvailable || !$0.rawValue.hasPrefix("elpa") } }

    /// Whether it takes the real antisymmetric form of the matrix, in the basis of Majorana states.
    var isReal: Bool { self == .band || self == .antisymmetric || self == .elpaSkew }

    var rankCounts: [Int] {
        switch self {
        case .lapack, .lapackTwoStage: [1]
        case .apart: [2]
        default: [1, 2]
        }
    }

    func operations(order: Int) -> Double {
        let factor: Double =
            switch self {
            case .antisymmetric, .elpaSkew: 4
            case .band: 8
            case .apart: 32
            default: 16
            }
        return factor / 3 * Double(order) * Double(order) * Double(order)
    }

    /// Of all matrices together.
    func matrixBytes(order: Int) -> Double {
        (isReal ? 8 : self == .apart ? 32 : 16) * Double(order) * Double(order)
    }

    func label(ranks: Int) -> String {
        switch self {
        case .lapack: "LAPACK zheevd, 2 threads"
        case .lapackTwoStage: "LAPACK zheevd_2stage, 2 threads"
        case .tridiagonal: "ScaLAPACK pzhetrd + dsterf, \(ranks) rank(s), 1 thread each"
        case .pzheev: "ScaLAPACK pzheev, \(ranks) rank(s), 1 thread each"
        case .elpaOneStage: "ELPA, one stage, \(ranks) rank(s), 1 thread each"
        case .elpaTwoStage: "ELPA, two stages, \(ranks) rank(s), 1 thread each"
        case .band: "real form: ScaLAPACK to a band + dlasq1, \(ranks) rank(s), 1 thread each"
        case .apart: "two solves at once: ScaLAPACK pzhetrd + dsterf, 1 rank and thread each"
        case .antisymmetric: "real form: antisymmetric band + dlasq1, \(ranks) rank(s), 1 thread each"
        case .elpaSkew: "real form: ELPA, antisymmetric, one stage, \(ranks) rank(s), 1 thread each"
        }
    }

    func command(ranks: Int, size: Int, repeats: Int) -> [String] {
        let threads = rankCounts == [1] ? 2 : 1
        return [
            "OPENBLAS_NUM_THREADS=\(threads)", "OMPI_MCA_hwloc_base_binding_policy=none",
            "PRTE_MCA_hwloc_default_binding_policy=none", "OMPI_MCA_rmaps_base_oversubscribe=1",
            "PRTE_MCA_rmaps_default_mapping_policy=:oversubscribe", "OMPI_ALLOW_RUN_AS_ROOT=1",
            "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1",
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
                problem.superconductor, impurities: problem.pairs[0].with(spins: (spin, spin)))
            let group = try world.split(color: method == .apart ? world.rank : 0)
            let grid = try ProcessGrid(on: group)
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
        case .tridiagonal, .pzheev, .elpaOneStage, .elpaTwoStage, .apart:
            var matrix = try BlockCyclicMatrix(
                order: order, blockSize: DiagonalizationSolver.defaultBlockSize, on: grid)
            hamiltonian.forEachEntry { row, column, value in
                matrix.set(row: row, column: column, re: value.real, im: value.imaginary)
            }
            try world.barrier()
            start = .now
            switch method {
            case .elpaOneStage: _ = try ELPA.eigenvalues(of: matrix, on: grid, stages: .one)
            case .elpaTwoStage: _ = try ELPA.eigenvalues(of: matrix, on: grid, stages: .two)
            case .pzheev: _ = try grid.eigenvalues(of: matrix, method: .pzheev)
            default: _ = try grid.eigenvalues(of: matrix)
            }
        case .band, .antisymmetric, .elpaSkew:
            var matrix = try RealBlockCyclicMatrix(
                order: order, blockSize: DiagonalizationSolver.defaultBlockSize, on: grid)
            for (position, value) in majoranaForm(of: hamiltonian) {
                matrix.set(row: position / order, column: position % order, value)
            }
            try world.barrier()
            start = .now
            switch method {
            case .band: _ = try grid.singularValues(of: matrix)
            case .antisymmetric: _ = try grid.antisymmetricMagnitudes(of: matrix)
            default: _ = try ELPA.skewEigenvalues(of: matrix, on: grid)
            }
        }
        try world.barrier()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// The elements of the real antisymmetric A with H = i A between the states (c + c+)/sqrt 2 and (c - c+)/(i sqrt 2), which
    /// take the places of c and c+; by row times order plus column.
    private func majoranaForm(of hamiltonian: BogoliubovHamiltonian) -> [Int: Double] {
        let order = hamiltonian.dimension
        var elements: [Int: Double] = [:]
        hamiltonian.forEachEntry { row, column, value in
            // The rows of c+ say the same again.
            guard row % 4 < 2 else { return }
            let isPairing = column % 4 >= 2
            let (a, b) = (row, isPairing ? column - 2 : column)
            let sign = isPairing ? -1.0 : 1
            for (i, j, part) in [
                (a, b, value.imaginary), (a, b + 2, sign * value.real), (a + 2, b, -value.real),
                (a + 2, b + 2, sign * value.imaginary),
            ] where part != 0 { elements[i * order + j, default: 0] += part }
        }
        return elements
    }
}
