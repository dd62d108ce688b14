import ArgumentParser
import Foundation
import Models
import Sweep

/// How busy the ranks are: the real schedule of a large job, run on simulated ranks with measured times.
struct ScheduleBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "How busy up to 10 000 ranks are with a job, simulated.",
        discussion: """
            A few batches of the job are computed to see how long they take; every other batch then takes what the model
            estimates for it, times the ratio of a batch that was measured. No results are written.
            """)

    @Argument(help: "The job file.") var job: String
    @Option(help: "Seconds until a number from rank 0 arrives, as `hosts` measures them.") var latency = 0.002
    @Option(help: "Seconds that rank 0 takes to answer.") var answer = 2e-5

    func run() throws {
        let job = try Job(readingFrom: job, models: allModels)
        let batches = job.batches()
        let single = (0..<job.grid.count).map { Batch(points: [$0]) }
        let grouped = try Workload(batches, of: job)
        let ungrouped = try Workload(single, of: job)
        print("\(job.grid.count) points; a batch is what one solve covers")
        print("with grouping:    \(batches.count) batches, \(durationText(grouped.total)) of work")
        print("without grouping: \(single.count) batches, \(durationText(ungrouped.total)) of work")
        print("numbers from rank 0: \(latency * 1e3) ms, of which rank 0 works \(answer * 1e3) ms; all ranks on other hosts")
        print(heading(["ranks", "grouped: eff.", "seconds", "single: eff.", "seconds"]))
        for ranks in [1, 2, 10, 100, 1000, 10_000] {
            let cells = [grouped, ungrouped].map { workload in
                let time = simulate(workload, ranks: ranks, cost: CounterCost(latency: latency, answer: answer))
                return cell(workload.total / (Double(ranks) * time), "%.3f") + cell(time, "%.2f")
            }
            print(cell(Double(ranks), "%.0f") + cells.joined())
        }
    }
}
