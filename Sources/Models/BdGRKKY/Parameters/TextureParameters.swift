import BogoliubovDeGennes
import Numerics
import Sweep

/// The mapping `textures` of a job: named directions of all spins.
enum TextureParameters {
    private static let spins = Parameter(
        "spins", .directions, .optional, unit: "1", "a direction for each impurity; of any length but zero")
    private static let pattern = Parameter(
        "pattern", .choice(["ferromagnet", "antiferromagnet"]), .optional, unit: "1",
        "all spins along +z, or along +z and -z on the two kinds of sites of a chequerboard")
    private static let wave = Parameter(
        "spiral.q", .reals(count: 2), .optional, unit: "1/a", "wave vector of a spiral, Cartesian")
    private static let plane = Parameter(
        "spiral.plane", .choice(planes.map(\.name)), .optional, unit: "1",
        "plane of a spiral, xz if not given: it turns from z to x, from z to y, or from x to y")

    static let textures = Parameter(
        "textures", .named([spins, pattern, wave, plane]), .optional, unit: "1",
        "spin configurations whose energies are wanted", shapesResults: true, standsInJob: true)

    /// From the axis at the origin to the one it turns to.
    private static let planes: [(name: String, from: Int, to: Int)] = [("xz", 2, 0), ("yz", 2, 1), ("xy", 0, 1)]

    static func names(in fixed: ParameterSet) -> [String] { fixed.has(textures) ? fixed.records(textures).map(\.name) : [] }

    /// A unit vector for each impurity, for each texture.
    static func configurations(
        at point: ParameterSet, of impurities: [Impurity], in lattice: Lattice
    ) throws(ParameterError) -> [[[Double]]] {
        guard point.has(textures) else { return [] }
        var configurations: [[[Double]]] = []
        for record in point.records(textures) {
            func wrong(_ problem: String, _ allowed: String) -> ParameterError {
                ParameterError(textures, problem: "\"\(record.name)\" \(problem)", allowed: allowed)
            }
            let given = [spins, pattern, wave].filter { record.has($0) }
            guard given.count == 1 else {
                throw wrong(
                    given.isEmpty ? "says nothing" : "has both \(given[0].key) and \(given[1].key)",
                    "one of spins, pattern and spiral.q")
            }
            if record.has(spins) {
                let directions = record.vectors(spins)
                guard directions.count == impurities.count else {
                    throw wrong("has \(directions.count) directions", "one for each of the \(impurities.count) impurities")
                }
                var units: [[Double]] = []
                for (index, direction) in directions.enumerated() {
                    guard let unit = direction.normalized else {
                        throw wrong("has \(direction) for impurity \(index + 1)", "vectors with a direction")
                    }
                    units.append(unit)
                }
                configurations.append(units)
            } else if record.has(pattern) {
                let alternates = record.text(pattern) == "antiferromagnet"
                configurations.append(
                    impurities.map { impurity in
                        let steps = impurity.site.x - impurities[0].site.x + impurity.site.y - impurities[0].site.y
                        return [0, 0, alternates && steps % 2 != 0 ? -1 : 1]
                    })
            } else {
                let (q, plane) = (record.reals(wave), record.has(plane) ? record.text(plane) : planes[0].name)
                guard let axes = planes.first(where: { $0.name == plane }) else {
                    throw wrong("lies in \(plane)", "xz, yz or xy")
                }
                configurations.append(
                    impurities.map { impurity in
                        let way = Lattice.Step(
                            impurity.site.x - impurities[0].site.x, impurity.site.y - impurities[0].site.y)
                        let r = lattice.displacement(of: way)
                        let angle = q[0] * r.x + q[1] * r.y
                        var direction = [0.0, 0, 0]
                        direction[axes.from] = .cos(angle)
                        direction[axes.to] = .sin(angle)
                        return direction
                    })
            }
        }
        return configurations
    }
}

extension [Double] {
    /// Of length one; nil for a vector without a direction.
    fileprivate var normalized: [Double]? {
        let largest = reduce(0) { Swift.max($0, abs($1)) }
        guard largest > 0 else { return nil }
        let scaled = map { $0 / largest }
        let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return scaled.map { $0 / length }
    }
}
