import ArgumentParser
import FileNames
import Foundation
import Models
import Sweep

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whether a result file, or everything in a folder of results, is as it was written.",
        discussion: """
            A result file is held against the digest beside it (result.h5.sha256) and read as a whole; in a folder, so are the
            plan and all shards. Exit codes: 0 intact, 65 altered or damaged.
            """)

    @Argument(help: "A result file, or the folder of a job.") var path: String

    func run() throws {
        try reportingErrors(reading: path) {
            guard isFolder(path) else { return try checkResult(path) }
            let directory = try ResultDirectory.open(path)
            let job = try job(in: directory)
            var (shards, points) = (0, 0)
            let problems = try ShardCollection(directory).read(.results(job.observables)) { shard, _ in
                points += shard.table.count
                shards += 1
                return nil
            }
            for problem in problems { complain(problem.description) }
            print("\(directory.path): \(shards) shards with \(points) results are intact, \(problems.count) are not")
            if try hasResult(directory) { try checkResult(directory.resultPath) }
            try finishOutput()
            if !problems.isEmpty { throw ExitCode(ExitStatus.badInput) }
        }
    }

    private func checkResult(_ path: String) throws {
        let hasDigest = try ResultFile(path).check()
        print("\(path): intact\(hasDigest ? "" : " as far as checksums tell: there is no \(path).sha256")")
        try finishOutput()
    }

    private func isFolder(_ path: String) -> Bool {
        var info = stat()
        return stat(path.cFileName, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    private func hasResult(_ directory: ResultDirectory) throws -> Bool {
        var info = stat()
        return stat(directory.resultPath.cFileName, &info) == 0
    }
}
