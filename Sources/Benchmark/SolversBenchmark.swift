import ArgumentParser
import BogoliubovDeGennes
import DistributedDiagonalization
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
            print(
                """
                L x L sites, delta = 1; seconds, all cores for the dense solvers. one: the free energy of S1 = S2 = z by
                ScaLAPACK on the full matrix, and by bodge. all: of all 36 configurations by ScaLAPACK with its exact
                reductions, and by the low-rank route. Ratios: bodge's time for as many free energies over ours.
                """)
            print(
                heading([
                    "L", "rows", "bodge one", "Sca. one", "ratio", "Sca. all", "ratio", "low all", "ratio", "difference",
                ]))
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
            problem.superconductor, impurities: problem.pairs[0].with(spins: (upward.vector, upward.vector)))
        var dense = 0.0
        let scalapack = try fastest(of: size < 20 ? 3 : 1) {
            var matrix = try BlockCyclicMatrix(
                order: hamiltonian.dimension, blockSize: DiagonalizationSolver.defaultBlockSize, on: grid)
            hamiltonian.forEachEntry { row, column, value in
                matrix.set(row: row, column: column, re: value.real, im: value.imaginary)
            }
            dense = freeEnergy(eigenvalues: try grid.eigenvalues(of: matrix), temperature: problem.temperature)
        }
        let solver = try DiagonalizationSolver(on: world)
        var reduced = result
        let all = try fastest(of: size < 20 ? 3 : 1) { reduced = try solver.freeEnergies(of: problem)[0] }
        let bodge = bodgeFreeEnergy(size: size)
        let total = (result.host ?? .nan) + result.relative[configuration]
        let differences =
            [abs(total - dense), bodge.map { abs(total - $0.value) } ?? 0]
            + zip(result.relative, reduced.relative).map { abs($0 - $1) }
        let one = bodge?.seconds ?? .nan
        print(
            cell(Double(size), "%.0f") + cell(Double(hamiltonian.dimension), "%.0f") + cell(one, "%.2f")
                + cell(scalapack, "%.2f") + cell(one / scalapack, "%.1f") + cell(all, "%.2f") + cell(36 * one / all, "%.0f")
                + cell(lowRank, "%.4f") + cell(36 * one / lowRank, "%.0f") + cell(differences.max() ?? .nan, "%.1e"))
    }

    /// Seconds inside bodge's own `free_energy`, and its value.
    private func bodgeFreeEnergy(size: Int) -> (seconds: Double, value: Double)? {
        guard let python else { return nil }
        return printedNumbers(python, ["analysis/bench/bodge_free_energy.py", "\(size)"], count: 2).map { ($0[0], $0[1]) }
    }
}
