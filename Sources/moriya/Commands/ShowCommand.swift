import ArgumentParser
import Sweep

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the table of a merged file.",
        discussion: """
            With --csv and --json every row is printed unless --rows says how many, and no column is left out.
            """)

    @Argument(help: "The merged file, such as DIR/result.h5.") var file: String
    @Option(help: "Print so many rows at most. (default: 50; all with --csv and --json)") var rows: Int?
    @Flag(help: "Comma-separated values, with a line of names and units.") var csv = false
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard rows ?? 0 >= 0 else { throw ValidationError("--rows is \(rows ?? 0); allowed: 0 or more") }
        guard !(csv && json) else { throw ValidationError("--csv and --json are both given; allowed: one of the two") }
    }

    func run() throws {
        try reportingErrors(reading: file) {
            let result = try ResultFile(file)
            let limit = rows ?? (csv || json ? result.statuses.count : 50)
            let table = try ResultTable(of: result, rows: limit)
            let everything = "--rows \(table.pointCount) shows all"
            print(json ? try table.json : csv ? table.csv : table.text(hint: everything))
            try finishOutput()
        }
    }
}
