import ArgumentParser
import Foundation
import Processes

/// A Python interpreter, as a path or a name to be found in PATH.
struct Python {
    let path: String

    /// The Python in MORIYA_PYTHON, else the first at hand that has a package.
    ///
    /// - Throws: `ExitCode` after a word on what to install.
    static func with(module: String) throws -> Python {
        let chosen = ProcessInfo.processInfo.environment["MORIYA_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
        let candidates = chosen.map { [$0] } ?? localCandidates + ["python3"]
        guard let path = candidates.first(where: { Python(path: $0).has(module: module) }) else {
            let advice = "run `make deps`, or `pip install` the folder analysis of moriya and name that Python in MORIYA_PYTHON"
            complain(
                chosen.map { "MORIYA_PYTHON=\($0) has no Python package \(module): \(advice)" }
                    ?? "no Python with the package \(module): \(advice)")
            throw ExitCode(ExitStatus.inputOutput)
        }
        return Python(path: path)
    }

    /// The virtual environments that `make deps` may have made: here, and where this program was built.
    private static var localCandidates: [String] {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folders = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            folders.append(folder)
        }
        return folders.map { $0.appendingPathComponent(".venv/bin/python").path }
            .filter(FileManager.default.isExecutableFile(atPath:))
    }

    private func has(module: String) -> Bool {
        let look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('\(module)') is None)"
        return (try? run(["-c", look], silently: true)) == 0
    }

    /// - Returns: the exit code, as a shell would see it.
    func run(_ arguments: [String], silently: Bool = false) throws -> Int32 {
        let output: ChildProcess.Output = silently ? .nowhere : .inherited
        return try ChildProcess(path, arguments, output: output, errors: output).wait().status
    }

    /// The same, with what it printed.
    func output(of arguments: [String]) throws -> (status: Int32, text: String) {
        let (text, ending) = try outputOfProgram(path, arguments)
        return (ending.status, text)
    }
}
