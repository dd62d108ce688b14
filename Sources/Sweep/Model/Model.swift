import MPI

/// What a sweep runs over: a type that names its parameters and its observables, and evaluates points.
///
/// A model reads no file, writes none, and does not know which rank it runs on. An instance belongs to one job: it holds
/// the choice of solver and may be asked from several groups of ranks, each with its own instance.
public protocol Model: Sendable {
    /// The word behind `model:` in a job file.
    static var name: String { get }
    /// One line for `--help` and the title of the result file.
    static var title: String { get }
    static var parameters: [Parameter] { get }
    /// The words allowed behind `solver:`, besides `auto`, with the settings each takes.
    static var solvers: [SolverDescription] { get }
    /// In the order of `PointResult.done`.
    static var observables: [Observable] { get }
    /// Conventions written into the root attributes of a result file: name and text.
    static var conventions: [(name: String, text: String)] { get }
    /// Observables that `moriya show` prints as columns, as `name` or `name[label, …]`, with a heading each.
    static var table: [TableColumn] { get }

    init(solver: SolverChoice)

    /// Checks one point without computing anything; cheap enough to be called for each point of a grid.
    func check(_ point: ParameterSet) throws(ParameterError)

    /// The parameters whose values one solve covers together: points that differ in nothing else form a batch. Depends
    /// on the point because a solver may cover them only in some systems.
    func parametersSharedByOneSolve(_ point: ParameterSet) -> Set<String>

    /// What a batch costs when `ranks` ranks work on it, estimated without computing anything.
    func cost(of batch: [ParameterSet], ranks: Int) -> BatchCost

    /// Evaluates a batch; collective over the ranks of `group`. Rank 0 of the group returns the results in the order of
    /// `batch`; what the other ranks return is ignored. The result of a point depends on nothing but the batch, which is
    /// always whole: not on the group, nor on what was computed before.
    ///
    /// - Parameter progress: to be told on rank 0 what a long evaluation works on.
    /// - Throws: only errors of the machine (a broken communicator); trouble with a point is its `PointResult.failed`.
    func evaluate(
        _ batch: [ParameterSet], on group: borrowing Communicator, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult]

    /// Tries the solver that would evaluate `point` on something small, before hours are spent on it; collective, with the
    /// same answer on all ranks.
    ///
    /// - Returns: nil if there is nothing to try.
    /// - Throws: only errors of the machine.
    func selfTest(at point: ParameterSet, on group: borrowing Communicator) throws -> SelfTest?
}

extension Model {
    public func selfTest(at point: ParameterSet, on group: borrowing Communicator) throws -> SelfTest? { nil }
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

public struct SolverDescription: Sendable {
    public let name: String
    public let settings: [Parameter]
    public let summary: String

    public init(_ name: String, settings: [Parameter], _ summary: String) {
        self.name = name
        self.settings = settings
        self.summary = summary
    }
}

extension SolverDescription {
    /// The choice of this solver with no setting given.
    public var withDefaults: SolverChoice {
        var defaults = ParameterSet()
        for setting in settings {
            if case .defaultsTo(let value) = setting.presence { defaults[setting.key] = value }
        }
        return SolverChoice(name: name, settings: defaults)
    }
}

/// `solver:` of a job: `auto`, or a solver with settings (defaults filled in).
public struct SolverChoice: Sendable, Equatable {
    /// Nil means auto: the model picks for each point.
    public let name: String?
    public let settings: ParameterSet

    public init(name: String?, settings: ParameterSet) {
        self.name = name
        self.settings = settings
    }
}

/// What `plan` prints and the schedule balances.
public struct BatchCost: Sendable {
    /// Floating-point operations, over all ranks of the group.
    public let operations: Double
    /// Memory of the rank that needs most, in bytes.
    public let bytesPerRank: Double
    /// The solver that will be used.
    public let solver: String
    /// Whether more than one rank of a group takes part in the work.
    public let usesGroup: Bool

    public init(operations: Double, bytesPerRank: Double, solver: String, usesGroup: Bool = false) {
        self.operations = operations
        self.bytesPerRank = bytesPerRank
        self.solver = solver
        self.usesGroup = usesGroup
    }
}

public struct TableColumn: Sendable {
    public let heading: String
    public let observable: String
    /// A label for each of the observable's dimensions.
    public let labels: [String]

    public init(_ heading: String, _ observable: String, _ labels: [String] = []) {
        self.heading = heading
        self.observable = observable
        self.labels = labels
    }
}
