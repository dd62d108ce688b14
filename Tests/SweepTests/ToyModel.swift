import MPI
import Sweep
import Synchronization

/// A model whose sharing is written in the job: `shared` lists the parameters, `alone` is a value of `a` at which a solve
/// covers one point only.
struct ToyModel: Model {
    static let name = "toy"
    static let title = "toy"
    static let parameters =
        ["a", "b", "c", "d", "e"].map { Parameter($0, .integer, .defaultsTo(.integer(0)), unit: "1", $0) } + [
            Parameter("shared", .text, .defaultsTo(.text("")), unit: "1", "shared parameters"),
            Parameter("alone", .integer, .defaultsTo(.integer(-1)), unit: "1", "value of a"),
        ]
    static let solvers: [SolverDescription] = []
    static let observables: [Observable] = []
    static let conventions: [(name: String, text: String)] = []
    static let table: [TableColumn] = []
    /// How often any instance was asked what it shares.
    static let questions = Mutex(0)

    init(solver: SolverChoice) {}

    func check(_ point: ParameterSet) throws(ParameterError) {}

    func parametersSharedByOneSolve(_ point: ParameterSet) -> Set<String> {
        Self.questions.withLock { $0 += 1 }
        if point.integer("a") == point.integer("alone") { return [] }
        return Set(point.text("shared").split(separator: " ").map(String.init))
    }

    func cost(of batch: [ParameterSet], ranks: Int) -> BatchCost {
        BatchCost(operations: 1, bytesPerRank: 1, solver: "toy", usesGroup: false)
    }

    func evaluate(
        _ batch: [ParameterSet], on group: borrowing Communicator, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] { [] }
}

func toyJob(_ axes: [Axis], shared: String = "", alone: Int = -1) -> Job {
    var fixed = ParameterSet(["shared": .text(shared), "alone": .integer(alone)])
    let onAxes = axes.flatMap(\.members).map(\.key)
    for key in ["a", "b", "c", "d", "e"] where !onAxes.contains(key) { fixed[key] = .integer(0) }
    let source = JobSource(jobPath: "x", jobText: "", systemPath: nil, systemText: nil)
    let solver = SolverChoice(name: nil, settings: ParameterSet())
    return Job(model: ToyModel.self, fixed: fixed, grid: Grid(axes: axes), solver: solver, source: source)
}

/// An axis over some parameters with values 0, 1, ….
func toyAxis(_ keys: String..., count: Int) -> Axis {
    Axis(members: keys.map { Axis.Member(key: $0, values: (0..<count).map { .integer($0) }) })
}
