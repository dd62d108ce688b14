import ArgumentParser
import Models
import Sweep

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the table of a merged file.")

    @Argument(help: "The merged file, such as DIR/result.h5.") var file: String
    @Option(help: "Print so many rows at most.") var rows = 50

    func validate() throws {
        guard rows >= 0 else { throw ValidationError("--rows is \(rows); allowed: 0 or more") }
    }

    func run() throws {
        try reportingErrors {
            let result = try ResultFile(file)
            let job = try Job(plan: result.attribute("plan_text"), path: file, models: allModels)
            let headings = job.model.table
            let columns = try headings.map { try column($0, of: result) }
            let solvers = try result.solvers()
            let coordinates = result.axes.flatMap(\.coordinates)
            var table = TextTable(
                headings: coordinates.map(\.name) + headings.map(\.heading) + ["solver"],
                numeric: coordinates.map(\.isNumeric) + headings.map { _ in true } + [false])
            for point in result.statuses.indices.prefix(rows) {
                let solver = result.statuses[point] == .done ? solvers[point] : "(\(result.statuses[point]))"
                table.append(self.coordinates(of: point, on: result.axes) + columns.map { resultText($0[point]) } + [solver])
            }
            print("\(result.title)\n")
            print(table.text)
            let hidden = result.statuses.count - min(rows, result.statuses.count)
            if hidden > 0 { print("… and \(hidden) more rows (--rows \(result.statuses.count) shows all)") }
        }
    }

    /// One number for each point.
    private func column(_ column: TableColumn, of result: borrowing ResultFile) throws -> [Double] {
        guard let values = try result.array(column.observable, first: max(1, rows)).column(column.labels) else {
            throw StoreError(
                kind: .badData, sentence: "\(file): \(column.observable) has no element \(column.labels.joined(separator: ", "))")
        }
        return values
    }

    /// The values of the axes' parameters at a point, the last axis running fastest.
    private func coordinates(of point: Int, on axes: [ResultAxis]) -> [String] {
        var rest = point
        var texts: [String] = []
        for axis in axes.reversed() {
            texts = axis.coordinates.map { $0.text(at: rest % axis.count) } + texts
            rest /= axis.count
        }
        return texts
    }
}

extension ResultAxis.Coordinate {
    fileprivate func text(at index: Int) -> String {
        switch values {
        case .reals(let values): "\(values[index])"
        case .integers(let values): "\(values[index])"
        case .texts(let values): values[index]
        }
    }

    fileprivate var isNumeric: Bool { if case .texts = values { false } else { true } }
}
