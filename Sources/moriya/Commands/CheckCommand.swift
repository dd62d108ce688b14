import ArgumentParser
import Sweep

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look whether files of results are as they were written.",
        discussion: """
            Of a folder, every shard is held against its seal and the merged file against result.h5.sha256; of a merged file, the
            file against FILE.sha256, if that is beside it, and every array against its checksums. Exit code 65 if something is
            damaged.
            """)

    @Argument(help: "A merged file, or the folder of the results.") var path: String

    func run() throws {
        try reportingErrors {
            let check =
                path.hasSuffix(".h5")
                ? try IntegrityCheck(resultFile: path) : try IntegrityCheck(ResultDirectory.open(path))
            for problem in check.problems { complain(problem) }
            guard check.problems.isEmpty else { throw ExitCode(ExitStatus.badInput) }
            let digest = check.hasDigest ? "" : "; there is no .sha256 beside the merged file to compare with"
            print("\(path): intact" + (check.shards > 0 ? ", \(check.shards) shards" : "") + digest)
        }
    }
}
