import BogoliubovDeGennes

/// A superconductor with one pair of impurities, and the symmetries that all its configurations share.
struct ImpuritySystem: Sendable {
    let superconductor: Superconductor
    let pair: ImpurityPair
    let equivalence: EquivalentConfigurations
    let mirror: ImpurityMirror?
    private let allowed: Set<ExactReduction>

    init(_ superconductor: Superconductor, _ pair: ImpurityPair, reductions: Set<ExactReduction>) {
        self.superconductor = superconductor
        self.pair = pair
        allowed = reductions
        equivalence =
            reductions.contains(.configurations) ? EquivalentConfigurations(superconductor, pair) : .none
        mirror = reductions.contains(.mirror) ? ImpurityMirror(superconductor, pair) : nil
    }

    /// Exchanges the impurities, or keeps them.
    private var mirrors: (x: Int?, y: Int?) { (pair.first.x + pair.second.x, pair.first.y + pair.second.y) }

    /// The part that the impurities change.
    func reduced(spins: (first: [Double], second: [Double])) -> ReducedHamiltonian {
        ReducedHamiltonian(
            superconductor, (pair, spins), mirrors: mirrors, space: mirror?.reaching, reductions: allowed)
    }

    /// What has been used, the mirror common to all configurations included.
    func reductions(of plan: ReductionPlan) -> Set<ExactReduction> {
        mirror == nil ? plan.reductions : plan.reductions.union([.mirror])
    }
}

/// Spectra of the lattice without impurities, each computed once.
struct HostSpectra {
    private let superconductor: Superconductor
    private let allowed: Set<ExactReduction>
    /// The part that impurities on the mirror can reach; under nil, all.
    private var reaching: [Mirror?: QuasiparticleSpectrum] = [:]
    private var energies: [Mirror?: Double] = [:]

    private struct Mirror: Hashable {
        let x: Int?
        let y: Int?
    }

    init(_ superconductor: Superconductor, reductions: Set<ExactReduction>) {
        self.superconductor = superconductor
        allowed = reductions
    }

    /// What the spectrum of a configuration is to be compared with.
    mutating func reachingPart(
        of system: ImpuritySystem, solve: (ReducedHamiltonian) throws -> QuasiparticleSpectrum
    ) throws -> QuasiparticleSpectrum {
        let key = key(of: system)
        if let known = reaching[key] { return known }
        let spectrum = try solve(reduced(to: system.mirror?.reaching, system.mirror))
        reaching[key] = spectrum
        return spectrum
    }

    /// F[Ĥ0], from the parts into which the mirror of the system divides it.
    mutating func freeEnergy(
        of system: ImpuritySystem, temperature: Double, solve: (ReducedHamiltonian) throws -> QuasiparticleSpectrum
    ) throws -> Double {
        let key = key(of: system)
        if let known = energies[key] { return known }
        var spectrum = try reachingPart(of: system, solve: solve)
        if let mirror = system.mirror {
            let remote = try solve(reduced(to: mirror.remote, mirror))
            spectrum = QuasiparticleSpectrum(joining: [(spectrum, 1), (remote, 1)])
        }
        let found = BogoliubovDeGennes.freeEnergy(eigenvalues: spectrum.magnitudes, temperature: temperature)
        energies[key] = found
        return found
    }

    private func key(of system: ImpuritySystem) -> Mirror? {
        system.mirror.map { Mirror(x: $0.symmetry.mirrorX, y: $0.symmetry.mirrorY) }
    }

    private func reduced(to space: SparseBasis?, _ mirror: ImpurityMirror?) -> ReducedHamiltonian {
        let lattice = superconductor.lattice
        return ReducedHamiltonian(
            superconductor, nil,
            mirrors: (mirror?.symmetry.mirrorX ?? lattice.width - 1, mirror?.symmetry.mirrorY ?? lattice.height - 1),
            space: space, reductions: allowed)
    }
}
