import Sweep
import Synchronization

/// A model whose sharing is written in the job: `shared` lists the parameters, `alone` is a value of `a` at which a solve
/// covers one point only.
struct ToyModel: PointwiseModel {
    static let name = "toy"
    static let title = "toy"
    static let parameters =
        ["a", "b", "c", "d", "e"].map { Parameter($0, .integer, .defaultsTo(.integer(0)), unit: "1", $0) } + [
            Parameter("shared", .text, .defaultsTo(.text("")), unit: "1", "shared parameters"),
            Parameter("alone", .integer, .defaultsTo(.integer(-1)), unit: "1", "value of a"),
        ]
    static let solvers: [SolverDescription] = []
    static let conventions: [(name: String, text: String)] = []
    /// How often any instance was asked what it shares.
    static let questions = Mutex(0)

    let observables: [Observable] = []
    let table: [TableColumn] = []
    let largestBatch = 1000

    init(_ job: JobHeader) {}

    func point(_ parameters: ParameterSet) -> ParameterSet { parameters }

    func parametersSharedByOneSolve(_ point: ParameterSet) -> [Parameter] {
        Self.questions.withLock { $0 += 1 }
        if point["a"] == point["alone"] { return [] }
        guard case .text(let keys) = point["shared"] else { return [] }
        return keys.split(separator: " ").map { Self.parameter(String($0)) }
    }

    func evaluate(_ point: ParameterSet) -> PointResult { .failed("a toy computes nothing") }
}

extension Model {
    /// The parameter of this key.
    static func parameter(_ key: String) -> Parameter {
        guard let parameter = parameters.first(where: { $0.key == key }) else {
            preconditionFailure("model \(name) has no parameter \(key)")
        }
        return parameter
    }
}

func toyJob(_ axes: [Axis], shared: String = "", alone: Int = -1) throws -> Job {
    var fixed = ParameterSet(["shared": .text(shared), "alone": .integer(alone)])
    let onAxes = axes.flatMap(\.members).map(\.key)
    for key in ["a", "b", "c", "d", "e"] where !onAxes.contains(key) { fixed[key] = .integer(0) }
    let source = JobSource(jobPath: "x", jobText: "", systemPath: nil, systemText: nil)
    return try Job(model: ToyModel.self, fixed: fixed, grid: Grid(axes: axes), solver: .auto, source: source)
}

/// An axis over some parameters with values 0, 1, ….
func toyAxis(_ keys: String..., count: Int) -> Axis {
    Axis(members: keys.map { Axis.Member(key: $0, values: (0..<count).map { .integer($0) }) })
}
