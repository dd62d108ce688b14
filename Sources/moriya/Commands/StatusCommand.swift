import ArgumentParser
import Sweep

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How far a job has come, from the results in its folder.")

    @Argument(help: "The folder of the results.") var directory: String

    func run() throws {
        try reportingErrors {
            let directory = try ResultDirectory.open(directory)
            let job = try job(in: directory)
            let survey = try Survey(directory, pointCount: job.grid.count)
            let (done, total) = (survey.count(.done), job.grid.count)
            let failed = survey.count(.failed) + survey.count(.rejected)
            let missing = survey.count(.absent)
            print("points      \(done) done, \(failed) failed, \(missing) missing, of \(total)")
            print("core-hours  \(hours(survey.secondsSpent)) spent")
            if done > 0 && missing > 0 {
                print("            \(hours(survey.secondsSpent / Double(done + failed) * Double(missing))) left, at that rate")
            }
            for point in survey.points(.failed).prefix(5) { print("failed      \(job.label(of: point))") }
            for problem in survey.problems { complain(problem.description) }
            if missing > 0 { throw ExitCode(ExitStatus.workRemains) }
        }
    }

    private func hours(_ seconds: Double) -> String { durationText(seconds) }
}
