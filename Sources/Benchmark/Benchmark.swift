import ArgumentParser

@main
struct Benchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moriya-bench",
        abstract: "Times the parts of moriya side by side and prints tables.",
        discussion: "Machines differ and are shared: quote the ratios and exponents, not the seconds.",
        subcommands: [
            LowRankBenchmark.self, SparseBenchmark.self, DensityBenchmark.self, SolversBenchmark.self, DenseBenchmark.self,
            ScheduleBenchmark.self,
            HostsBenchmark.self,
            RunnerBenchmark.self, PapersBenchmark.self, BerryPhaseBenchmark.self, DenseSolve.self,
        ])
}
