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
    /// For each of the model's observables its numbers, the last dimension running fastest; NaN where it is missing. Empty
    /// unless done.
    public let values: [[Double]]
    /// For each of the model's observables a bound on the errors of its numbers; NaN where there is none. Empty unless done.
    public let errors: [Double]
    /// What the point cost: wall-clock seconds times ranks.
    public let seconds: Double
    /// Empty unless done.
    public let solver: String
    /// Why there is no result; empty if done.
    public let message: String

    public init(
        point: Int, status: PointStatus, values: [[Double]], errors: [Double], seconds: Double, solver: String, message: String
    ) {
        precondition(status != .absent, "an absent point has no record")
        self.point = point
        self.status = status
        self.values = values
        self.errors = errors
        self.seconds = seconds
        self.solver = solver
        self.message = message
    }

    /// The record of what a model returned. Infinite numbers, an observable that is partly NaN, and a result without a
    /// single number count as failed: only a whole observable may be missing, or the rest of a list.
    ///
    /// - Precondition: the model sets no observable that it has not declared, and each with as many numbers as declared.
    public init(point: Int, _ result: PointResult, observables: [Observable], seconds: Double) {
        switch result {
        case .done(let found):
            precondition(found.names.isSubset(of: observables.map(\.id)), "point \(point) has an observable that is not declared")
            let estimates = observables.map { found[$0.id] }
            var complaint = estimates.contains { $0 != nil } ? nil : "no number"
            for (observable, estimate) in zip(observables, estimates) {
                guard let estimate else { continue }
                precondition(
                    estimate.values.count == observable.count,
                    "\(observable.name) has \(estimate.values.count) numbers instead of \(observable.count)")
                if !observable.accepts(estimate.values) {
                    complaint = complaint ?? "a number of \(observable.name) that is not finite"
                }
            }
            if let complaint {
                self.init(point: point, failed: .failed, "solver \(found.solver) gave \(complaint)", seconds: seconds)
                return
            }
            self.init(
                point: point, status: .done,
                values: zip(observables, estimates).map { $1?.values ?? [Double](repeating: .nan, count: $0.count) },
                errors: estimates.map { $0?.error ?? .nan }, seconds: seconds, solver: found.solver, message: "")
        case .failed(let reason):
            self.init(point: point, failed: .failed, reason, seconds: seconds)
        }
    }

    /// The record of a point without a result.
    public init(point: Int, failed status: PointStatus, _ message: String, seconds: Double) {
        self.init(point: point, status: status, values: [], errors: [], seconds: seconds, solver: "", message: message)
    }
}

extension Observable {
    /// Whether these numbers are all there and finite; of lists, their first ones.
    fileprivate func accepts(_ values: [Double]) -> Bool {
        guard let last = dimensions.last, last.isList else { return values.allSatisfy(\.isFinite) }
        return stride(from: 0, to: values.count, by: max(1, last.count)).allSatisfy { start in
            values[start..<start + last.count].drop { $0.isFinite }.allSatisfy(\.isNaN)
        }
    }
}
