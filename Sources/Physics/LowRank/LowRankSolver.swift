import BogoliubovDeGennes
import Numerics

/// The exact low-rank route: two impurities change Ĥ0 by V, which is non-zero in one 8 × 8 block only, so
///
///     F = F[Ĥ0] - T Σ_{ω_n>0} ln|det(1 - G0(iω_n) V)|,     ω_n = (2n+1)πT
///
/// with G0 restricted to the rows of that block. One G0 serves all 36 configurations and every pair, and the sum is taken
/// over the few frequencies of a `MatsubaraSampling`. Needs a superconductor that is uniform along y: see `applies(to:)`.
public struct LowRankSolver: FreeEnergySolver, Sendable {
    public static let name = "low-rank"

    /// Wanted bound on the error of the frequency sum, in units of t.
    public let accuracy: Double
    /// Whether F[Ĥ0] is computed too, which takes the modes that do not reach the impurities (about twice the work).
    public let withHost: Bool

    public init(accuracy: Double = 1e-12, withHost: Bool = true) {
        precondition(accuracy > 0)
        self.accuracy = accuracy
        self.withHost = withHost
    }

    /// Whether y separates: no pairing along y, or periodic in y.
    public static func applies(to superconductor: Superconductor) -> Bool {
        TransverseMode.count(of: superconductor) != nil
    }

    public enum Refusal: Error, CustomStringConvertible {
        case notSeparable

        public var description: String {
            "the low-rank solver needs a superconductor that separates along y, and pairing along y in an open box does not"
        }
    }

    /// The same for all systems whose parameters differ a little, so that neighbouring points of a sweep share it.
    static func energyBound(of problem: ImpurityProblem) -> Double {
        let exchange = problem.pairs.map { abs($0.exchange) / 2 }.max() ?? 0
        let bound = problem.superconductor.spectralBound + exchange
        return .exp2((4 * .log2(bound)).rounded(.up) / 4)
    }

    /// The frequencies that a problem is solved at.
    public func sampling(of problem: ImpurityProblem) -> MatsubaraSampling {
        .cached(
            temperature: problem.temperature, energyBound: Self.energyBound(of: problem), accuracy: accuracy)
    }

    public func freeEnergies(of problem: ImpurityProblem) throws -> [ImpurityFreeEnergies] {
        guard let modes = TransverseMode.modes(of: problem.superconductor) else { throw Refusal.notSeparable }
        let sampling = sampling(of: problem)
        let frame = SpinFrame(problem.superconductor)
        return frame.decouples
            ? solve(problem, SpinSector.self, frame, modes, sampling)
            : solve(problem, FullNambu.self, frame, modes, sampling)
    }

    private func solve<Size: BlockSize>(
        _ problem: ImpurityProblem, _ size: Size.Type, _ frame: SpinFrame, _ modes: [TransverseMode],
        _ sampling: MatsubaraSampling
    ) -> [ImpurityFreeEnergies] {
        let arena = LaneArena()
        defer { withExtendedLifetime(arena) {} }
        let green = HostGreenFunction<Size>(
            frame.superconductor, modes: modes, pairs: problem.pairs, withDeterminant: withHost, arena: arena)
        let determinants = ImpurityDeterminants(spins: frame.spinMatrices, arena: arena)
        let none = [Double](repeating: 0, count: spinConfigurations.count)
        var relative = [[Double]](repeating: none, count: problem.pairs.count)
        var largestLogarithm = [Double](repeating: 0, count: problem.pairs.count)
        var hostSum = 0.0

        for start in stride(from: 0, to: sampling.frequencies.count, by: laneCount) {
            // Lanes beyond the last frequency repeat it with weight zero.
            let last = sampling.frequencies.count - 1
            var frequencies = Lanes.zero
            var weights = Lanes.zero
            for lane in 0..<laneCount {
                frequencies[lane] = sampling.frequencies[min(start + lane, last)]
                weights[lane] = start + lane <= last ? sampling.weights[start + lane] : 0
            }
            hostSum += (weights * green.solve(frequencies: frequencies)).sum()
            for (pair, impurities) in problem.pairs.enumerated() {
                let g = green.nambuBlocks(pair: pair)
                let logarithms = determinants.logarithms(
                    exchange: impurities.exchange, first: g.first, second: g.second, firstSecond: g.firstSecond,
                    secondFirst: g.secondFirst)
                for (configuration, logarithm) in logarithms.enumerated() {
                    relative[pair][configuration] -= (weights * logarithm).sum()
                    largestLogarithm[pair] = max(largestLogarithm[pair], abs(logarithm[0]))
                }
            }
        }

        // F[Ĥ0] = -T [2N ln 2 + Σ_{n≥0} (ln|det(iω_n - Ĥ0)| - 4N ln ω_n)], from ln cosh x = Σ_n ln(1 + x²/((n+½)π)²).
        let sites = Double(problem.superconductor.lattice.siteCount)
        let host = withHost ? -problem.temperature * 2 * sites * .log(2) - hostSum : nil
        // Krein's spectral shift of two spins is at most 4 in magnitude, and each logarithm carries rounding.
        let weightSum = sampling.weights.reduce(0) { $0 + abs($1) }
        return zip(relative, largestLogarithm).map { energies, logarithm in
            ImpurityFreeEnergies(
                host: host, relative: energies,
                errorEstimate: 8 * sampling.integratedError + weightSum * .ulpOfOne * (1 + logarithm))
        }
    }
}

extension LowRankSolver {
    /// Floating-point operations and bytes that a problem takes, estimated from its sizes.
    public func cost(of problem: ImpurityProblem) -> (operations: Double, bytes: Double) {
        let superconductor = problem.superconductor
        let lattice = superconductor.lattice
        let size = SpinFrame(superconductor).decouples ? 2.0 : 4.0
        let modes = Double(TransverseMode.count(of: superconductor) ?? lattice.height)
        // The frequencies needed grow with the logarithms of the energy range and of the accuracy.
        let range = Double.log(Self.energyBound(of: problem) / problem.temperature)
        let frequencies = 8 * (max(1, range * max(1, -.log10(accuracy)) / 24)).rounded(.up)
        let columns = problem.pairs.map { abs($0.second.x - $0.first.x) }.max() ?? 0
        let blockProducts: Double
        switch lattice.boundaryX {
        case .open: blockProducts = 20 * Double.log2(Double(lattice.width)) + 8 * Double(columns)
        case .periodic: blockProducts = Double(lattice.width) * (1 + Double(3 * problem.pairs.count) / size)
        }
        let determinants = Double(problem.pairs.count) * frequencies * 36 * 8 * 64
        return (
            modes * frequencies * blockProducts * 8 * size * size * size + determinants,
            Double(laneCount) * 16 * size * size * (Double(columns + 3 * problem.pairs.count) + 150)
        )
    }
}
