import ArgumentParser
import Foundation
import Models
import Processes
import Sweep

extension Launcher: ExpressibleByArgument {}

struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Write the Slurm scripts of a job: an array of tasks, then a merge.",
        discussion: """
            DIR gets the plan and two scripts, array.sbatch and merge.sbatch, for reading and editing. The commands that
            submit them are printed; with --yes they are run, too. What the job file says from then on does not matter: the
            tasks run DIR/plan.yaml.
            """)

    @OptionGroup var source: JobOptions
    @Option(
        name: [.short, .customLong("output")],
        help: "The folder for plan, scripts, logs and results. (default: results/<name of the job>)") var output: String?
    @Option(help: "How many tasks share the job.") var tasks: Int
    @Option(help: "Ranks of each task.") var ranks = 1
    @Option(help: "Ranks that work on one point together (for solver diagonalization).") var ranksPerPoint = 1
    @Option(help: "Cores of each rank. (default: the setting threads of the job's solver, else 1)") var threads: Int?
    @Option(help: "Time limit of each task, as Slurm reads it. Stopped tasks queue up again and go on.") var time = "01:00:00"
    @Option(help: "How many tasks run at the same time at most. (default: no limit)") var throttle: Int?
    @Option(help: "What starts the ranks: mpirun, srun or none.") var launcher = Launcher.mpirun
    @Option(
        name: .customLong("sbatch"), parsing: .singleValue,
        help: "A further option of sbatch, such as --sbatch=--partition=short; may be repeated.") var sbatchOptions: [String] = []
    @Option(name: .customLong("sbatch-array"), parsing: .singleValue, help: "The same, for the array alone.")
    var arrayOptions: [String] = []
    @Option(name: .customLong("sbatch-merge"), parsing: .singleValue, help: "The same, for the merge alone.")
    var mergeOptions: [String] = []
    @Flag(help: "Submit the scripts.") var yes = false

    func validate() throws {
        for (name, value) in [
            ("--tasks", tasks), ("--ranks", ranks), ("--ranks-per-point", ranksPerPoint), ("--threads", threads ?? 1),
            ("--throttle", throttle ?? 1),
        ] where !(1...1_000_000).contains(value) { throw ValidationError("\(name) is \(value); allowed: 1 to 1000000") }
        guard ranksPerPoint <= ranks else {
            throw ValidationError("--ranks-per-point is \(ranksPerPoint); allowed: 1 to \(ranks), the ranks of a task")
        }
        guard launcher != .none || ranks == 1 else {
            throw ValidationError("--launcher none starts one rank; allowed: --ranks 1, or --launcher mpirun or srun")
        }
        guard slurmSeconds(time) ?? 0 > 0 else {
            throw ValidationError("--time is \(time); allowed: minutes, hours:minutes:seconds or days-hours:minutes:seconds")
        }
        for (name, options) in [("--sbatch", sbatchOptions), ("--sbatch-array", arrayOptions), ("--sbatch-merge", mergeOptions)] {
            for option in options where !option.hasPrefix("-") || hasControls(option) {
                throw ValidationError("\(name) is \(option); allowed: an option of sbatch, such as \(name)=--partition=short")
            }
        }
    }

    func run() throws {
        try reportingErrors {
            let job = try source.read()
            let scripts = try scripts(for: job)
            if let limit = largestArray(), tasks > limit {
                let sentence = "--tasks is \(tasks) but Slurm takes arrays of \(limit) tasks here (MaxArraySize)"
                guard !yes else { throw RunError(.badData, "\(sentence); allowed: 1 to \(limit)") }
                // The scripts may be for another cluster.
                complain("\(sentence)")
            }
            let directory = try ResultDirectory.create(
                folder, planText: job.canonicalText, jobText: job.source.jobText, systemText: job.source.systemText,
                inputs: job.inputs)
            try directory.write([("array.sbatch", scripts.array), ("merge.sbatch", scripts.merge)])
            try directory.createLogFolder()
            print("# written: \(scripts.arrayPath) and \(scripts.mergePath)")
            print("array=$(sbatch --parsable \(shellWord(scripts.arrayPath)))")
            print("sbatch --parsable --dependency=afterany:${array%%;*} \(shellWord(scripts.mergePath))")
            guard yes else { return }
            let array = try sbatch([scripts.arrayPath])
            let merge = try sbatch(["--dependency=afterany:\(array)", scripts.mergePath])
            print("# submitted: array \(array), merge \(merge); progress: moriya status \(shellWord(folder))")
        }
    }

    private var folder: String { output ?? source.defaultFolder }

    private func scripts(for job: Job) throws -> SlurmScripts {
        let batches = job.batches()
        guard tasks <= batches.count else {
            throw RunError(
                .badData,
                "--tasks is \(tasks) but the job has \(batches.count) batches of points that share a solve; allowed: 1 to "
                    + "\(batches.count)")
        }
        let bytes = try batches.map { try job.cost(of: $0, ranks: ranksPerPoint).bytesPerRank }.max() ?? 0
        guard !folder.isEmpty else {
            throw RunError(.badData, "the name of the folder for the results is empty; allowed: any other")
        }
        let directory = URL(fileURLWithPath: folder).standardizedFileURL.path
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        // A line break in a path would begin a line of the scripts, which a shell or sbatch obeys.
        for path in [directory, program, source.job] where hasControls(path) {
            throw RunError(
                .badData,
                "\(path.debugDescription) has control characters, which do not go into a script; allowed: any other path")
        }
        let file = URL(fileURLWithPath: source.job).deletingPathExtension().lastPathComponent
        return SlurmScripts(
            name: String(file.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "_" }),
            program: program, directory: directory,
            tasks: tasks, throttle: throttle, ranks: ranks, threads: threads ?? solverThreads(of: job), time: time,
            // The program itself, its libraries and what it has in memory to write take some 300 MB at most.
            megabytesPerRank: Int(min(bytes * 1.2 / 1e6, 1e12).rounded(.up)) + 300, launcher: launcher,
            runOptions: ranksPerPoint > 1 ? ["--ranks-per-point", "\(ranksPerPoint)"] : [],
            arrayOptions: sbatchOptions + arrayOptions, mergeOptions: sbatchOptions + mergeOptions)
    }

    /// Submits a script.
    ///
    /// - Returns: the number of the job.
    private func sbatch(_ arguments: [String]) throws -> String {
        let (text, ending) = try outputOfProgram("sbatch", ["--parsable"] + arguments)
        // `number`, or `number;cluster`.
        guard ending == .exited(code: 0), let number = text.split(whereSeparator: { ";\n".contains($0) }).first else {
            throw RunError(.inputOutput, "sbatch did not take \(arguments.last ?? "the script"): see its message above")
        }
        return String(number)
    }

    /// How many tasks an array may have, as far as Slurm tells: its indices end below MaxArraySize.
    private func largestArray() -> Int? {
        // A controller that is down is asked for a minute otherwise.
        guard let (text, ending) = try? outputOfProgram("timeout", ["10", "scontrol", "show", "config"], errors: .nowhere),
            ending == .exited(code: 0)
        else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
        return line?.split(separator: "=").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    }

    private func solverThreads(of job: Job) -> Int {
        if case .integer(let threads) = job.solver.settings["threads"] { threads } else { 1 }
    }

    private func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) }
    }
}
