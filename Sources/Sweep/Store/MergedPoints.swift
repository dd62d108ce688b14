/// The records of all points of a grid, collected from shards in any order. What is long lies on disk, so that the memory
/// taken is a few bytes a point.
struct MergedPoints {
    /// A number, or several, of each point.
    enum Column: Equatable {
        /// By its position in `observables`.
        case observable(Int)
        /// The bound on its error, likewise.
        case error(Int)
        case seconds
    }

    let observables: [Observable]
    private(set) var statuses: [PointStatus]
    private(set) var messages: [Int: String] = [:]

    /// The programs, with their libraries, that computed the shards.
    private(set) var computedBy: Set<String> = []

    private let scratch: ScratchArray
    /// For each observable, whether some point has a bound on its error.
    private var haveErrors: [Bool]
    private var solverNames: [String] = [""]
    /// For each point, the index in `solverNames`.
    private var solvers: [UInt16]
    private var paths: [String] = []
    /// For each point, the index in `paths` of the shard that its record came from.
    private var sources: [Int32]

    /// - Parameter path: of the result file, beside which the numbers are kept meanwhile.
    init(pointCount: Int, observables: [Observable], beside path: String) throws(StoreError) {
        self.observables = observables
        statuses = Array(repeating: .absent, count: pointCount)
        scratch = try ScratchArray(beside: path)
        haveErrors = observables.map { _ in false }
        solvers = Array(repeating: 0, count: pointCount)
        sources = Array(repeating: -1, count: pointCount)
    }

    /// How many numbers a column has at one point.
    func width(of column: Column) -> Int {
        if case .observable(let index) = column { observables[index].count } else { 1 }
    }

    /// The numbers of a column, counted through from the first point; NaN where there is nothing.
    func numbers(of column: Column, in range: Range<Int>) throws(StoreError) -> [Double] {
        let width = width(of: column)
        let offset = offset(of: column)
        var numbers = try scratch.read(offset + range.lowerBound..<offset + range.upperBound)
        for index in numbers.indices {
            let status = statuses[(range.lowerBound + index) / width]
            if status == .absent || status != .done && column != .seconds { numbers[index] = .nan }
        }
        return numbers
    }

    /// The solver of each point of a range; empty where there is no result.
    func solvers(of points: Range<Int>) -> [String] { points.map { solverNames[Int(solvers[$0])] } }

    /// Whether any point has a bound on the error of this observable.
    func hasErrors(of observable: Int) -> Bool { haveErrors[observable] }

    /// Columns lie behind one another.
    private func offset(of column: Column) -> Int {
        let points = statuses.count
        func end(_ count: Int) -> Int { observables.prefix(count).reduce(0) { $0 + $1.count } * points }
        return switch column {
        case .observable(let index): end(index)
        case .error(let index): end(observables.count) + index * points
        case .seconds: end(observables.count) + observables.count * points
        }
    }

    /// Adds a shard. Of two records of a point the better status counts, else the one whose file comes first by name:
    /// the outcome does not depend on the order of calls.
    ///
    /// - Precondition: all points lie in the grid.
    /// - Throws: if two results of a point contradict each other.
    mutating func add(_ table: PointTable, from path: String, by origin: ShardOrigin) throws(StoreError) {
        paths.append(path)
        computedBy.insert(origin.libraries.isEmpty ? origin.program : "\(origin.program) with \(origin.libraries)")
        var wanted: [Int] = []
        for (row, point) in table.points.enumerated() {
            let status = table.statuses[row]
            if status == .done && statuses[point] == .done { try requireAgreement(table, row, path) }
            if status.outranks(statuses[point])
                || status == statuses[point] && path < paths[Int(sources[point])]
            {
                wanted.append(row)
                take(table, row)
            }
        }
        try copyNumbers(of: wanted, table)
    }

    /// Keeps all but the numbers of a row.
    private mutating func take(_ table: PointTable, _ row: Int) {
        let point = table.points[row]
        statuses[point] = table.statuses[row]
        solvers[point] = index(ofSolver: table.solvers[row])
        messages[point] = table.messages[row].isEmpty ? nil : table.messages[row]
        sources[point] = Int32(paths.count - 1)
    }

    /// Writes the numbers of rows to the scratch file, those of points that follow one another at once.
    private mutating func copyNumbers(of rows: [Int], _ table: PointTable) throws(StoreError) {
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count && rows[end] == rows[end - 1] + 1 && table.points[rows[end]] == table.points[rows[end - 1]] + 1
            {
                end += 1
            }
            let run = rows[start]..<rows[end - 1] + 1
            let point = table.points[run.lowerBound]
            for (index, observable) in observables.enumerated() {
                let n = observable.count
                try scratch.write(
                    table.values[index][run.lowerBound * n..<run.upperBound * n], at: offset(of: .observable(index)) + point * n)
                try scratch.write(table.errors[index][run], at: offset(of: .error(index)) + point)
                if !haveErrors[index] { haveErrors[index] = table.errors[index][run].contains { !$0.isNaN } }
            }
            try scratch.write(table.seconds[run], at: offset(of: .seconds) + point)
            start = end
        }
    }

    private mutating func index(ofSolver name: String) -> UInt16 {
        if let known = solverNames.firstIndex(of: name) { return UInt16(known) }
        solverNames.append(name)
        return UInt16(solverNames.count - 1)
    }

    /// Two results of a point agree if no number differs by more than 1e-9 of the largest of its observable, or by more than
    /// the bounds on their errors allow: an observable that vanishes by symmetry is all rounding error.
    private func requireAgreement(_ table: PointTable, _ row: Int, _ path: String) throws(StoreError) {
        let point = table.points[row]
        for (index, observable) in observables.enumerated() {
            let n = observable.count
            let old = try numbers(of: .observable(index), in: point * n..<(point + 1) * n)
            let new = table.values[index][(row * n)..<((row + 1) * n)]
            var scale = 0.0
            for value in old + new where value.isFinite { scale = max(scale, value.magnitude) }
            let known = try numbers(of: .error(index), in: point..<point + 1)[0]
            let allowed = max(1e-9 * scale, [known, table.errors[index][row]].filter(\.isFinite).reduce(0, +))
            for (a, b) in zip(old, new) where !(a == b || a.isNaN && b.isNaN || (a - b).magnitude <= allowed) {
                throw .badData(
                    "\(paths[Int(sources[point])]) and \(path) disagree about \(observable.name) at point \(point): "
                        + "\(a) and \(b); remove the one that is wrong")
            }
        }
    }
}
