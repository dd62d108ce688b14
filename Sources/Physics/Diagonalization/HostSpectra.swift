import BogoliubovDeGennes

/// Spectra of the lattice without impurities, each computed once.
struct HostSpectra {
    private let temperature: Double
    /// By the mirror of the impurities, under which they divide; nil: undivided.
    private var known: [SitePermutation?: Parts] = [:]

    /// What the impurities can reach, and F[Ĥ0] of all.
    struct Parts {
        let reaching: QuasiparticleSpectrum
        let freeEnergy: Double
    }

    init(temperature: Double) { self.temperature = temperature }

    /// - Parameter solve: gives a spectrum.
    mutating func parts(
        for system: ImpuritySystem, solve: (ReducedHamiltonian) throws -> QuasiparticleSpectrum
    ) throws -> Parts {
        let key = system.mirror?.sites
        if let found = known[key] { return found }
        let spectra = try Self.parts(of: system).map(solve)
        let all = QuasiparticleSpectrum(joining: spectra.map { ($0, 1) })
        let found = Parts(
            reaching: spectra[0], freeEnergy: freeEnergy(eigenvalues: all.magnitudes, temperature: temperature))
        known[key] = found
        return found
    }

    /// The lattice without impurities: what the impurities can reach, then the rest, if there is a mirror.
    static func parts(of system: ImpuritySystem) -> [ReducedHamiltonian] {
        let lattice = system.superconductor.lattice
        let mirror = system.mirror
        // The nearest to the middle that the mirror keeps.
        let center = mirror.map { LatticePoint(between: lattice.middle, $0.reflection(lattice.middle)) } ?? lattice.middle
        let spaces = mirror.map { [$0.reaching, $0.remote] } ?? [nil]
        return spaces.map { space in
            ReducedHamiltonian(
                system.superconductor, [], moves: lattice.involutions(about: center), space: space, reductions: system.allowed)
        }
    }
}
