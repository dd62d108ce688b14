import ArgumentParser
import BogoliubovDeGennes
import Foundation
import LAPACK
import LocalDensityOfStates

/// Local densities of states by the two ways to them, and by bodge.
struct DensityBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ldos", abstract: "The local density of states at an impurity by chains, by sparse factors and by bodge.")

    @Option(help: "A Python with the package bodge; without it that column stays empty.") var python: String?

    func run() throws {
        OpenBLAS.setThreads(1)
        print(
            "Density of states at an impurity of the paper's system, L x L sites, 21 energies; seconds of processor time, one core"
        )
        print(heading(["L", "bodge", "sparse", "ratio", "chains", "ratio", "difference"]))
        for size in [21, 41] { try row(size) }
    }

    private func row(_ size: Int) throws {
        let problem = paperProblem(size: size, deltas: 1...1)
        let pair = problem.pairs[0]
        let up = SpinDirection.plusZ.vector
        // bodge broadens by the step of its energies, which it wants ascending from zero.
        let (step, count) = (0.02, 21)
        let energies = (0..<count).map { step * Double($0) }
        var curves: [[Double]] = []
        var seconds: [Double] = []
        for usesChains in [false, true] {
            let solver = try DensitySolver(
                problem.superconductor, impurities: [pair.first, pair.second], configurations: [[up, up]],
                sites: [pair.first.site], part: .full, usesChains: usesChains)
            var curve: [Double] = []
            seconds.append(
                try leastProcessorTime(of: 3) {
                    curve = try energies.map { energy in
                        try solver.densities(at: energy, broadening: step).values.reduce(0, +)
                    }
                })
            curves.append(curve)
        }
        let bodge = bodgeDensities(size: size, step: step, count: count)
        if let bodge { curves.append(bodge.values) }
        let difference = curves.map { curve in zip(curve, curves[0]).map { abs($0 - $1) }.max() ?? 0 }.max() ?? .nan
        let other = bodge?.seconds ?? .nan
        print(
            cell(Double(size), "%.0f") + cell(other, "%.2f") + cell(seconds[0], "%.3f") + cell(other / seconds[0], "%.1f")
                + cell(seconds[1], "%.4f") + cell(other / seconds[1], "%.0f") + cell(difference, "%.1e"))
    }

    /// Seconds inside bodge's own `ldos`, and its curve.
    private func bodgeDensities(size: Int, step: Double, count: Int) -> (seconds: Double, values: [Double])? {
        guard let python else { return nil }
        let arguments = ["analysis/bench/bodge_ldos.py", "\(size)", "\(step)", "\(count)"]
        return printedNumbers(python, arguments, count: count + 1, threads: 1).map { ($0[0], Array($0.dropFirst())) }
    }
}
