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
    @Flag(help: "One JSON object.") var json = false

    /// What was looked at, with these names in JSON.
    private struct Report: Encodable {
        var path: String
        var shards: Int?
        var points: Int?
        /// What is not as it was written.
        var problems: [String] = []
        /// The result file, if there is one; it is intact.
        var result: String?
        var resultHasDigest: Bool?
    }

    func run() throws {
        try reportingErrors(reading: path) {
            var report = Report(path: path)
            guard isFolder(path) else {
                try checkResult(path, &report)
                return try finish(report)
            }
            let directory = try ResultDirectory.open(path)
            let job = try job(in: directory)
            var (shards, points) = (0, 0)
            let problems = try ShardCollection(directory).read(.results(job.observables)) { shard, _ in
                points += shard.table.count
                shards += 1
                return nil
            }
            for problem in problems { complain(problem.description) }
            if !json {
                print("\(directory.path): \(shards) shards with \(points) results are intact, \(problems.count) are not")
            }
            (report.shards, report.points, report.problems) = (shards, points, problems.map(\.description))
            if try hasResult(directory) { try checkResult(directory.resultPath, &report) }
            try finish(report)
            if !problems.isEmpty { throw ExitCode(ExitStatus.badInput) }
        }
    }

    private func checkResult(_ path: String, _ report: inout Report) throws {
        let hasDigest = try ResultFile(path).check()
        (report.result, report.resultHasDigest) = (path, hasDigest)
        if !json { print("\(path): intact\(hasDigest ? "" : " as far as checksums tell: there is no \(path).sha256")") }
    }

    private func finish(_ report: Report) throws {
        if json { print(try report.json) }
        try finishOutput()
    }

    private func hasResult(_ directory: ResultDirectory) throws -> Bool {
        var info = stat()
        return stat(directory.resultPath.cFileName, &info) == 0
    }
}
