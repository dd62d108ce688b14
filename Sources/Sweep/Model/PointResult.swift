/// What a model found at one point.
public enum PointResult: Sendable {
    case done(PointValues)
    /// The point has no result, whatever the machine; the reason in one sentence. The sweep goes on.
    case failed(String)
}

/// The values of a model's observables at one point, set by name. What is not set is missing.
public struct PointValues: Sendable, Equatable {
    /// The name of the solver that computed the point.
    public let solver: String
    /// Something that a person should know before trusting the values, in one sentence, for the log.
    public var remark: String?
    private(set) var estimates: [Observable.Name: Estimate] = [:]

    public init(solver: String) { self.solver = solver }

    var names: Set<Observable.Name> { Set(estimates.keys) }

    /// The value of an observable.
    public subscript(name: Observable.Name) -> Estimate? {
        get { estimates[name] }
        set { estimates[name] = newValue }
    }
}

/// The numbers of one observable at one point, with a bound on their errors.
public struct Estimate: Sendable, Equatable {
    /// The last dimension runs fastest. Along a dimension of lists, NaN fills up what a list is shorter than its capacity.
    public let values: [Double]
    /// No value is off by more, in the observable's unit. NaN where nothing is known of the error, or where the numbers
    /// are counts or indices and exact.
    public let error: Double

    public init(_ values: [Double], error: Double = .nan) {
        self.values = values
        self.error = error
    }

    public init(_ value: Double, error: Double = .nan) { self.init([value], error: error) }

    /// Lists of different lengths, one for each combination of the dimensions before the last.
    ///
    /// - Precondition: none is longer than `capacity`, that of the last dimension.
    public init(lists: [[Double]], capacity: Int, error: Double = .nan) {
        precondition(lists.allSatisfy { $0.count <= capacity }, "a list exceeds the capacity of its dimension")
        self.init(
            lists.flatMap { $0 + [Double](repeating: .nan, count: capacity - $0.count) }, error: error)
    }
}
