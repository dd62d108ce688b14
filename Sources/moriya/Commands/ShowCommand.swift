import ArgumentParser
import Models
import Sweep

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the table of a merged file.")

    @Argument(help: "The merged file, such as DIR/result.h5.") var file: String
    @Option(help: "Print so many rows at most.") var rows = 50

    func run() throws {
        try reportingErrors {
            let result = try ResultFile(file)
            guard let model = allModels.first(where: { $0.name == result.modelName }) else {
                throw StoreError(
                    kind: .badData, sentence: "\(file) is of the model \(result.modelName), which this program does not have")
            }
            let columns = try model.table.map { try column($0, of: result) }
            let solvers = try result.solvers()
            let coordinates = result.axes.flatMap(\.coordinates)
            var table = TextTable(
                headings: coordinates.map(\.name) + model.table.map(\.heading) + ["solver"],
                numeric: coordinates.map(\.isNumeric) + model.table.map { _ in true } + [false])
            for point in result.statuses.indices.prefix(rows) {
                let solver = result.statuses[point] == .done ? solvers[point] : "(\(result.statuses[point]))"
                table.append(result.coordinateTexts(of: point) + columns.map { resultText($0[point]) } + [solver])
            }
            print("\(result.title)\n")
            print(table.text)
            let hidden = result.statuses.count - min(rows, result.statuses.count)
            if hidden > 0 { print("… and \(hidden) more rows (--rows \(result.statuses.count) shows all)") }
        }
    }

    /// One number for each point.
    private func column(_ column: TableColumn, of result: borrowing ResultFile) throws -> [Double] {
        let array = try result.array(column.observable)
        var offset = 0
        var stride = 1
        for (dimension, label) in zip(array.dimensions, column.labels).reversed() {
            guard let index = dimension.labels.firstIndex(of: label) else {
                throw StoreError(kind: .badData, sentence: "\(file): \(column.observable) has no \(label) along \(dimension.name)")
            }
            offset += index * stride
            stride *= dimension.labels.count
        }
        return result.statuses.indices.map { array.values[$0 * stride + offset] }
    }
}
