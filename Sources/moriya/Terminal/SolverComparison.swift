import Sweep

/// How far the results of several solvers are apart, observable by observable.
struct SolverComparison {
    /// Of one observable, over all points compared.
    fileprivate struct Row {
        /// The largest value, over all solvers.
        var scale = 0.0
        /// NaN until two solvers have given numbers.
        var difference = Double.nan
        /// The largest sum of two error bounds.
        var bounds = 0.0
    }

    private let observables: [Observable]
    private let tolerance: Double
    fileprivate var rows: [Row]
    private var solvers: [String] = []
    private var points = 0

    init(observables: [Observable], tolerance: Double) {
        self.observables = observables
        self.tolerance = tolerance
        rows = observables.map { _ in Row() }
    }

    /// Compares every pair of results of one point.
    mutating func add(_ results: [(solver: String, values: PointValues)]) {
        guard results.count >= 2 else { return }
        points += 1
        for result in results where !solvers.contains(result.solver) { solvers.append(result.solver) }
        for (index, observable) in observables.enumerated() {
            let given = results.compactMap { $0.values[observable.id] }.filter { !$0.values.allSatisfy(\.isNaN) }
            for (position, a) in given.enumerated() {
                for b in given[(position + 1)...] { rows[index].compare(a, b) }
            }
        }
    }

    var isEmpty: Bool { rows.allSatisfy(\.difference.isNaN) }

    var passed: Bool { !isEmpty && rows.allSatisfy { $0.difference.isNaN || $0.difference <= allowed($0) } }

    var text: String {
        var table = TextTable(
            headings: ["observable", "unit", "largest value", "largest difference", "allowed"],
            numeric: [false, false, true, true, true])
        for (observable, row) in zip(observables, rows) {
            let isCompared = !row.difference.isNaN
            table.append([
                observable.name, observable.unit, isCompared ? roughText(row.scale) : "-",
                isCompared ? roughText(row.difference) : "-", isCompared ? roughText(allowed(row)) : "-",
            ])
        }
        return "\(solvers.joined(separator: " against ")), \(points) points:\n\(table.text)"
    }

    private func allowed(_ row: Row) -> Double { tolerance * row.scale + row.bounds }
}

extension SolverComparison: Encodable {
    private enum CodingKeys: CodingKey { case passed, solvers, points, tolerance, observables }

    private struct Line: Encodable {
        let observable: String
        let unit: String
        let largestValue: Double?
        let largestDifference: Double?
        let allowed: Double?
    }

    /// Numbers are left out of an observable that was not compared, and a difference that is no number.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(passed, forKey: .passed)
        try container.encode(solvers, forKey: .solvers)
        try container.encode(points, forKey: .points)
        try container.encode(tolerance, forKey: .tolerance)
        try container.encode(
            zip(observables, rows).map { observable, row in
                let isCompared = !row.difference.isNaN
                return Line(
                    observable: observable.name, unit: observable.unit, largestValue: isCompared ? row.scale.finite : nil,
                    largestDifference: row.difference.finite, allowed: isCompared ? allowed(row).finite : nil)
            }, forKey: .observables)
    }
}

extension SolverComparison.Row {
    fileprivate mutating func compare(_ a: Estimate, _ b: Estimate) {
        for (x, y) in zip(a.values, b.values) where !(x.isNaN && y.isNaN) {
            let apart = (x - y).magnitude
            scale = max(scale, max(x.magnitude, y.magnitude))
            difference = apart.isNaN ? .infinity : difference.isNaN ? apart : max(difference, apart)
        }
        bounds = max(bounds, [a.error, b.error].filter(\.isFinite).reduce(0, +))
    }
}
