/// Records of many points, by columns: a million records with arrays of their own would take minutes to allocate.
public struct PointTable: Sendable {
    public let observables: [Observable]
    public private(set) var points: [Int] = []
    public private(set) var statuses: [PointStatus] = []
    /// For each observable, point after point, `Observable.count` numbers each; NaN unless done.
    public private(set) var values: [[Double]]
    /// For each observable, the bound on its error at point after point; NaN where there is none.
    public private(set) var errors: [[Double]]
    public private(set) var seconds: [Double] = []
    public private(set) var solvers: [String] = []
    public private(set) var messages: [String] = []

    public init(observables: [Observable]) {
        self.observables = observables
        values = observables.map { _ in [] }
        errors = observables.map { _ in [] }
    }

    /// - Precondition: all columns cover the same points.
    init(
        observables: [Observable], points: [Int], statuses: [PointStatus], values: [[Double]], errors: [[Double]],
        seconds: [Double], solvers: [String], messages: [String]
    ) {
        precondition(statuses.count == points.count && seconds.count == points.count && solvers.count == points.count)
        precondition(messages.count == points.count && errors.count == observables.count && values.count == observables.count)
        precondition(errors.allSatisfy { $0.count == points.count })
        precondition(zip(values, observables).allSatisfy { $0.count == points.count * $1.count })
        self.observables = observables
        self.points = points
        self.statuses = statuses
        self.values = values
        self.errors = errors
        self.seconds = seconds
        self.solvers = solvers
        self.messages = messages
    }

    public var count: Int { points.count }

    /// The memory taken, roughly.
    var byteCount: Int { count * (observables.reduce(0) { $0 + $1.count } * 8 + 8 * observables.count + 80) }

    /// - Precondition: a record that is done has the observables' numbers of values.
    public mutating func append(_ record: PointRecord) {
        precondition(
            record.status != .done || record.values.map(\.count) == observables.map(\.count),
            "point \(record.point) does not have the numbers of values that its model declares")
        points.append(record.point)
        statuses.append(record.status)
        for (index, observable) in observables.enumerated() {
            if record.status == .done {
                values[index] += record.values[index]
                errors[index].append(record.errors[index])
            } else {
                values[index] += repeatElement(.nan, count: observable.count)
                errors[index].append(.nan)
            }
        }
        seconds.append(record.seconds)
        solvers.append(record.solver)
        messages.append(record.message)
    }

    public mutating func append(_ other: PointTable) {
        precondition(other.observables.map(\.count) == observables.map(\.count))
        points += other.points
        statuses += other.statuses
        for index in values.indices {
            values[index] += other.values[index]
            errors[index] += other.errors[index]
        }
        seconds += other.seconds
        solvers += other.solvers
        messages += other.messages
    }

    public func record(_ row: Int) -> PointRecord {
        let isDone = statuses[row] == .done
        return PointRecord(
            point: points[row], status: statuses[row],
            values: isDone ? zip(values, observables).map { Array($0[(row * $1.count)..<((row + 1) * $1.count)]) } : [],
            errors: isDone ? errors.map { $0[row] } : [], seconds: seconds[row], solver: solvers[row], message: messages[row])
    }

    /// The same records, ordered by point.
    func sorted() -> PointTable {
        // The row breaks ties, which makes the order one of the content alone.
        let order = points.indices.sorted { (points[$0], $0) < (points[$1], $1) }
        return PointTable(
            observables: observables, points: order.map { points[$0] }, statuses: order.map { statuses[$0] },
            values: zip(values, observables).map { column, observable in
                order.flatMap { column[($0 * observable.count)..<(($0 + 1) * observable.count)] }
            },
            errors: errors.map { column in order.map { column[$0] } }, seconds: order.map { seconds[$0] },
            solvers: order.map { solvers[$0] }, messages: order.map { messages[$0] })
    }
}
