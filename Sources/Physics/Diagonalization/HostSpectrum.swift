import BogoliubovDeGennes

/// The spectrum of a lattice without impurities, as its symmetries divide it.
struct HostSpectrum: Sendable {
    /// What the impurities can reach.
    let reaching: QuasiparticleSpectrum
    /// All of it.
    let whole: QuasiparticleSpectrum

    /// The lattice without impurities: what impurities on a mirror can reach, then the rest; all at once without a mirror.
    static func parts(
        of superconductor: Superconductor, divided mirror: ImpurityMirror?, reductions: Set<ExactReduction>
    ) -> [ReducedHamiltonian] {
        let lattice = superconductor.lattice
        // The nearest to the middle that the mirror keeps.
        let center = mirror.map { LatticePoint(between: lattice.middle, $0.reflection(lattice.middle)) } ?? lattice.middle
        let spaces = mirror.map { [$0.reaching, $0.remote] } ?? [nil]
        return spaces.map { space in
            ReducedHamiltonian(
                superconductor, [], moves: lattice.involutions(about: center), space: space, reductions: reductions)
        }
    }
}

extension DenseDiagonalizer where Self: ~Copyable {
    /// The spectrum of the lattice without impurities, which is diagonalised if it is not known.
    ///
    /// - Parameter mirror: of the impurities, under which it divides; nil: it is taken undivided.
    borrowing func hostSpectrum(
        of superconductor: Superconductor, divided mirror: ImpurityMirror?, known: KnownHosts, _ counter: ProgressCounter
    ) throws -> HostSpectrum {
        let host = KnownHosts.Host(superconductor: superconductor, mirror: mirror?.sites, reductions: reductions)
        let found = known[host]
        // Where one process has to diagonalise it, all have to.
        if try allAgree(found != nil), let found { return found }
        let spectra = try HostSpectrum.parts(of: superconductor, divided: mirror, reductions: reductions).map {
            try spectrum(of: $0, "lattice without impurities", counter)
        }
        let all = HostSpectrum(reaching: spectra[0], whole: QuasiparticleSpectrum(joining: spectra.map { ($0, 1) }))
        known[host] = all
        return all
    }
}
