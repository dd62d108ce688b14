/// What is known of a point; the numbers stand in result files.
public enum PointStatus: Int8, Sendable, CaseIterable {
    case absent = 0
    case done = 1
    /// The model tried and could not.
    case failed = 2
    /// The values of the parameters cannot be computed, as a check found.
    case rejected = 3
}

/// One point of a sweep, evaluated.
public struct PointRecord: Sendable, Equatable {
    /// Its index in the grid.
    public let point: Int
    /// Never `absent`.
    public let status: PointStatus
    /// One array for each of the model's observables, the last dimension running fastest; empty unless done.
    public let values: [[Double]]
    /// What the point cost: wall-clock seconds times ranks.
    public let seconds: Double
    /// Empty unless done.
    public let solver: String
    /// Of the leading observables, in their unit; NaN unless done.
    public let errorEstimate: Double
    /// Why there is no result; empty if done.
    public let message: String

    public init(
        point: Int, status: PointStatus, values: [[Double]], seconds: Double, solver: String, errorEstimate: Double,
        message: String
    ) {
        precondition(status != .absent, "an absent point has no record")
        self.point = point
        self.status = status
        self.values = values
        self.seconds = seconds
        self.solver = solver
        self.errorEstimate = errorEstimate
        self.message = message
    }

    /// The record of what a model returned. Infinite numbers, an observable that is partly NaN, and a result without a
    /// single number count as failed: only a whole observable may be missing.
    public init(point: Int, _ result: PointResult, observables: [Observable], seconds: Double) {
        switch result {
        case .done(let found):
            let solver = found.solver
            let values = observables.map { found[$0.id]?.values ?? [Double](repeating: .nan, count: $0.count) }
            let errorEstimate = observables.first.flatMap { found[$0.id]?.error } ?? .nan
            let given = values.filter { !$0.allSatisfy(\.isNaN) }
            guard !given.isEmpty, given.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
                let cause = given.isEmpty ? "no finite number" : "a number that is not finite"
                self.init(point: point, failed: .failed, "solver \(solver) gave \(cause)", seconds: seconds)
                return
            }
            self.init(
                point: point, status: .done, values: values, seconds: seconds, solver: solver,
                errorEstimate: errorEstimate, message: "")
        case .failed(let reason):
            self.init(point: point, failed: .failed, reason, seconds: seconds)
        }
    }

    /// The record of a point without a result.
    public init(point: Int, failed status: PointStatus, _ message: String, seconds: Double) {
        self.init(
            point: point, status: status, values: [], seconds: seconds, solver: "", errorEstimate: .nan,
            message: message)
    }
}
