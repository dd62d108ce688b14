import ArgumentParser
import BogoliubovDeGennes
import LowRank

/// The low-rank route by itself: the paper's figure, size, accuracy.
struct LowRankBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "low-rank", abstract: "The low-rank solver: Fig. 1(c), cost against size, frequencies against accuracy.")

    @Flag(help: "Sizes beyond 1001 too.") var large = false

    func run() throws {
        let paper = paperProblem(size: 101, deltas: 1...20)
        let first = try fastest(of: 1) { _ = try LowRankSolver().freeEnergies(of: paper) }
        let again = try fastest(of: 5) { _ = try LowRankSolver().freeEnergies(of: paper) }
        let bare = try fastest(of: 5) { _ = try LowRankSolver(withHost: false).freeEnergies(of: paper) }
        print("Fig. 1(c), 101 x 101, 20 distances, 720 free energies, one core, seconds")
        print(heading(["first", "again", "no host"]))
        print(cell(first, "%.4f") + cell(again, "%.4f") + cell(bare, "%.4f"))

        print("\nCost against size, L x L sites, 20 distances")
        print(heading(["L", "seconds", "peak MB"]))
        var points: [(x: Double, y: Double)] = []
        for size in [41, 61, 101, 201, 401, 1001] + (large ? [2001, 4001] : []) {
            let problem = paperProblem(size: size, deltas: 1...20)
            let seconds = try fastest(of: size < 300 ? 5 : 2) { _ = try LowRankSolver().freeEnergies(of: problem) }
            points.append((Double(size), seconds))
            print(cell(Double(size), "%.0f") + cell(seconds, "%.4f") + cell(peakMemory / 1e6, "%.1f"))
        }
        print("exponent of L: \(cell(exponent(points), "%.2f"))  (diagonalisation: 6)")

        print("\nFrequencies against accuracy, 101 x 101, delta = 1")
        print(heading(["asked", "frequencies", "estimate", "error", "seconds"]))
        let one = paperProblem(size: 101, deltas: 1...1)
        let exact = try LowRankSolver(accuracy: 1e-14).freeEnergies(of: one)[0].relative
        for accuracy in [1e-4, 1e-6, 1e-8, 1e-10, 1e-12] {
            let solver = LowRankSolver(accuracy: accuracy)
            let result = try solver.freeEnergies(of: one)[0]
            let error = zip(result.relative, exact).map { abs($0 - $1) }.max() ?? .nan
            let seconds = try fastest(of: 5) { _ = try solver.freeEnergies(of: one) }
            print(
                cell(accuracy, "%.0e") + cell(Double(try solver.sampling(of: one)?.frequencies.count ?? 0), "%.0f")
                    + cell(result.errorEstimate, "%.1e") + cell(error, "%.1e") + cell(seconds, "%.4f"))
        }
    }
}
