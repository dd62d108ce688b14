import BogoliubovDeGennes
import MatsubaraSums
import Numerics

/// The sums over Matsubara frequencies of ln|det(1 - G0 V)| for every pair and configuration, and of ln|det(iω - Ĥ0)|, with
/// bounds on the errors of the terms. All energies in one unit.
final class FrequencySum<Size: BlockSize> {
    private let chains: ChainModes<Size>
    private let spins: [NambuMatrix]
    private let pairs: [ImpurityPair]
    private let arena = LaneArena()
    private let green: HostGreenFunction<Size>
    private let determinants: ImpurityDeterminants
    /// Made where it is needed first: most systems never do.
    private lazy var stable = StableGreenFunction(chains, spins: spins)

    /// For each pair: -Σ w ln|det(1 - G0 V)| in the order of `spinConfigurations`.
    private(set) var relative: [[Double]]
    /// For each pair, a bound on the rounding error of each of these numbers.
    private(set) var errors: [Double]
    /// -Σ w (ln|det(iω - Ĥ0)| - n ln ω).
    private(set) var host = 0.0
    private(set) var hostError = 0.0

    /// - Parameters:
    ///   - spins: Ŝ of the six directions, in the basis of the chains.
    ///   - pairs: those of `chains`, in its unit; none where only the host is wanted.
    init(_ chains: ChainModes<Size>, spins: [NambuMatrix], pairs: [ImpurityPair]) {
        self.chains = chains
        self.spins = spins
        self.pairs = pairs
        green = HostGreenFunction(chains, arena: arena)
        determinants = ImpurityDeterminants(spins: spins, arena: arena)
        relative = pairs.map { _ in [Double](repeating: 0, count: spinConfigurations.count) }
        errors = pairs.map { _ in 0 }
    }

    /// - Parameters:
    ///   - allowed: the rounding error that a pair's numbers may have before stable eliminations are taken.
    ///   - hostAllowed: the same for the host; nil where its determinant is not wanted.
    func run(_ sampling: MatsubaraSampling, allowed: Double, hostAllowed: Double?) {
        let grids = FrequencyLanes.all(of: sampling)
        // Shared evenly among frequencies and modes.
        let terms = Double(grids.count * laneCount * max(1, chains.modes.count))
        let eachMode = hostAllowed.map { $0 / terms } ?? .infinity
        // What cannot be avoided in each group of frequencies, and from it on.
        let strongest = pairs.reduce(0) { max($0, $1.strength) }
        let unavoidable = grids.map { grid in
            (grid.magnitudes * StableGreenFunction<Size>.error(grid, chains, strength: strongest)).sum()
        }
        var rest = unavoidable.reduce(0, +)
        for (grid, least) in zip(grids, unavoidable) {
            let determinant = green.solve(grid, allowed: eachMode / grid.magnitudes) { self.stable.determinant($0, $1) }
            host -= (grid.weights * determinant.logarithm).sum()
            hostError += (grid.magnitudes * determinant.error).sum()
            // Half of what is left may go into this group.
            for pair in pairs.indices { add(pair, grid, allowed: (allowed - errors[pair] - rest) / 2, least: least) }
            rest -= least
        }
        let rounding = Double(grids.count) * .ulpOfOne
        hostError += rounding * abs(host)
        for pair in pairs.indices { errors[pair] += rounding * (relative[pair].map(abs).max() ?? 0) }
    }

    /// - Parameters:
    ///   - allowed: the error up to which the fast elimination is good enough.
    ///   - least: about the error of the stable one, below which there is no better.
    private func add(_ pair: Int, _ grid: FrequencyLanes, allowed: Double, least: Double) {
        let fast = determinants.logarithms(pairs[pair], frequencies: grid.frequencies, green.nambuBlocks(pair: pair))
        var (values, error) = fast
        // Not a number is not less than anything.
        let isNumber = values.reduce(Lanes.zero, +).sum().isFinite
        if !(isNumber && (grid.magnitudes * error).sum() <= max(allowed, least)) {
            let better = stable.logarithms(pair: pair, pairs[pair], grid)
            let isBetter = .!(error .<= better.error)
            for index in values.indices {
                values[index].replace(with: better.values[index], where: isBetter .| (values[index] .!= values[index]))
            }
            error.replace(with: better.error, where: isBetter)
        }
        for (configuration, logarithm) in values.enumerated() {
            relative[pair][configuration] -= (grid.weights * logarithm).sum()
        }
        errors[pair] += (grid.magnitudes * error).sum()
    }
}
