import ArgumentParser
import Foundation
import Processes
import Sweep

struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "Draw the figures that a merged file is for, as PNG and SVG.",
        discussion: """
            Calls the Python package moriya_figures of the folder analysis, with the Python in MORIYA_PYTHON, else that of
            .venv here or in the repository of this program, else python3.
            """)

    @Argument(help: "The merged file, such as DIR/result.h5.") var file: String
    @Option(name: [.short, .customLong("output")], help: "The folder for the pictures. (default: that of FILE)")
    var output: String?
    @Option(help: "Draw only this figure, such as fig1c.") var figure: String?

    func run() throws {
        try reportingErrors(reading: file) {
            // A file that is none is complained about as everywhere.
            _ = try ResultFile(file)
            var arguments = ["-m", "moriya_figures", "plot", file]
            if let output { arguments += ["--output", output] }
            if let figure { arguments += ["--figure", figure] }
            let status = try python().run(arguments)
            if status != 0 { throw ExitCode(status) }
        }
    }

    private func python() throws -> Python {
        let chosen = ProcessInfo.processInfo.environment["MORIYA_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
        let candidates = chosen.map { [$0] } ?? Python.localCandidates + ["python3"]
        guard let path = candidates.first(where: { Python(path: $0).has(module: "moriya_figures") }) else {
            let advice = "run `make deps`, or `pip install` the folder analysis of moriya and name that Python in MORIYA_PYTHON"
            complain(
                chosen.map { "MORIYA_PYTHON=\($0) has no Python package moriya_figures: \(advice)" }
                    ?? "no Python with the package moriya_figures: \(advice)")
            throw ExitCode(ExitStatus.inputOutput)
        }
        return Python(path: path)
    }
}

/// A Python interpreter, as a path or a name to be found in PATH.
private struct Python {
    let path: String

    /// The virtual environments that `make deps` may have made: here, and where this program was built.
    static var localCandidates: [String] {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folders = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            folders.append(folder)
        }
        return folders.map { $0.appendingPathComponent(".venv/bin/python").path }
            .filter(FileManager.default.isExecutableFile(atPath:))
    }

    func has(module: String) -> Bool {
        let look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('\(module)') is None)"
        return (try? run(["-c", look], silently: true)) == 0
    }

    /// - Returns: the exit code, as a shell would see it.
    func run(_ arguments: [String], silently: Bool = false) throws -> Int32 {
        let output: ChildProcess.Output = silently ? .nowhere : .inherited
        return try ChildProcess(path, arguments, output: output, errors: output).wait().status
    }
}
