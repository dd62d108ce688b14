/// The records of all points of a grid, collected from shards in any order.
struct MergedPoints {
    let observables: [Observable]
    private(set) var statuses: [PointStatus]
    /// For each observable, point after point; NaN where there is nothing.
    private(set) var values: [[Double]]
    private(set) var seconds: [Double]
    private(set) var errorEstimates: [Double]
    private(set) var solvers: [String]
    private(set) var messages: [Int: String] = [:]

    private var paths: [String] = []
    /// For each point, the index in `paths` of the shard that its record came from.
    private var sources: [Int32]

    init(pointCount: Int, observables: [Observable]) {
        self.observables = observables
        statuses = Array(repeating: .absent, count: pointCount)
        values = observables.map { Array(repeating: .nan, count: pointCount * $0.count) }
        seconds = Array(repeating: .nan, count: pointCount)
        errorEstimates = Array(repeating: .nan, count: pointCount)
        solvers = Array(repeating: "", count: pointCount)
        sources = Array(repeating: -1, count: pointCount)
    }

    /// Adds a shard. Of two records of a point the better status counts, else the one whose file comes first by name:
    /// the outcome does not depend on the order of calls.
    ///
    /// - Precondition: all points lie in the grid.
    /// - Throws: if two results of a point contradict each other.
    mutating func add(_ table: PointTable, from path: String) throws(StoreError) {
        paths.append(path)
        for (row, point) in table.points.enumerated() {
            let status = table.statuses[row]
            if status == .done && statuses[point] == .done { try requireAgreement(table, row, path) }
            if status.outranks(statuses[point])
                || status == statuses[point] && path < paths[Int(sources[point])]
            {
                take(table, row)
            }
        }
    }

    private mutating func take(_ table: PointTable, _ row: Int) {
        let point = table.points[row]
        statuses[point] = table.statuses[row]
        for (index, observable) in observables.enumerated() {
            let n = observable.count
            for k in 0..<n { values[index][point * n + k] = table.values[index][row * n + k] }
        }
        seconds[point] = table.seconds[row]
        errorEstimates[point] = table.errorEstimates[row]
        solvers[point] = table.solvers[row]
        messages[point] = table.messages[row].isEmpty ? nil : table.messages[row]
        sources[point] = Int32(paths.count - 1)
    }

    /// Two results of a point agree if no number differs by more than 1e-9 of the largest of its observable.
    /// Observables in the unit of the error estimates may also differ by these: one that vanishes by symmetry is all
    /// rounding error.
    private func requireAgreement(_ table: PointTable, _ row: Int, _ path: String) throws(StoreError) {
        let point = table.points[row]
        let estimates = [errorEstimates[point], table.errorEstimates[row]].filter(\.isFinite).reduce(0, +)
        for (index, observable) in observables.enumerated() {
            let n = observable.count
            let old = values[index][(point * n)..<((point + 1) * n)]
            let new = table.values[index][(row * n)..<((row + 1) * n)]
            var scale = 0.0
            for value in [old, new].joined() where value.isFinite { scale = max(scale, value.magnitude) }
            let allowed = max(1e-9 * scale, observable.unit == observables[0].unit ? estimates : 0)
            for (a, b) in zip(old, new) where !(a == b || a.isNaN && b.isNaN || (a - b).magnitude <= allowed) {
                throw .badData(
                    "\(paths[Int(sources[point])]) and \(path) disagree about \(observable.name) at point \(point): "
                        + "\(a) and \(b); remove the one that is wrong")
            }
        }
    }
}
