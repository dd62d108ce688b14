import Sweep

/// A model as CONTRIBUTING describes it, which uses all that the seam carries: the density of states of levels that stand in
/// an input file, on an axis of energies, summed by a team of ranks; a list of the levels in a window; and failures on
/// request.
struct LevelsModel: Model {
    struct Point: Sendable {
        let shift: Double
        let broadening: Double
        let fault: String
    }

    private static let levels = Parameter("levels", .file("a list of energies, one a line"), .required, unit: "t", "levels")
    private static let energies = Parameter(
        "energies", .range, .required, unit: "t", "energies of the density of states", shapesResults: true)
    private static let shift = Parameter("shift", .real, .defaultsTo(.real(0)), unit: "t", "shift of all levels")
    private static let broadening = Parameter("broadening", .real, .defaultsTo(.real(0.1)), unit: "t", "half width of a level")
    private static let fault = Parameter(
        "fault", .choice(["none", "numbers", "memory"]), .defaultsTo(.text("none")), unit: "1", "what goes wrong")
    private static let threshold = Parameter("threshold", .real, .defaultsTo(.real(1e-9)), unit: "t", "rounding")

    static let name = "levels"
    static let title = "Density of states of a list of levels"
    static let parameters = [levels, energies, shift, broadening, fault]
    static let solvers = [SolverDescription("sum", aliases: ["adding-up"], settings: [threshold], "term by term")]
    static let conventions = [(name: "broadening_convention", text: "Lorentzian of this half width at half maximum")]

    let observables: [Observable]
    let table: [TableColumn]
    private let energies: [Double]
    private let levels: [Double]

    init(_ job: JobHeader) throws(ParameterError) {
        energies = job.fixed.reals(Self.energies)
        let file = job.fixed.file(Self.levels)
        var levels: [Double] = []
        for (number, line) in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            guard let level = Double(line) else {
                throw ParameterError(
                    Self.levels, problem: "line \(number + 1) of \(file.name) is not a number", allowed: "one number a line")
            }
            levels.append(level)
        }
        self.levels = levels
        observables = [
            Observable(
                .density, [.init("energy", .coordinates(energies, unit: "t"), "energy")], unit: "1/t", "density of states"),
            Observable(.inside, [.init("level", .list(capacity: 8), "number of the level")], unit: "t", "levels in [0, 1]"),
        ]
        table = [TableColumn("levels", .inside, ["0"])]
    }

    func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        let broadening = parameters.real(Self.broadening)
        guard broadening > 0 else {
            throw ParameterError(Self.broadening, problem: "found \(broadening)", allowed: "above 0")
        }
        return Point(
            shift: parameters.real(Self.shift), broadening: broadening, fault: parameters.text(Self.fault))
    }

    func cost(of batch: [Point], ranks: Int) -> BatchCost {
        BatchCost(
            operations: Double(batch.count * levels.count * energies.count), bytesPerRank: 1e5, solver: "sum", ranks: .upTo(8))
    }

    func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] {
        var results: [PointResult] = []
        for point in batch {
            if point.fault == "memory" { throw MachineFailure("no memory is left") }
            let density = try team.sum(over: levels.indices, chunk: 7, width: energies.count) { range, sum in
                for level in range {
                    for (index, energy) in energies.enumerated() {
                        let distance = energy - levels[level] - point.shift
                        sum[index] += point.broadening / (.pi * (distance * distance + point.broadening * point.broadening))
                    }
                }
            }
            var values = PointValues(solver: "sum")
            values[.density] = Estimate(density, error: 1e-12)
            let inside = levels.map { $0 + point.shift }.filter { (0...1).contains($0) }.sorted()
            values[.inside] = Estimate(lists: [Array(inside.prefix(8))], capacity: 8)
            results.append(point.fault == "numbers" ? .failed("the numbers went wrong") : .done(values))
        }
        return results
    }
}

extension Observable.Name {
    fileprivate static let density = Self("density_of_states")
    fileprivate static let inside = Self("level_inside")
}
