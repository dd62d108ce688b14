import Sweep
import Synchronization

/// A model with the parameters of `bdg-rkky` and no physics.
struct DummyModel: PointwiseModel {
    static let name = "bdg-rkky"
    static let title = "dummy"
    static let parameters: [Parameter] = [
        Parameter(
            "lattice.size", .integers(count: 2), .required, unit: "1", "sites along x and y", shapesResults: true),
        Parameter(
            "lattice.boundary", .choices(count: 2, ["open", "periodic"]), .defaultsTo(.texts(["open", "open"])),
            unit: "1", "boundary along x and y"),
        Parameter("hopping", .real, .defaultsTo(.integer(1)), unit: "t", "hopping"),
        Parameter("mu", .real, .required, unit: "t", "chemical potential"),
        Parameter("exchange", .real, .defaultsTo(.real(3)), unit: "t", "exchange"),
        Parameter("temperature", .real, .required, unit: "t", "temperature"),
        Parameter("gap_s", .real, .defaultsTo(.real(0.1)), unit: "t", "s-wave gap"),
        Parameter("gap_p", .real, .defaultsTo(.real(0.1)), unit: "t", "p-wave gap"),
        Parameter("d_vector", .text, .defaultsTo(.text("e_z * p_x")), unit: "1", "d vector"),
        Parameter("p_phase", .choice(["i", "1"]), .defaultsTo(.text("i")), unit: "1", "relative phase"),
        Parameter("nu", .integer, .defaultsTo(.integer(0)), unit: "1", "angular index"),
        Parameter("delta", .integer, .defaultsTo(.integer(1)), unit: "1", "separation"),
        Parameter(
            "displacement", .integers(count: 2), .optional, unit: "1", "separation as a vector", excludes: ["delta"]),
    ]
    static let solvers = [
        SolverDescription("low-rank", settings: [], "integral"),
        SolverDescription(
            "scalapack", aliases: ["dense"],
            settings: [
                Parameter("block", .integer, .defaultsTo(.integer(64)), unit: "1", "block size"),
                Parameter("grid.rows", .integer, .optional, unit: "1", "rows of ranks"),
                Parameter("tolerance", .real, .defaultsTo(.real(1e-9)), unit: "1", "tolerance"),
            ], "dense"),
    ]
    static let conventions: [(name: String, text: String)] = []
    /// By all instances together.
    static let pointsRead = Mutex(0)

    let observables: [Observable] = []
    let table: [TableColumn] = []

    init(_ job: JobHeader) {}

    func point(_ parameters: ParameterSet) throws(ParameterError) -> ParameterSet {
        Self.pointsRead.withLock { $0 += 1 }
        let size = parameters.integers(Self.parameter("lattice.size"))[0]
        if case .integer(let delta) = parameters["delta"], delta.magnitude > size / 2 {
            throw ParameterError(
                Self.parameter("delta"), problem: "impurity 2 lies outside the lattice of \(size) sites",
                allowed: "a delta from -\(size / 2) to \(size / 2)")
        }
        if case .integers(let site) = parameters["displacement"], site[0].magnitude + site[1].magnitude > size {
            throw ParameterError(
                Self.parameter("displacement"), problem: "impurity 2 lies outside the lattice", allowed: "a shorter one")
        }
        let temperature = Self.parameter("temperature")
        if parameters.real(temperature) <= 0 {
            throw ParameterError(temperature, problem: "is not positive", allowed: "a number above 0")
        }
        return parameters
    }

    func parametersSharedByOneSolve(_ point: ParameterSet) -> [Parameter] { [Self.parameter("delta")] }

    func evaluate(_ point: ParameterSet) -> PointResult { .failed("a dummy computes nothing") }
}

/// The least that a job needs, as its first line.
let leastSystem = "system: { lattice: { size: [101, 101] }, mu: -3, temperature: 0.001 }\n"

func readJob(_ text: String, path: String = "jobs/x.yaml") throws -> Job {
    try Job(reading: text, path: path, models: [DummyModel.self])
}
