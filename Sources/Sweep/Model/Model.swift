/// What a sweep runs over: a type that names its parameters and its observables, turns the parameters of a point into a
/// value of its own, and evaluates such values.
///
/// A model reads no file, writes none, and does not know which rank it runs on. An instance belongs to one job.
public protocol Model: Sendable {
    /// A point as the model understands it: whatever can be wrong with the parameters of a point has been found when there
    /// is a value of this type.
    associatedtype Point: Sendable

    /// The word behind `model:` in a job file.
    static var name: String { get }
    /// One line for `--help` and the title of the result file.
    static var title: String { get }
    static var parameters: [Parameter] { get }
    /// The words allowed behind `solver:`, besides `auto`, with the settings each takes.
    static var solvers: [SolverDescription] { get }
    /// Conventions written into the root attributes of a result file: name and text.
    static var conventions: [(name: String, text: String)] { get }

    /// What the model computes in this job. The axes of observables may depend on the job's fixed parameters.
    var observables: [Observable] { get }
    /// Observables that `moriya show` prints as columns, as `name` or `name[label, …]`, with a heading each.
    var table: [TableColumn] { get }
    /// How many points a batch holds at most. What is computed is published batch by batch, and ranks share batches.
    var largestBatch: Int { get }

    /// - Throws: `ParameterError` if the settings of the solver, or fixed parameters, make no job.
    init(_ job: JobHeader) throws(ParameterError)

    /// Reads one point. Cheap enough to be called for each point of a grid; computes nothing.
    ///
    /// - Throws: `ParameterError` if the model cannot take the values.
    func point(_ parameters: ParameterSet) throws(ParameterError) -> Point

    /// The parameters whose values one solve covers together: points that differ in nothing else form a batch. Depends
    /// on the point because a solver may cover them only in some systems.
    func parametersSharedByOneSolve(_ point: Point) -> [Parameter]

    /// What a batch costs when `ranks` ranks work on it, estimated without computing anything.
    func cost(of batch: [Point], ranks: Int) -> BatchCost

    /// Evaluates a batch; collective over the ranks of `team`. Rank 0 of the team returns the results in the order of
    /// `batch`; what the other ranks return is ignored. The result of a point depends on nothing but the batch, which is
    /// always whole: not on the team, nor on what was computed before.
    ///
    /// - Parameter progress: to be told on rank 0 what a long evaluation works on.
    /// - Throws: only errors of the machine (`MachineFailure`, a broken communicator): the points stay without a result, to
    ///   be computed another time. Trouble with a point is its `PointResult.failed`.
    func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult]

    /// Tries the solver that would evaluate `point` on something small, before hours are spent on it; collective, with the
    /// same answer on all ranks.
    ///
    /// - Returns: nil if there is nothing to try.
    /// - Throws: only errors of the machine.
    func selfTest(at point: Point, on team: borrowing Team) throws -> SelfTest?
}

extension Model {
    public var largestBatch: Int { 64 }
    public func parametersSharedByOneSolve(_ point: Point) -> [Parameter] { [] }
    public func selfTest(at point: Point, on team: borrowing Team) throws -> SelfTest? { nil }
}

/// A model whose points have nothing in common and take one rank each: closed forms, small quadratures.
public protocol PointwiseModel: Model {
    /// What a point costs, roughly, in floating-point operations.
    var operationsPerPoint: Double { get }

    func evaluate(_ point: Point) -> PointResult
}

extension PointwiseModel {
    public var operationsPerPoint: Double { 1e5 }

    public func cost(of batch: [Point], ranks: Int) -> BatchCost {
        BatchCost(
            operations: operationsPerPoint * Double(batch.count), bytesPerRank: 1e5, solver: Self.solvers.first?.name ?? "auto",
            ranks: .one)
    }

    public func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) -> [PointResult] {
        team.rank == 0 ? batch.map(evaluate) : []
    }
}

/// What a model is told of its job before any point.
public struct JobHeader: Sendable {
    /// The parameters that no axis sets, defaults filled in, input files among them.
    public let fixed: ParameterSet
    /// The keys of the parameters that axes set.
    public let axisKeys: Set<String>
    public let solver: SolverChoice

    public init(fixed: ParameterSet, axisKeys: Set<String>, solver: SolverChoice) {
        self.fixed = fixed
        self.axisKeys = axisKeys
        self.solver = solver
    }
}

/// How far the evaluation of a batch is.
public struct BatchProgress: Sendable {
    /// What begins.
    public let phase: String
    /// How much of the work is done, from 0 to 1.
    public let fraction: Double

    public init(phase: String, fraction: Double) {
        self.phase = phase
        self.fraction = fraction
    }
}

/// What a model found when it tried its solver.
public struct SelfTest: Sendable {
    public let passed: Bool
    /// What was tried, and what came out, for the log.
    public let finding: String

    public init(passed: Bool, finding: String) {
        self.passed = passed
        self.finding = finding
    }
}

/// The machine failed, not a point: too little memory, a library that gave up. Thrown on all ranks of a team alike.
public struct MachineFailure: Error, Sendable, CustomStringConvertible {
    /// In one sentence.
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// What `plan` prints and the schedule balances.
public struct BatchCost: Sendable {
    /// How many ranks can take part in the work on one batch.
    public enum Ranks: Sendable, Equatable {
        case one
        /// As many as there are, to a limit; with a communicator even if it is one.
        case upTo(Int)

        /// How many of `available` ranks work together.
        func team(of available: Int) -> Int {
            switch self {
            case .one: 1
            case .upTo(let limit): max(1, min(limit, available))
            }
        }
    }

    /// Floating-point operations, over all ranks of the team.
    public let operations: Double
    /// Memory of the rank that needs most, in bytes.
    public let bytesPerRank: Double
    /// The solver that will be used.
    public let solver: String
    public let ranks: Ranks
    /// What would make it cheaper, in one sentence, for `plan`; nil if nothing is known.
    public let advice: String?

    public init(operations: Double, bytesPerRank: Double, solver: String, ranks: Ranks, advice: String? = nil) {
        self.operations = operations
        self.bytesPerRank = bytesPerRank
        self.solver = solver
        self.ranks = ranks
        self.advice = advice
    }
}

public struct TableColumn: Sendable {
    public let heading: String
    public let observable: String
    /// A label for each of the observable's dimensions.
    public let labels: [String]

    public init(_ heading: String, _ observable: Observable.Name, _ labels: [String] = []) {
        self.heading = heading
        self.observable = observable.description
        self.labels = labels
    }
}
