import BogoliubovDeGennes
import ImpurityClusters
import MatsubaraSums
import Numerics

/// Groups of impurities in one host of any kind, prepared for sparse factorisations: one for each frequency of the sum
///
///     F - F[Ĥ0] = -T Σ_{ω_n>0} ln|det(1 - G0(iω_n) V)|,     ω_n = (2n+1)πT
///
/// serves all groups, their spin configurations, exchanges and potentials, and gives F[Ĥ0] by its determinant. In the Majorana
/// basis everything is real: iω - Ĥ0 = i(ω - A).
///
/// Frequencies are independent. Whoever holds a problem adds up the contributions of all of them, in any way that keeps the order
/// of additions, and has the sum read (`results`).
public struct SparseProblem: ~Copyable {
    private let superconductor: Superconductor
    private let groups: [ImpurityGroup]
    private let determinants: [GroupDeterminants]
    private let scale: EnergyScale
    private let sampling: MatsubaraSampling
    private let wanted: Double
    private let truncation: Double
    private var green: SparseGreenFunction

    /// - Parameters:
    ///   - accuracy: the wanted bound on the error of F - F[Ĥ0], relative as in `EnergyScale.accuracyScale`.
    /// - Returns: nil where there is no energy at all but the temperature.
    /// - Throws: `SparseSolverError`.
    public init?(
        _ superconductor: Superconductor, groups: [ImpurityGroup], temperature: Double, accuracy: Double
    ) throws(SparseSolverError) {
        precondition(accuracy > 0)
        let scale: EnergyScale?
        do {
            scale = try EnergyScale(
                superconductor, temperature: temperature, strength: groups.reduce(0) { max($0, $1.strength) })
        } catch {
            throw .energiesOutOfRange
        }
        guard let scale else { return nil }
        var seen = Set<Lattice.Site>()
        let sites = groups.flatMap { $0.impurities.map(\.site) }.filter { seen.insert($0).inserted }
        do {
            self.init(
                superconductor, groups, accuracy, scale, sites,
                try SparseGreenFunction(superconductor, sites: sites, unit: scale.unit))
        } catch {
            throw .factorization(error)
        }
    }

    private init(
        _ superconductor: Superconductor, _ groups: [ImpurityGroup], _ accuracy: Double, _ scale: EnergyScale,
        _ sites: [Lattice.Site], _ green: consuming SparseGreenFunction
    ) {
        self.superconductor = superconductor
        self.groups = groups
        self.scale = scale
        self.green = green
        // Half of the accuracy is for rounding; no better than rounding allows.
        sampling = .cached(
            temperature: scale.temperature.value, energyBound: scale.energyBound,
            accuracy: max(0.5 * accuracy, scale.energyBound * 0x1p-50), multiple: 1)
        wanted = accuracy * scale.accuracyScale
        // Krein's spectral shift is at most two for each spin.
        truncation = 4 * sampling.integratedError + 2 * scale.temperature.error
        determinants = groups.map { GroupDeterminants($0, among: sites, unit: scale.unit) }
    }

    public var frequencyCount: Int { sampling.frequencies.count }
    /// w_j of the frequencies.
    public var weights: [Double] { sampling.weights }
    /// Of the energies of Green functions.
    public var unit: Double { scale.unit }
    /// A bound on what the sum over frequencies leaves out for each impurity, in the unit.
    public var truncationOfEach: Double { truncation }

    /// How many numbers are added up: for each group its energies and their error, for each frequency the host's logarithm
    /// and the measured backward error.
    public var width: Int { groups.reduce(0) { $0 + $1.configurations.count + 1 } + 2 * frequencyCount }

    /// What the factors and the columns take, in bytes.
    public var bytes: Int { green.bytes }

    /// Adds what some frequencies contribute.
    ///
    /// - Throws: `SparseSolverError`.
    public mutating func addContributions(of frequencies: Range<Int>, to sum: inout [Double]) throws(SparseSolverError) {
        for index in frequencies {
            let sample = try sample(index)
            let weight = sampling.weights[index]
            var position = 0
            for group in determinants {
                let found: (values: [Double], error: Double)
                do { found = try group.logarithms(sample.green) } catch { throw .determinant(error) }
                for value in found.values {
                    sum[position] -= weight * value
                    position += 1
                }
                sum[position] += abs(weight) * found.error
                position += 1
            }
            sum[position + 2 * index] = sample.logarithm
            sum[position + 2 * index + 1] = sample.backwardError
        }
    }

    /// The Green function between the sites of all groups, each once and in their order, on some of the frequencies.
    ///
    /// - Throws: `SparseSolverError`.
    public mutating func greenFunction(on frequencies: Range<Int>) throws(SparseSolverError) -> SampledGreenFunction {
        var samples: [(weight: Double, green: SiteGreenFunction)] = []
        for index in frequencies {
            samples.append((sampling.weights[index], try sample(index).green))
        }
        return SampledGreenFunction(unit: scale.unit, samples: samples, truncation: truncation)
    }

    private mutating func sample(_ index: Int) throws(SparseSolverError) -> SparseGreenFunction.Sample {
        do { return try green.sample(at: sampling.frequencies[index]) } catch { throw .factorization(error) }
    }

    /// The energies of each group, from the sum of all contributions.
    ///
    /// - Throws: `SparseSolverError.notANumber`.
    public func results(from sum: [Double]) throws(SparseSolverError) -> [GroupFreeEnergies] {
        let host = hostEnergy(Array(sum.suffix(2 * frequencyCount)))
        guard host.value.isFinite && host.error.isFinite else { throw .notANumber }
        var results: [GroupFreeEnergies] = []
        var position = 0
        for group in groups {
            var relative = Array(sum[position..<position + group.configurations.count])
            position += relative.count
            let rounding = Double(frequencyCount) * .ulpOfOne * (relative.map(abs).max() ?? 0)
            var error = Double(group.impurities.count) * truncation + sum[position] + rounding
            position += 1
            let limit = scale.hotLimit(
                hostBound: superconductor.spectralBound, strength: group.strength, impurities: group.impurities.count)
            if !(error <= limit) { (relative, error) = (relative.map { _ in 0 }, limit) }
            guard error.isFinite && relative.allSatisfy(\.isFinite) else { throw .notANumber }
            results.append(
                GroupFreeEnergies(
                    host: host.value * scale.unit, relative: relative.map { $0 * scale.unit },
                    errorEstimate: error * scale.unit + .leastNonzeroMagnitude,
                    hostErrorEstimate: host.error * scale.unit + .leastNonzeroMagnitude, meetsAccuracy: error <= wanted))
        }
        return results
    }

    /// F[Ĥ0] = -T [2N ln 2 + Σ_{n≥0} ln|det(1 - A/ω_n)|], from ln cosh x = Σ_n ln(1 + x²/((n+½)π)²).
    ///
    /// - Parameter found: logarithm and backward error of each frequency.
    private func hostEnergy(_ found: [Double]) -> (value: Double, error: Double) {
        let pairs = 2 * Double(superconductor.lattice.siteCount)
        let (count, levels) = (frequencyCount, Double(green.matrix.order))
        var (sum, error) = (0.0, 0.0)
        for index in 0..<count {
            let (logarithm, frequency) = (found[2 * index], sampling.frequencies[index])
            // S = Σ ω²/(ω² + ε²) is n plus the slope of the logarithm over ln ω, which never falls.
            var slope = levels
            if index + 1 < count {
                let step = Double.log(sampling.frequencies[index + 1]) - .log(frequency)
                slope = min(levels, max(1, levels + (found[2 * index + 2] - logarithm) / step))
            }
            // ln|det| moves by Tr M⁻¹E, with |M⁻¹| = √S in the Frobenius norm and rounding errors E of either sign.
            let backward = max(4 * found[2 * index + 1], 8 * .ulpOfOne * (1 + green.matrix.bound / frequency))
            let uncertainty = backward * slope.squareRoot() + .ulpOfOne * (4 * levels.squareRoot() + abs(logarithm))
            sum += sampling.weights[index] * logarithm
            error += abs(sampling.weights[index]) * uncertainty
        }
        let entropy = pairs * scale.temperature.value * .log(2)
        return (
            -sum - entropy,
            pairs * (1.1 * sampling.levelError + scale.temperature.error) + error + 4 * .ulpOfOne * (entropy + abs(sum))
        )
    }
}
