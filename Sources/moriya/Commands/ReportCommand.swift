import ArgumentParser
import Foundation
import Sweep

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write one page to look at results in a browser: table, lines, maps, sliders, failed points.",
        discussion: """
            The page needs no network and no other file. Of a folder it shows what there is at this moment, also while the job
            runs; nothing in the folder changes. Calls the Python package moriya of the folder analysis, found as for
            `moriya plot`.
            """)

    @Argument(help: "The folder of a job, or a merged file.") var path: String
    @Option(name: [.short, .customLong("output")], help: "The page to write. (default: report.html beside the results)")
    var output: String?

    func run() throws {
        guard isFolder(path) else {
            return try reportingErrors(reading: path) {
                // A file that is none is complained about as everywhere.
                _ = try ResultFile(path)
                let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
                try write(path, to: output ?? "\(folder)report.html")
            }
        }
        try reportingErrors {
            let directory = try ResultDirectory.open(path)
            let temporary = try FileManager.default.url(
                for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: URL(fileURLWithPath: NSTemporaryDirectory()),
                create: true)
            defer { try? FileManager.default.removeItem(at: temporary) }
            let file = temporary.appendingPathComponent("result.h5").path
            let waiting = WaitingLine("reads shards")
            let report = try merge(
                directory, job: job(in: directory), provenance: .ofThisProgram, to: file, progress: waiting.update)
            waiting.clear()
            for problem in report.problems { complain(problem.description) }
            try write(file, to: output ?? "\(path)/report.html")
        }
    }

    private func write(_ file: String, to page: String) throws {
        let status = try Python.with(module: "moriya").run(["-m", "moriya", "report", file, "--output", page, "--source", path])
        if status != 0 { throw ExitCode(status) }
    }
}
