/// A quantity that a model computes at every point: one array over the grid's axes, then its own.
public struct Observable: Sendable {
    /// An axis of the observable's own, with a label for each index.
    public struct Dimension: Sendable, Equatable {
        public let name: String
        public let labels: [String]
        public let longName: String

        public init(_ name: String, labels: [String], _ longName: String) {
            self.name = name
            self.labels = labels
            self.longName = longName
        }
    }

    public let name: String
    public let dimensions: [Dimension]
    public let unit: String
    public let longName: String

    public init(_ name: String, _ dimensions: [Dimension] = [], unit: String, _ longName: String) {
        self.name = name
        self.dimensions = dimensions
        self.unit = unit
        self.longName = longName
    }

    /// How many numbers it has at one point, stored with the last dimension running fastest.
    public var count: Int { dimensions.reduce(1) { $0 * $1.labels.count } }
}

/// What a model found at one point.
public enum PointResult: Sendable {
    /// - Parameters:
    ///   - values: one array for each of the model's observables, in their order. NaN marks an observable that this
    ///     solver does not give; a point of which nothing is finite is a failure.
    ///   - solver: the name of the solver that computed it.
    ///   - errorEstimate: of the leading observables, in their unit.
    case done(values: [[Double]], solver: String, errorEstimate: Double)
    /// The point has no result; the reason in one sentence. The sweep goes on.
    case failed(String)
}
