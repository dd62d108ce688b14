import Sweep

/// The first rows of a merged file as its model wants them shown: axes, columns, solver.
struct ResultTable {
    struct Column: Encodable {
        let name: String
        let unit: String
    }

    let title: String
    let axes: [Column]
    let columns: [Column]
    /// Columns that are rounding noise in these rows, which the text leaves out.
    let vanishing: [String]
    let rows: [Row]
    /// How many points the file has.
    let pointCount: Int
    /// In how many of the rows the interaction is not bilinear; nil where the model does not say.
    let notBilinear: Int?
    let fixed: [String]

    struct Row {
        let coordinates: [ParameterValue]
        let values: [Double]
        let status: PointStatus
        let solver: String
    }

    /// - Parameter limit: so many rows at most.
    init(of result: borrowing ResultFile, rows limit: Int) throws {
        let job = try moriya.job(of: result, at: result.path)
        let count = max(1, limit)
        var columns: [Column] = []
        var numbers: [[Double]] = []
        // A file of an earlier layout may lack an observable.
        for column in job.model.table where try result.has(column.observable) {
            let array = try result.array(column.observable, first: count)
            guard let values = array.column(column.labels) else {
                throw StoreError(
                    kind: .badData,
                    sentence: "\(result.path): \(column.observable) has no element \(column.labels.joined(separator: ", "))")
            }
            columns.append(Column(name: column.heading, unit: array.unit))
            numbers.append(values)
        }
        let shown = min(limit, result.statuses.count)
        let (solvers, axes, statuses) = (try result.solvers(), result.axes, result.statuses)
        title = result.title
        self.axes = axes.flatMap(\.coordinates).map { Column(name: $0.name, unit: $0.unit) }
        self.columns = columns
        // Only numbers in one unit can be small beside each other.
        vanishing = columns.indices.filter { index in
            let kin = columns.indices.filter { columns[$0].unit == columns[index].unit }
            return Self.isNoise(numbers[index], beside: kin.map { numbers[$0] }, rows: shown)
        }.map { columns[$0].name }
        rows = (0..<shown).map { point in
            Row(
                coordinates: Self.coordinates(of: point, on: axes), values: numbers.map { $0[point] },
                status: statuses[point], solver: solvers[point])
        }
        pointCount = statuses.count
        if try result.has("bilinear"), let flags = try result.array("bilinear", first: count).column([]) {
            notBilinear = flags.prefix(shown).count { $0 == 0 }
        } else {
            notBilinear = nil
        }
        fixed = try result.attribute("fixed_parameters").split(separator: "\n").map(String.init)
    }

    /// Whether a column holds nothing but rounding noise beside the largest number of the table.
    private static func isNoise(_ values: [Double], beside columns: [[Double]], rows: Int) -> Bool {
        func largest(_ values: [Double]) -> Double {
            values.prefix(rows).filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
        }
        let scale = columns.map(largest).max() ?? 0
        return scale > 0 && values.prefix(rows).contains { !$0.isNaN } && largest(values) <= 1e-12 * scale
    }

    /// The values of the axes' parameters at a point, the last axis running fastest.
    private static func coordinates(of point: Int, on axes: [ResultAxis]) -> [ParameterValue] {
        var rest = point
        var values: [ParameterValue] = []
        for axis in axes.reversed() {
            values = axis.coordinates.map { $0.value(at: rest % axis.count) } + values
            rest /= axis.count
        }
        return values
    }
}

extension ResultAxis.Coordinate {
    fileprivate func value(at index: Int) -> ParameterValue {
        switch values {
        case .reals(let values): .real(values[index])
        case .integers(let values): .integer(values[index])
        case .texts(let values): .text(values[index])
        }
    }
}
