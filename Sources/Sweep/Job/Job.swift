/// A job: a model, a system, a grid and a solver, checked and complete.
public struct Job: Sendable {
    public let modelType: any Model.Type
    /// The model as this job's fixed parameters and solver make it.
    public let model: any Model
    /// Every parameter of the system that no axis sets, defaults filled in.
    public let fixed: ParameterSet
    public let grid: Grid
    public let solver: SolverChoice
    /// The texts it was read from, for the record.
    public let source: JobSource

    /// - Throws: `ParameterError` if the model takes no such job.
    public init(
        model: any Model.Type, fixed: ParameterSet, grid: Grid, solver: SolverChoice, source: JobSource
    ) throws(ParameterError) {
        modelType = model
        self.model = try model.init(
            JobHeader(fixed: fixed, axisKeys: Set(grid.axes.flatMap(\.members).map(\.key)), solver: solver))
        self.fixed = fixed
        self.grid = grid
        self.solver = solver
        self.source = source
    }

    /// The observables of this job.
    public var observables: [Observable] { model.observables }

    /// The model of the same job with another solver.
    public func model(with solver: SolverChoice) throws(ParameterError) -> any Model {
        try modelType.init(
            JobHeader(fixed: fixed, axisKeys: Set(grid.axes.flatMap(\.members).map(\.key)), solver: solver))
    }

    /// What a batch costs when `ranks` ranks work on it.
    public func cost(of batch: Batch, ranks: Int) throws(ParameterError) -> BatchCost {
        try model.parse(batch.points.map { parameters(at: $0) }).cost(ranks: ranks)
    }

    /// All parameters at a point of the grid.
    public func parameters(at point: Int) -> ParameterSet {
        var parameters = fixed
        for (key, value) in grid.coordinates(of: point) { parameters[key] = value }
        return parameters
    }
}

/// Where a job came from.
public struct JobSource: Sendable {
    public let jobPath: String
    public let jobText: String
    /// The file named behind `system:`; nil where the system stands in the job itself.
    public let systemPath: String?
    public let systemText: String?

    public init(jobPath: String, jobText: String, systemPath: String?, systemText: String?) {
        self.jobPath = jobPath
        self.jobText = jobText
        self.systemPath = systemPath
        self.systemText = systemText
    }
}
