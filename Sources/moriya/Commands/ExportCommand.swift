import ArgumentParser
import Sweep

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write couplings for a program that simulates classical spins: VAMPIRE, UppASD, SpinW or TB2J.",
        discussion: """
            The full tensor of every pair, in the program's own signs, factors and units; the head of each file has the formula.
            A list of impurities becomes a cluster, an axis over delta or displacement a lattice. Calls the Python package moriya
            of the folder analysis, found as for `moriya plot`.
            """)

    enum Program: String, CaseIterable, ExpressibleByArgument { case vampire, uppasd, spinw, tb2j }

    @Argument(help: "The merged file, such as DIR/result.h5, or its folder.") var file: String
    @Option(help: "The program: vampire, uppasd, spinw or tb2j.") var to: Program
    @Option(name: .customLong("hopping-meV"), help: "The hopping t in meV.") var hopping: Double
    @Option(help: "The lattice constant a in ångström.") var latticeConstant = 1.0
    @Option(help: "A value of an axis of the grid, such as mu=-3; for each axis of several values.") var at: [String] = []
    @Option(name: [.short, .customLong("output")], help: "The folder for the files. (default: one beside FILE)")
    var output: String?

    func run() throws {
        let file = isFolder(file) ? "\(file)/result.h5" : file
        try reportingErrors(reading: file) {
            // A file that is none is complained about as everywhere.
            _ = try ResultFile(file)
            let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
            var arguments = ["-m", "moriya", "export", file, "--to", to.rawValue, "--hopping-meV", "\(hopping)"]
            arguments += ["--lattice-constant", "\(latticeConstant)", "--output", output ?? "\(folder)\(to.rawValue)"]
            for choice in at { arguments += ["--at", choice] }
            let status = try Python.with(module: "moriya").run(arguments)
            if status != 0 { throw ExitCode(status) }
        }
    }
}
