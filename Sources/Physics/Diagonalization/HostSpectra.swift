import BogoliubovDeGennes

/// Spectra of the lattice without impurities, each computed once.
struct HostSpectra {
    private let temperature: Double
    /// By the mirror of the impurities, under which they divide; nil: undivided.
    private var known: [Mirror?: Parts] = [:]

    private struct Mirror: Hashable {
        let x: Int?
        let y: Int?
    }

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
        let key = system.mirror.map { Mirror(x: $0.symmetry.mirrorX, y: $0.symmetry.mirrorY) }
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
        let mirrors = (mirror?.symmetry.mirrorX ?? lattice.width - 1, mirror?.symmetry.mirrorY ?? lattice.height - 1)
        let spaces = mirror.map { [$0.reaching, $0.remote] } ?? [nil]
        return spaces.map { space in
            ReducedHamiltonian(
                system.superconductor, [], mirrors: mirrors, space: space, reductions: system.allowed)
        }
    }
}
