import BogoliubovDeGennes
import Synchronization

/// One dense problem: what it costs.
public struct DenseSolve: Sendable, Hashable {
    /// What is wanted of which matrix.
    public enum Kind: Sendable {
        /// Complex, for eigenvalues.
        case hermitian
        /// Real, for the magnitudes of the eigenvalues ±iε.
        case antisymmetric
        /// Real, for singular values.
        case general
    }

    /// The rows of the matrix.
    public let order: Int
    public let kind: Kind
    /// Whether it belongs to the lattice without impurities.
    public let isHost: Bool

    /// 16/3 n³ for the tridiagonal form of a complex matrix, 8/3 n³ for the band of a real one, and half of that for that of
    /// an antisymmetric one.
    public var operations: Double {
        let factor: Double =
            switch kind {
            case .hermitian: 16
            case .antisymmetric: 4
            case .general: 8
            }
        return factor / 3 * Double(order) * Double(order) * Double(order)
    }

    /// The bytes of the bare matrix.
    public var matrixBytes: Double { Double(order) * Double(order) * (kind == .hermitian ? 16 : 8) }

    init(order: Int, kind: Kind, isHost: Bool) {
        self.order = order
        self.kind = kind
        self.isHost = isHost
    }

    init(_ problem: SpectralProblem, isHost: Bool) {
        self.init(order: problem.order, kind: problem.kind, isHost: isHost)
    }

    /// The full matrix of each configuration, and of the lattice without impurities.
    static func withoutSymmetries(_ superconductor: Superconductor) -> [DenseSolve] {
        let order = 4 * superconductor.lattice.siteCount
        return (0...spinConfigurations.count).map { DenseSolve(order: order, kind: .hermitian, isHost: $0 == 0) }
    }

    /// All that has to be solved for one pair.
    private static func all(
        for superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>
    ) -> [DenseSolve] {
        guard !reductions.isEmpty else { return withoutSymmetries(superconductor) }
        let system = ImpuritySystem(superconductor, pair, reductions: reductions)
        let host = HostSpectrum.parts(of: superconductor, divided: system.mirror, reductions: reductions)
            .flatMap(\.plan.problems)
        let configurations = system.equivalence.distinct.flatMap { index in
            let (first, second) = spinConfigurations[index]
            return system.reduced(spins: (first.vector, second.vector)).plan.problems
        }
        return host.map { DenseSolve($0, isHost: true) } + configurations.map { DenseSolve($0, isHost: false) }
    }

    /// What decides which symmetries hold, short of coincidences among the energies.
    private struct Key: Hashable {
        let superconductor: Superconductor
        let pair: ImpurityPair
        let reductions: Set<ExactReduction>
    }

    private static let cache = Mutex<[Key: [DenseSolve]]>([:])

    /// As `all`; neighbouring points of a sweep share the answer.
    static func cached(
        for superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>
    ) -> [DenseSolve] {
        // The size of an energy does not matter to a symmetry, whether it is zero does. Different sizes, so that no
        // coincidence among them looks like a symmetry.
        let typical = superconductor.with { energy, value in value == 0 ? 0 : energy.typical }
        func typicalImpurity(_ impurity: Impurity, _ like: Impurity? = nil) -> Impurity {
            // Two that differ still differ.
            let size = like.map(impurity.isLike) ?? true ? 1.0 : 1.25
            return Impurity(
                site: impurity.site, exchange: impurity.exchange == 0 ? 0 : size,
                potential: impurity.potential == 0 ? 0 : 0.7 * size)
        }
        let typicalPair = ImpurityPair(typicalImpurity(pair.first), typicalImpurity(pair.second, pair.first))
        let key = Key(superconductor: typical, pair: typicalPair, reductions: reductions)
        if let known = cache.withLock({ $0[key] }) { return known }
        let found = all(for: typical, typicalPair, reductions: reductions)
        cache.withLock {
            if $0.count >= 4096 { $0.removeAll() }
            $0[key] = found
        }
        return found
    }
}

extension Superconductor.Energy {
    fileprivate var typical: Double {
        switch self {
        case .hopping: 1
        case .chemicalPotential: 0.5
        case .singletGap: 0.3
        case .tripletGap: 0.2
        case .diagonalHopping: 0.37
        case .spinOrbit: 0.43
        case .zeemanX: 0.11
        case .zeemanY: 0.13
        case .zeemanZ: 0.17
        case .dWaveGap: 0.19
        case .extendedSingletGap: 0.23
        case .disorder: 0.71
        }
    }
}
