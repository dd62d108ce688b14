import BogoliubovDeGennes
import MatsubaraSums
import Numerics

/// The exact low-rank route: two impurities change Ĥ0 by V, which is non-zero in one 8 × 8 block only, so
///
///     F = F[Ĥ0] - T Σ_{ω_n>0} ln|det(1 - G0(iω_n) V)|,     ω_n = (2n+1)πT
///
/// with G0 restricted to the rows of that block. One G0 serves all 36 configurations and every pair, and the sum is taken
/// over the few frequencies of a `MatsubaraSampling`. Needs a superconductor that is uniform along y: see `applies(to:)`.
///
/// Every number carries a bound on its error, made of the rounding that was met (`ImpurityDeterminants`,
/// `FrequencyLanes`) and of what the frequency sum leaves out. Where the bound exceeds what is asked for, as it does where
/// a level lies near zero, the frequencies concerned are done again by a stable elimination (`StableGreenFunction`).
public struct LowRankSolver: FreeEnergySolver, Sendable {
    public static let name = "low-rank"

    /// The wanted bound on the error of F - F[Ĥ0], in units of the hopping; where an eighth of the bound on the spectrum,
    /// impurities included, or the temperature is larger than the hopping, in units of that. (Numbers carry rounding of the
    /// size of what they are made of.)
    public let accuracy: Double
    /// Whether F[Ĥ0] is computed too, which takes the modes that do not reach the impurities (about twice the work).
    public let withHost: Bool

    public init(accuracy: Double = 1e-12, withHost: Bool = true) {
        precondition(accuracy > 0)
        self.accuracy = accuracy
        self.withHost = withHost
    }

    /// Whether y separates: nothing that differs from site to site, and periodic in y or nothing that differs along +y and -y.
    public static func applies(to superconductor: Superconductor) -> Bool {
        TransverseMode.count(of: superconductor) != nil
    }

    /// The frequencies that a pair is solved at, in units of its `EnergyScale`; nil where it has no energy at all.
    public func sampling(of problem: ImpurityProblem, pair: Int = 0) throws(LowRankError) -> MatsubaraSampling? {
        try scale(problem, strength: problem.pairs[pair].strength).map(sampling)
    }

    private func scale(_ problem: ImpurityProblem, strength: Double) throws(LowRankError) -> EnergyScale? {
        do {
            return try EnergyScale(problem.superconductor, temperature: problem.temperature, strength: strength)
        } catch {
            throw .energiesOutOfRange
        }
    }

    private func sampling(_ scale: EnergyScale) -> MatsubaraSampling {
        // Half of the accuracy is for rounding; no better than rounding allows.
        .cached(
            temperature: scale.temperature.value, energyBound: scale.energyBound,
            accuracy: max(0.5 * accuracy, scale.energyBound * 0x1p-50), multiple: laneCount)
    }

    /// - Throws: `LowRankError` where the problem cannot be solved. A pair whose numbers are not as accurate as wanted says
    ///   so (`ImpurityFreeEnergies.meetsAccuracy`).
    public func freeEnergies(of problem: ImpurityProblem) throws(LowRankError) -> [ImpurityFreeEnergies] {
        guard let modes = TransverseMode.modes(of: problem.superconductor) else { throw .notSeparable }
        let frame = SpinFrame(problem.superconductor)
        // Pairs of one scale that share their first site are solved together; what is strong in one pair costs no digits of
        // another.
        struct Key: Hashable {
            let scale: EnergyScale?
            let first: Lattice.Site
        }
        var groups: [(scale: EnergyScale?, pairs: [Int])] = []
        var known: [Key: Int] = [:]
        for (pair, impurities) in problem.pairs.enumerated() {
            let scale = try scale(problem, strength: impurities.strength)
            let key = Key(scale: scale, first: impurities.first.site)
            if let group = known[key] {
                groups[group].pairs.append(pair)
            } else {
                known[key] = groups.count
                groups.append((scale, [pair]))
            }
        }
        var results = [ImpurityFreeEnergies?](repeating: nil, count: problem.pairs.count)
        for group in groups {
            let part = ImpurityProblem(
                superconductor: problem.superconductor, pairs: group.pairs.map { problem.pairs[$0] },
                temperature: problem.temperature)
            var found: [ImpurityFreeEnergies]
            if let scale = group.scale {
                found =
                    frame.decouples
                    ? try solve(part, SpinSector.self, frame, modes, scale)
                    : try solve(part, FullNambu.self, frame, modes, scale)
            } else {
                found = part.pairs.map { _ in withoutEnergies(part) }
            }
            for (pair, result) in zip(group.pairs, found) { results[pair] = result }
        }
        return results.compactMap { $0 }
    }

    /// No energy anywhere but the temperature: all levels are zero, with impurities and without.
    private func withoutEnergies(_ problem: ImpurityProblem) -> ImpurityFreeEnergies {
        let host = Self.hostWithoutEnergies(problem)
        return ImpurityFreeEnergies(
            host: withHost ? host.value : nil, relative: [Double](repeating: 0, count: spinConfigurations.count),
            errorEstimate: 0, hostErrorEstimate: withHost ? host.error : nil)
    }

    private func solve<Size: BlockSize>(
        _ problem: ImpurityProblem, _ size: Size.Type, _ frame: SpinFrame, _ modes: [TransverseMode], _ scale: EnergyScale
    ) throws(LowRankError) -> [ImpurityFreeEnergies] {
        let sampling = sampling(scale)
        // Where impurities widen the range of energies by far, the host is summed by itself.
        let hostIsApart = problem.superconductor.spectralBound / scale.unit < scale.energyBound / 4
        let sum = FrequencySum(
            ChainModes<Size>(
                frame.superconductor, modes, pairs: problem.pairs,
                purpose: withHost && !hostIsApart ? .impuritiesAndDeterminant : .impurities, unit: scale.unit),
            spins: frame.spinMatrices, pairs: problem.pairs.map { $0.divided(by: scale.unit) })
        // Krein's spectral shift of two spins is at most 4 in magnitude.
        let truncation = 8 * sampling.integratedError + 4 * scale.temperature.error
        let wanted = accuracy * scale.accuracyScale
        sum.run(
            sampling, allowed: 0.9 * (wanted - truncation),
            hostAllowed: withHost && !hostIsApart ? hostAllowed(problem) : nil)

        let host: (value: Double, error: Double)? =
            !withHost
            ? nil
            : hostIsApart
                ? try hostAlone(problem, size, frame, modes)
                : try hostEnergy(sum, sampling, scale, problem)
        return try zip(problem.pairs, zip(sum.relative, sum.errors)).map { (pair, found) throws(LowRankError) in
            var (energies, error) = (found.0, truncation + found.1)
            // F changes by at most ¼ Tr|V| |tanh(Ĥ/2T)|: at high temperatures less than can be computed.
            let limit = scale.hotLimit(
                hostBound: problem.superconductor.spectralBound, strength: pair.strength, impurities: 2)
            if !(error <= limit) { (energies, error) = (energies.map { _ in 0 }, limit) }
            guard error.isFinite && energies.allSatisfy(\.isFinite) else { throw .notANumber }
            return ImpurityFreeEnergies(
                host: host?.value, relative: energies.map { $0 * scale.unit },
                errorEstimate: error * scale.unit + .leastNonzeroMagnitude, hostErrorEstimate: host?.error,
                meetsAccuracy: error <= wanted)
        }
    }

    /// F[Ĥ0] summed by itself, in a unit of its own.
    private func hostAlone<Size: BlockSize>(
        _ problem: ImpurityProblem, _ size: Size.Type, _ frame: SpinFrame, _ modes: [TransverseMode]
    ) throws(LowRankError) -> (value: Double, error: Double) {
        guard let scale = try scale(problem, strength: 0) else { return Self.hostWithoutEnergies(problem) }
        let sampling = sampling(scale)
        let sum = FrequencySum(
            ChainModes<Size>(
                frame.superconductor, modes, pairs: Array(problem.pairs.prefix(1)), purpose: .determinant, unit: scale.unit),
            spins: [], pairs: [])
        sum.run(sampling, allowed: .infinity, hostAllowed: hostAllowed(problem))
        return try hostEnergy(sum, sampling, scale, problem)
    }

    /// F[Ĥ0] = -T [2N ln 2 + Σ_{n≥0} (ln|det(iω_n - Ĥ0)| - 4N ln ω_n)], from ln cosh x = Σ_n ln(1 + x²/((n+½)π)²).
    private func hostEnergy<Size: BlockSize>(
        _ sum: FrequencySum<Size>, _ sampling: MatsubaraSampling, _ scale: EnergyScale, _ problem: ImpurityProblem
    ) throws(LowRankError) -> (value: Double, error: Double) {
        let pairs = 2 * Double(problem.superconductor.lattice.siteCount)
        let temperature = scale.temperature
        let entropy = pairs * temperature.value * .log(2)
        // The largest error between the levels that were looked at may be a little larger.
        let error =
            pairs * (1.1 * sampling.levelError + temperature.error) + sum.hostError
            + 4 * .ulpOfOne * (entropy + abs(sum.host))
        let value = (sum.host - entropy) * scale.unit
        guard value.isFinite && error.isFinite else { throw .notANumber }
        return (value, error * scale.unit + .leastNonzeroMagnitude)
    }

    /// The error of F[Ĥ0] up to which determinants are taken as they are, in units: the accuracy for each site.
    private func hostAllowed(_ problem: ImpurityProblem) -> Double {
        accuracy * Double(problem.superconductor.lattice.siteCount)
    }

    /// -T ln 2 for each of the 2N pairs of levels, all of which are zero.
    private static func hostWithoutEnergies(_ problem: ImpurityProblem) -> (value: Double, error: Double) {
        let value = -2 * Double(problem.superconductor.lattice.siteCount) * problem.temperature * .log(2)
        return (value, 4 * .ulpOfOne * abs(value))
    }
}

extension LowRankSolver {
    /// Floating-point operations and bytes that a problem takes, estimated from its sizes: matrices for eight frequencies
    /// along the window and for each pair, what is kept of each mode, the phases of a ring, and the results.
    public func cost(of problem: ImpurityProblem) -> (operations: Double, bytes: Double) {
        let superconductor = problem.superconductor
        let lattice = superconductor.lattice
        let size = SpinFrame(superconductor).decouples ? 2.0 : 4.0
        let modes = Double(TransverseMode.count(of: superconductor) ?? lattice.height)
        // The frequencies needed grow with the logarithms of the energy range and of the accuracy.
        let bound = superconductor.spectralBound + (problem.pairs.map(\.strength).max() ?? 0)
        let range = min(40, Double.log(max(1, bound / problem.temperature)))
        let frequencies = 8 * (max(1, range * max(1, -.log10(accuracy)) / 24)).rounded(.up)
        let columns = problem.pairs.map { abs($0.second.site.x - $0.first.site.x) }.max() ?? 0
        let blockProducts: Double
        switch lattice.boundaryX {
        case .open: blockProducts = 20 * Double.log2(Double(lattice.width)) + 8 * Double(columns)
        case .periodic: blockProducts = Double(lattice.width) * (1 + Double(3 * problem.pairs.count) / size)
        }
        let determinants = Double(problem.pairs.count) * frequencies * 36 * 8 * 64
        return (
            modes * frequencies * blockProducts * 8 * size * size * size + determinants,
            Double(laneCount) * 16 * size * size * (Double(2 * columns + 3 * problem.pairs.count) + 300)
                + modes * ChainModes<FullNambu>.bytes(pairs: problem.pairs.count)
                + Double(problem.pairs.count * spinConfigurations.count * 24)
                + (lattice.boundaryX == .periodic ? Ring<FullNambu>.bytes(length: lattice.width) : 0)
        )
    }
}

extension ImpurityPair {
    /// In another unit of energy.
    fileprivate func divided(by unit: Double) -> ImpurityPair {
        func divided(_ impurity: Impurity) -> Impurity {
            Impurity(site: impurity.site, exchange: impurity.exchange / unit, potential: impurity.potential / unit)
        }
        return ImpurityPair(divided(first), divided(second))
    }
}
