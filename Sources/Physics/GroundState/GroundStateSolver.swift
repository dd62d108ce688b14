import BogoliubovDeGennes
import ImpurityClusters
import LAPACK
import RandomNumbers

/// The ground state of classical impurity spins: the minimum of the exact free energy over all their directions, from several
/// starts, with analytic gradients.
public struct GroundStateSolver {
    private let impurities: [Impurity]
    private let green: SampledGreenFunction
    private let surface: EnergySurface

    /// - Parameter green: between the impurities' sites, in their order.
    public init(_ impurities: [Impurity], _ green: SampledGreenFunction) {
        precondition(!impurities.isEmpty)
        self.impurities = impurities
        self.green = green
        surface = EnergySurface(impurities, green)
    }

    /// - Parameters:
    ///   - starts: where to look besides random directions, such as the minimum of a fitted form.
    ///   - randomStarts: how many of those; nil for a number that grows with that of the impurities.
    /// - Throws: `LAPACKError`.
    public func groundState(starts: [[[Double]]] = [], randomStarts: Int? = nil) throws(LAPACKError) -> SpinGroundState? {
        let rotations = try CommonRotations(of: green)
        var random = SplitMix64(seed: 7)
        let count = impurities.count
        var all = starts
        // Parallel and alternating along each axis, then anything.
        for direction in SpinDirection.allCases.prefix(3) {
            all.append(impurities.map { _ in direction.vector })
            all.append(impurities.indices.map { index in direction.vector.map { index % 2 == 0 ? $0 : -$0 } })
        }
        for _ in 0..<(randomStarts ?? 6 + 4 * count) { all.append(impurities.map { _ in randomUnitVector(using: &random) }) }

        let scale = try energyScale(all)
        let rounding = .ulpOfOne * green.samples.reduce(0) { $0 + abs($1.weight) }
        let minimizer = SphereMinimizer<LAPACKError>(
            function: { spins throws(LAPACKError) in try surface.evaluate(spins) },
            wantedSlope: max(1e-9 * scale, 8 * rounding), rounding: rounding)
        var minima: [(value: Double, spins: [[Double]], slope: Double)] = []
        for start in all {
            // Off the symmetric directions, where the slope vanishes though there is no minimum.
            let nudged = start.map { unit(zip($0, randomUnitVector(using: &random)).map { $0 + 1e-3 * $1 }) }
            guard let found = try minimizer.minimum(from: nudged.flatMap { $0 }) else { continue }
            let spins = (0..<count).map { Array(found.point[3 * $0..<3 * $0 + 3]) }
            let known = minima.firstIndex {
                abs($0.value - found.value) < 1e-6 * scale && rotations.distance($0.spins, spins) < 1e-3
            }
            if let known {
                if found.value < minima[known].value { minima[known] = (found.value, spins, found.slope) }
            } else {
                minima.append((found.value, spins, found.slope))
            }
        }
        minima.sort { $0.value < $1.value }
        guard let lowest = minima.first else { return nil }
        return try state(lowest, minima, rotations, scale)
    }

    private func state(
        _ lowest: (value: Double, spins: [[Double]], slope: Double),
        _ minima: [(value: Double, spins: [[Double]], slope: Double)],
        _ rotations: CommonRotations, _ scale: Double
    ) throws(LAPACKError) -> SpinGroundState {
        var spins = lowest.spins
        let reversed = spins.map { $0.map { -$0 } }
        var equivalents = minima.filter { $0.value - lowest.value < 1e-7 * scale }.map(\.spins)
        if let other = try surface.evaluate(reversed.flatMap { $0 }), abs(other.energy - lowest.value) < 1e-7 * scale {
            equivalents += equivalents.map { $0.map { $0.map { -$0 } } }
            let largest = spins[0].max { abs($0) < abs($1) } ?? 0
            if largest < 0 { spins = reversed }
        }
        spins = rotations.representative(of: spins)
        // The energy once more, with a bound on its error.
        let (energy, error) = try energy(of: spins)
        return SpinGroundState(
            energy: energy * green.unit, errorEstimate: error * green.unit, spins: spins, slope: lowest.slope * green.unit,
            rotations: rotations, degeneracy: rotations.dimension(of: spins), minima: minima.map { $0.value * green.unit },
            equivalents: equivalents)
    }

    private func energy(of spins: [[Double]]) throws(LAPACKError) -> (value: Double, error: Double) {
        let determinants = GroupDeterminants(
            ImpurityGroup(impurities, configurations: [spins]), among: impurities.map(\.site), unit: green.unit)
        var (value, error) = (0.0, Double(impurities.count) * green.truncation)
        for (weight, sample) in green.samples {
            let found = try determinants.logarithms(sample)
            value -= weight * found.values[0]
            error += abs(weight) * found.error
        }
        return (value, error)
    }

    /// How much the energy changes with the directions.
    private func energyScale(_ spins: [[[Double]]]) throws(LAPACKError) -> Double {
        var (lowest, highest) = (Double.infinity, -Double.infinity)
        for state in spins.prefix(12) {
            guard let energy = try surface.evaluate(state.flatMap { $0 })?.energy else { continue }
            lowest = min(lowest, energy)
            highest = max(highest, energy)
        }
        return highest > lowest ? max(highest - lowest, 1e-9) : 1e-9
    }
}
