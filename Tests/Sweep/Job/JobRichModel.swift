import Sweep

/// A model with a parameter of every kind and no physics.
struct RichModel: PointwiseModel {
    static let name = "rich"
    static let title = "rich"
    static let parameters: [Parameter] = [
        Parameter("energies", .range, .defaultsTo(.integers([1, 2])), unit: "t", "energies", shapesResults: true),
        Parameter("window", .range, .optional, unit: "t", "window"),
        Parameter("path", .vectors(length: 2), .optional, unit: "1", "path"),
        Parameter("mu", .real, .defaultsTo(.real(0)), unit: "t", "chemical potential"),
        Parameter("count", .integer, .defaultsTo(.integer(3)), unit: "1", "count", shapesResults: true),
        Parameter("cell", .integers(count: 3), .defaultsTo(.integers([0, 0, 0])), unit: "1", "cell"),
        Parameter("direction", .reals(count: 3), .optional, unit: "1", "direction"),
        Parameter("scope", .names, .defaultsTo(.texts(["all"])), unit: "1", "scope"),
        Parameter("shift.site", .integers(count: 2), .optional, unit: "1", "shift"),
        Parameter("hopping", .file("a Wannier90 _tb.dat file"), .optional, unit: "1", "tight-binding model"),
        Parameter(
            "regions",
            .records([
                Parameter("at.site", .integers(count: 2), .required, unit: "1", "place"),
                Parameter("at.kind", .choice(["a", "b"]), .defaultsTo(.text("a")), unit: "1", "kind"),
                Parameter("strength", .real, .defaultsTo(.integer(1)), unit: "t", "strength"),
                Parameter("name", .text, .optional, unit: "1", "name"),
                Parameter("profile", .range, .optional, unit: "1", "profile"),
                Parameter("data", .file("a table"), .optional, unit: "1", "data"),
            ]), .defaultsTo(.records([])), unit: "1", "regions"),
        Parameter(
            "textures",
            .named([
                Parameter("spins", .directions, .optional, unit: "1", "spins"),
                Parameter("wave.number", .real, .optional, unit: "1", "wave number"),
            ]), .optional, unit: "1", "textures", standsInJob: true),
        Parameter(
            "wanted",
            .selection([
                Parameter.Selectable("energy"),
                Parameter.Selectable("levels", [Parameter("count", .integer, .defaultsTo(.integer(4)), unit: "1", "count")]),
            ]), .optional, unit: "1", "what is wanted", standsInJob: true),
        Parameter("late", .real, .defaultsTo(.real(0)), unit: "t", "added later", isOmittedAtDefault: true),
    ]
    static let solvers: [SolverDescription] = []
    static let conventions: [(name: String, text: String)] = []

    let observables: [Observable] = []
    let table: [TableColumn] = []

    init(_ job: JobHeader) {}

    func point(_ parameters: ParameterSet) -> ParameterSet { parameters }

    func evaluate(_ point: ParameterSet) -> PointResult { .failed("it computes nothing") }
}

func readRichJob(_ text: String, path: String = "jobs/x.yaml") throws -> Job {
    try Job(reading: text, path: path, models: [RichModel.self])
}
