import BogoliubovDeGennes
import ImpurityClusters
import LAPACK
import LocalDensityOfStates
import LowRank
import MatsubaraSums
import Numerics

/// Free energies of any number of impurities together, where the host separates into open chains in x: G0 between their sites is the
/// sum over the chains at each Matsubara frequency, and
///
///     F - F[Ĥ0] = -T Σ_{ω_n>0} ln|det(1 - G0(iω_n) V)|
///
/// has a determinant of four rows for each impurity. One G0 serves all groups and their spin configurations.
public struct ChainClusterSolver: Sendable {
    /// The wanted bound on the error of F - F[Ĥ0], as in the low-rank solver, of whose route this is a part.
    public let accuracy: Double

    public init(accuracy: Double) {
        precondition(accuracy > 0)
        self.accuracy = accuracy
    }

    /// Whether the host is such a sum.
    public static func applies(to superconductor: Superconductor) -> Bool { superconductor.openChains != nil }

    /// - Parameter host: F[Ĥ0] and a bound on its error, as the low-rank solver finds them.
    /// - Throws: `ChainClusterError`.
    public func freeEnergies(
        of groups: [ImpurityGroup], in superconductor: Superconductor, temperature: Double, host: (value: Double, error: Double)?
    ) throws(ChainClusterError) -> [GroupFreeEnergies] {
        let scale: EnergyScale?
        do {
            scale = try EnergyScale(superconductor, temperature: temperature, strength: groups.reduce(0) { max($0, $1.strength) })
        } catch {
            throw .energiesOutOfRange
        }
        guard let scale else { return groups.map { .withoutEnergies($0, in: superconductor, temperature: temperature) } }
        var seen = Set<Lattice.Site>()
        let sites = groups.flatMap { $0.impurities.map(\.site) }.filter { seen.insert($0).inserted }
        guard let chains = ChainResolvent(superconductor, sites: [], impurities: sites, unit: scale.unit) else {
            throw .notSeparable
        }
        // Half of the accuracy is for rounding; no better than rounding allows.
        let sampling = MatsubaraSampling.cached(
            temperature: scale.temperature.value, energyBound: scale.energyBound,
            accuracy: max(0.5 * accuracy, scale.energyBound * 0x1p-50), multiple: 1)
        let determinants = groups.map { GroupDeterminants($0, among: sites, unit: scale.unit) }
        var energies = groups.map { [Double](repeating: 0, count: $0.configurations.count) }
        var errors = [Double](repeating: 0, count: groups.count)
        for (weight, frequency) in zip(sampling.weights, sampling.frequencies) {
            let green = Self.greenFunction(chains, sites: sites.count, frequency)
            for (index, group) in determinants.enumerated() {
                let found: (values: [Double], error: Double)
                do { found = try group.logarithms(green) } catch { throw .determinant(error) }
                for (configuration, value) in found.values.enumerated() { energies[index][configuration] -= weight * value }
                errors[index] += abs(weight) * found.error
            }
        }
        let wanted = accuracy * scale.accuracyScale
        // Krein's spectral shift is at most two for each spin.
        let truncation = 4 * sampling.integratedError + 2 * scale.temperature.error
        return try groups.indices.map { index throws(ChainClusterError) in
            let group = groups[index]
            var relative = energies[index]
            let rounding = Double(sampling.frequencies.count) * .ulpOfOne * (relative.map(abs).max() ?? 0)
            var error = Double(group.impurities.count) * truncation + errors[index] + rounding
            let limit = scale.hotLimit(
                hostBound: superconductor.spectralBound, strength: group.strength, impurities: group.impurities.count)
            if !(error <= limit) { (relative, error) = (relative.map { _ in 0 }, limit) }
            guard error.isFinite && relative.allSatisfy(\.isFinite) else { throw .notANumber }
            return GroupFreeEnergies(
                host: host?.value, relative: relative.map { $0 * scale.unit },
                errorEstimate: error * scale.unit + .leastNonzeroMagnitude, hostErrorEstimate: host?.error,
                meetsAccuracy: error <= wanted)
        }
    }

    /// g between the sites from G0(iω). The trace norm of its error, of which each block is at most e, is at most 2ne for n sites: that of
    /// a product of rows of G0 and residuals.
    private static func greenFunction(_ chains: ChainResolvent, sites: Int, _ frequency: Double) -> SiteGreenFunction {
        let view = chains.view(energy: 0, broadening: frequency, isFull: false)
        let order = 4 * sites
        var elements = [Double](repeating: 0, count: order * order)
        for row in 0..<sites {
            for column in 0..<sites {
                var block = NambuMatrix.zero
                for i in 0..<4 {
                    for j in 0..<4 {
                        let value = view.green[4 * row + i, 4 * column + j]
                        block[i, j] = Complex(value.re, value.im)
                    }
                }
                let real = MajoranaBlock(ofGreenFunction: block)
                for i in 0..<4 { for j in 0..<4 { elements[(4 * row + i) * order + 4 * column + j] = real[i, j] } }
            }
        }
        return SiteGreenFunction(
            frequency: frequency, elements: elements, siteCount: sites, error: 2 * view.greenError)
    }

    /// Operations and bytes, from the sizes.
    public func cost(
        of superconductor: Superconductor, groups: [ImpurityGroup], temperature: Double
    ) -> (operations: Double, bytes: Double) {
        let lattice = superconductor.lattice
        let sites = Double(Set(groups.flatMap { $0.impurities.map(\.site) }).count)
        let range = min(40, Double.log(max(1, superconductor.spectralBound / max(temperature, .leastNormalMagnitude))))
        let frequencies = max(8, range * max(1, -.log10(accuracy)) / 3)
        // Ten products and three inverses for each site of each chain, and a product for each impurity.
        let chains = Double(lattice.height) * (Double(lattice.width) * (9000 + 1000 * sites) + 500 * sites * sites)
        let determinants = groups.reduce(0.0) { sum, group in
            let order = 4 * Double(group.impurities.count)
            return sum + 2 * Double(group.configurations.count) * order * order * order
        }
        return (frequencies * (chains + determinants), 2048 * Double(lattice.width) + 256 * sites * sites + 1e6)
    }
}

/// Why energies of impurities on chains could not be found.
public enum ChainClusterError: Error, Sendable, CustomStringConvertible {
    case notSeparable
    case energiesOutOfRange
    case determinant(LAPACKError)
    /// A number came out that is none.
    case notANumber

    public var description: String {
        switch self {
        case .notSeparable: "the host does not separate into open chains along x"
        case .energiesOutOfRange: "\(EnergyRangeError())"
        case .determinant(let error): "\(error)"
        case .notANumber: "no number was found for this system, whose energies are too far apart"
        }
    }
}
