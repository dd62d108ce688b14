import Sweep

extension Observable.Name {
    static let inGapEnergy = Self("in_gap_energy")
    static let inGapWeight = Self("in_gap_weight")
    static let inGapCount = Self("in_gap_count")
    static let inGapHostEnergy = Self("in_gap_host_energy")
    static let parity = Self("parity")
    static let density = Self("ldos")
    static let densityPosition = Self("ldos_position")
    static let groundStateEnergy = Self("ground_state_energy")
    static let groundStateSpin = Self("ground_state_spin")
    static let cantingAngle = Self("canting_angle")
    static let groundStateDegeneracy = Self("ground_state_degeneracy")
    static let groundStateAxis = Self("ground_state_axis")
    static let groundStateMinima = Self("ground_state_minima")
    static let bilinearDistance = Self("ground_state_bilinear_distance")
}

/// The observables of `in_gap`, `ldos` and `ground_state`.
struct MicroscopeObservables: Sendable {
    private let textures: [String]
    private let impurities: Int
    let levels: Int?
    let axes: DensityAxes?
    private let listedSites: Int
    private let hasGroundState: Bool

    init(_ fixed: ParameterSet) {
        textures = TextureParameters.names(in: fixed)
        let count = fixed.has(ImpurityParameters.list) ? fixed.records(ImpurityParameters.list).count : 2
        impurities = count
        levels = ObservableParameters.settings("in_gap", in: fixed).map { max(1, min(256, $0.integer(InGapParameters.levels))) }
        let density = ObservableParameters.settings("ldos", in: fixed)
        axes = density.map(DensityParameters.axes)
        listedSites = density.map { Self.listedSites($0, fixed, impurities: count) } ?? 0
        hasGroundState = ObservableParameters.asksFor("ground_state", in: fixed)
    }

    /// How many sites a list has.
    private static func listedSites(_ density: ParameterSet, _ fixed: ParameterSet, impurities: Int) -> Int {
        switch density.text(DensityParameters.sites) {
        case "points": return density.has(DensityParameters.points) ? density.vectors(DensityParameters.points).count : 1
        case "line":
            guard density.has(DensityParameters.window) else { return fixed.integers(LatticeParameters.size)[0] }
            let bounds = density.integers(DensityParameters.window)
            return max(1, bounds[1] - bounds[0] + 1)
        default: return impurities
        }
    }

    var all: [Observable] { inGap + density + groundState }

    private var texture: Observable.Dimension { Observable.Dimension("texture", labels: textures, "spin configuration") }

    private var inGap: [Observable] {
        guard let levels else { return [] }
        let level = Observable.Dimension("level", .list(capacity: levels), "level, ascending")
        return [
            Observable(
                .inGapEnergy, [texture, level], unit: "t",
                "energies E >= 0 of the levels in the window, each as often as it occurs; with each there is one at -E"),
            Observable(
                .inGapWeight, [texture, level], unit: "1",
                "part of the level that lies on the impurities' sites: states at a far edge of the host have none"),
            Observable(
                .inGapCount, [texture], unit: "1", "number of levels 0 <= E < window, counted by inertia"),
            Observable(
                .inGapHostEnergy, [Observable.Dimension("level_host", .list(capacity: levels), "level of the host, ascending")],
                unit: "t", "as in_gap_energy, of the lattice without impurities"),
            Observable(
                .parity, [texture], unit: "1",
                "fermion parity of the ground state relative to that of the host; 0 where a level is at zero"),
        ]
    }

    private var density: [Observable] {
        guard let axes else { return [] }
        let energy = Observable.Dimension("energy", .coordinates(axes.energies, unit: "t"), "energy")
        let spin = Observable.Dimension("spin", labels: ["up", "down"], "spin along and against tip_axis")
        func positions(_ range: ClosedRange<Int>) -> Observable.Dimension.Index {
            .coordinates(range.map(Double.init), unit: "a")
        }
        let name = "electrons' local density of states, or its change by the impurities; that at -E is the holes'"
        if let window = axes.window {
            return [
                Observable(
                    .density,
                    [
                        texture, energy, Observable.Dimension("x", positions(window.x), "x relative to impurity 1"),
                        Observable.Dimension("y", positions(window.y), "y relative to impurity 1"), spin,
                    ], unit: "1/t", name)
            ]
        }
        let site = Observable.Dimension("site", .positions(listedSites), "site, see ldos_position")
        return [
            Observable(.density, [texture, energy, site, spin], unit: "1/t", name),
            Observable(
                .densityPosition, [site, Observable.Dimension("axis", labels: ["x", "y"], "lattice vector")], unit: "a",
                "sites of ldos relative to impurity 1"),
        ]
    }

    private var groundState: [Observable] {
        guard hasGroundState else { return [] }
        let component = Observable.Dimension("component", labels: ["x", "y", "z"], "component")
        let impurity = Observable.Dimension(
            "impurity", labels: (1...max(1, impurities)).map(String.init), "number of the impurity")
        return [
            Observable(
                .groundStateEnergy, unit: "t", "lowest free energy over all directions of the spins, minus that of the host"),
            Observable(
                .groundStateSpin, [impurity, component], unit: "1",
                "directions of the spins in the ground state; one of those that common rotations make of each other"),
            Observable(
                .cantingAngle, unit: "degree", "largest angle between two spins of the ground state: 0 for a ferromagnet"),
            Observable(
                .groundStateDegeneracy, unit: "1",
                "number of directions in which common rotations of the spins move the ground state: 0, 1 about ground_state_axis, 2 or 3"
            ),
            Observable(
                .groundStateAxis, [component], unit: "1",
                "axis about which all spins can turn together; NaN if there is none or any"),
            Observable(.groundStateMinima, unit: "1", "number of different local minima found"),
            Observable(
                .bilinearDistance, unit: "degree",
                "largest angle by which a spin of the ground state differs from the minimum of moments and exchange tensors fitted to each pair"
            ),
        ]
    }

    var table: [TableColumn] {
        (hasGroundState ? [TableColumn("E_0", .groundStateEnergy), TableColumn("canting", .cantingAngle)] : [])
            + (levels == nil ? [] : textures.prefix(3).map { TableColumn("levels \($0)", .inGapCount, [$0]) })
    }
}
