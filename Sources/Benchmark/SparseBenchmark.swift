import ArgumentParser
import BogoliubovDeGennes
import Foundation
import LAPACK
import SparseSolver

/// The sparse solver by itself: cost against size, and many distances at once.
struct SparseBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sparse",
        abstract: "The sparse solver on a host in which nothing separates: cost against size, and of many distances.")

    @Flag(help: "401 x 401 too.") var large = false
    @Option(help: "A Python with SciPy; without it there is no row of SuperLU.") var python: String?

    func run() throws {
        OpenBLAS.setThreads(1)
        print("Pairing along an open y, Rashba coupling and disorder; all 36 configurations, one core, seconds")
        print(heading(["L", "1 distance", "20 distances", "peak MB"]))
        var points: [(x: Double, y: Double)] = []
        for size in [51, 101, 201] + (large ? [401] : []) {
            let one = try fastest(of: 1) { _ = try SparseSolver().freeEnergies(of: problem(size: size, distances: 1...1)) }
            points.append((Double(size * size), one))
            let twenty =
                size > 101
                ? Double.nan
                : try fastest(of: 1) { _ = try SparseSolver().freeEnergies(of: problem(size: size, distances: 1...20)) }
            print(cell(Double(size), "%.0f") + cell(one, "%.2f") + cell(twenty, "%.2f") + cell(peakMemory / 1e6, "%.0f"))
        }
        print("exponent of the number of sites: \(cell(exponent(points), "%.2f"))")
        try besideSuperLU(size: 101)
    }

    /// One frequency, the same matrix: a factorisation and eight columns, in seconds of processor time.
    private func besideSuperLU(size: Int) throws {
        let problem = problem(size: size, distances: 1...1)
        let (frequency, pair) = (0.1, problem.pairs[0])
        var green = try SparseGreenFunction(
            problem.superconductor, sites: [pair.first.site, pair.second.site], unit: 1, way: .columns)
        var logarithm = 0.0
        let ours = try leastProcessorTime(of: 3) { logarithm = try green.sample(at: frequency).logarithm }
        print("\(size) x \(size), one frequency, a factorisation and eight columns: \(cell(ours, "%.3f")) s")
        guard let python, let (factorization, solution, other) = try superLU(python, green.matrix, frequency) else { return }
        print(
            "SciPy's SuperLU: \(cell(factorization + solution, "%.3f")) s, \(cell((factorization + solution) / ours, "%.1f")) times as "
                + "long; ln|det| differs by \(cell(abs(logarithm - other), "%.1e"))")
    }

    private func superLU(
        _ python: String, _ matrix: MajoranaMatrix, _ frequency: Double
    ) throws -> (factorization: Double, solution: Double, logarithm: Double)? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("moriya-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        var data = Data()
        matrix.positions.map(\.row).withUnsafeBytes { data.append(contentsOf: $0) }
        matrix.positions.map(\.column).withUnsafeBytes { data.append(contentsOf: $0) }
        matrix.shifted(by: frequency).withUnsafeBytes { data.append(contentsOf: $0) }
        try data.write(to: file)
        let arguments = ["analysis/bench/scipy_sparse.py", file.path, "\(matrix.order)", "\(matrix.positions.count)"]
        return printedNumbers(python, arguments, count: 3, threads: 1).map { ($0[0], $0[1], $0[2]) }
    }

    private func problem(size: Int, distances: ClosedRange<Int>) -> ImpurityProblem {
        let host = Superconductor(
            lattice: Lattice(width: size, height: size, boundaryX: .open, boundaryY: .open),
            energies: [
                .hopping: 1, .chemicalPotential: -3, .singletGap: 0.1, .tripletGap: 0.1, .spinOrbit: 0.3, .disorder: 0.5,
            ], dVector: DVector(x: [0, 0, 0], y: [0, 0, 1]), disorderSeed: 4)
        let first = host.lattice.center
        return ImpurityProblem(
            superconductor: host,
            pairs: distances.map {
                ImpurityPair(first: first, second: Lattice.Site(x: first.x + $0, y: first.y), exchange: 3)
            }, temperature: 0.001)
    }
}
