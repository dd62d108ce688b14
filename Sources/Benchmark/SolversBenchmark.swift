import ArgumentParser
import BogoliubovDeGennes
import Foundation
import LAPACK
import LowRank
import MPI
import ScaLAPACK

/// One and the same free energy by every route.
struct SolversBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solvers", abstract: "One configuration by the low-rank route, by ScaLAPACK and by bodge.")

    @Flag(help: "41 x 41 too, which takes minutes.") var large = false
    @Option(help: "A Python with the package bodge; without it that column stays empty.") var python: String?

    func run() throws {
        try MPIRuntime.withWorld { world in
            OpenBLAS.setThreads(ProcessInfo.processInfo.activeProcessorCount)
            print("One spin configuration (S1 = S2 = z, delta = 1) on L x L sites, seconds, all cores for the dense solvers;")
            print("low-rank seconds are for all 36 configurations.")
            print(
                heading(["L", "rows", "low-rank", "ScaLAPACK", "bodge", "bodge/Sca", "bodge/low", "difference"]))
            for size in [11, 21, 31] + (large ? [41] : []) { try row(size, on: world) }
        }
    }

    private func row(_ size: Int, on world: borrowing Communicator) throws {
        let problem = paperProblem(size: size, deltas: 1...1)
        var result = try LowRankSolver().freeEnergies(of: problem)[0]
        let lowRank = try fastest(of: 5) { result = try LowRankSolver().freeEnergies(of: problem)[0] }

        let grid = try ProcessGrid(on: world)
        let upward = SpinDirection.plusZ
        let configuration = 6 * upward.rawValue + upward.rawValue
        let hamiltonian = BogoliubovHamiltonian(
            problem.superconductor, impurities: problem.pairs[0], spins: (upward.vector, upward.vector))
        var dense = 0.0
        let scalapack = try fastest(of: size < 20 ? 3 : 1) {
            var matrix = try BlockCyclicMatrix(order: hamiltonian.dimension, blockSize: 64, on: grid)
            hamiltonian.forEachEntry { row, column, value in
                matrix.set(row: row, column: column, re: value.real, im: value.imaginary)
            }
            dense = freeEnergy(eigenvalues: try grid.eigenvalues(of: matrix), temperature: problem.temperature)
        }
        let bodge = bodgeFreeEnergy(size: size)
        let total = (result.host ?? .nan) + result.relative[configuration]
        let difference = max(abs(total - dense), bodge.map { abs(total - $0.value) } ?? 0)
        print(
            cell(Double(size), "%.0f") + cell(Double(hamiltonian.dimension), "%.0f") + cell(lowRank, "%.4f")
                + cell(scalapack, "%.2f") + cell(bodge?.seconds ?? .nan, "%.2f")
                + cell((bodge?.seconds ?? .nan) / scalapack, "%.2f") + cell((bodge?.seconds ?? .nan) / lowRank, "%.0f")
                + cell(difference, "%.1e"))
    }

    /// Seconds inside bodge's own `free_energy`, and its value.
    private func bodgeFreeEnergy(size: Int) -> (seconds: Double, value: Double)? {
        guard let python else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["analysis/bench/bodge_free_energy.py", "\(size)"]
        let output = Pipe()
        process.standardOutput = output
        do { try process.run() } catch { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
}
