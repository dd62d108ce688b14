import ArgumentParser
import Sweep

struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "Draw the figures that a merged file is for, or else what it holds, as PNG and SVG.",
        discussion: """
            Whatever the grid: lines over one axis, families of curves over two, maps over two long ones. Calls the Python
            package moriya_figures of the folder analysis, with the Python in MORIYA_PYTHON, else that of .venv here or in
            the repository of this program, else python3.
            """)

    @Argument(help: "The merged file, such as DIR/result.h5, or its folder.") var file: String
    @Option(name: [.short, .customLong("output")], help: "The folder for the pictures. (default: that of FILE)")
    var output: String?
    @Option(help: "Draw only this figure, such as fig1c, or this observable, such as D.") var figure: String?
    @Flag(help: "Open the pictures with xdg-open.") var open = false

    func run() throws {
        let file = isFolder(file) ? "\(file)/result.h5" : file
        try reportingErrors(reading: file) {
            // A file that is none is complained about as everywhere.
            _ = try ResultFile(file)
            var arguments = ["-m", "moriya_figures", "plot", file]
            if let output { arguments += ["--output", output] }
            if let figure { arguments += ["--figure", figure] }
            let (status, pictures) = try Python.with(module: "moriya_figures").output(of: arguments)
            print(pictures, terminator: "")
            try finishOutput()
            if status != 0 { throw ExitCode(status) }
            guard open else { return }
            for picture in pictures.split(separator: "\n") where picture.hasSuffix(".png") {
                if outputOf(["xdg-open", String(picture)]) == nil { complain("there is no program xdg-open, or it failed") }
            }
        }
    }
}
