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
        try reportingErrors(reading: file) {
            let result = try ResultFile(file)
            let job = try moriya.job(of: result, at: file)
            let units = Dictionary(job.model.observables.map { ($0.name, $0.unit) }) { first, _ in first }
            var columns: [(heading: String, unit: String?, values: [Double])] = []
            // A file of an earlier layout may lack an observable.
            for column in job.model.table where try result.has(column.observable) {
                columns.append((column.heading, units[column.observable], try values(of: column, in: result)))
            }
            // Only numbers in one unit can be small beside each other.
            let vanishing = columns.filter { column in
                isNoise(column.values, beside: columns.filter { $0.unit == column.unit }.map(\.values))
            }.map(\.heading)
            columns.removeAll { vanishing.contains($0.heading) }
            let solvers = try result.solvers()
            let coordinates = result.axes.flatMap(\.coordinates)
            var table = TextTable(
                headings: coordinates.map(\.name) + columns.map(\.heading) + ["solver"],
                numeric: coordinates.map(\.isNumeric) + columns.map { _ in true } + [false])
            for point in result.statuses.indices.prefix(rows) {
                let solver = result.statuses[point] == .done ? solvers[point] : "(\(result.statuses[point]))"
                table.append(
                    self.coordinates(of: point, on: result.axes) + columns.map { resultText($0.values[point]) } + [solver])
            }
            print("\(result.title)\n")
            print(table.text)
            if !vanishing.isEmpty { print("\nzero within rounding in these rows: \(vanishing.joined(separator: ", "))") }
            if try result.has("bilinear"), let flags = try result.array("bilinear", first: max(1, rows)).column([]) {
                let count = flags.prefix(rows).count { $0 == 0 }
                if count > 0 {
                    print("\nin \(count) of these rows the interaction is not bilinear in the spins: J and D mean little there")
                }
            }
            let fixed = try result.attribute("fixed_parameters")
            if !fixed.isEmpty { print("\nwith \(fixed.split(separator: "\n").joined(separator: ", "))") }
            let hidden = result.statuses.count - min(rows, result.statuses.count)
            if hidden > 0 { print("… and \(hidden) more rows (--rows \(result.statuses.count) shows all)") }
            try finishOutput()
        }
    }

    /// Whether a column holds nothing but rounding noise beside the largest number of some columns.
    private func isNoise(_ values: [Double], beside columns: [[Double]]) -> Bool {
        func largest(_ values: [Double]) -> Double {
            values.prefix(rows).filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
        }
        let scale = columns.map(largest).max() ?? 0
        return scale > 0 && values.prefix(rows).contains { !$0.isNaN } && largest(values) <= 1e-12 * scale
    }

    /// One number for each point.
    private func values(of column: TableColumn, in result: borrowing ResultFile) throws -> [Double] {
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
