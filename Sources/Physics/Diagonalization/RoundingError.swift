import BogoliubovDeGennes

/// An estimate of the error of F - F0.
///
/// The computed eigenvalues are those of Ĥ + E with ‖E‖ of some ε_mach ‖Ĥ‖. To first order δF = -¼ Tr[tanh(Ĥ/2T)
/// E], to which the 4N levels contribute errors of either sign: ¼ ‖E‖ √4N, here with ‖E‖ = 32 ε_mach ‖Ĥ‖. Errors of
/// one sign show in `QuasiparticleSpectrum.correction`, which is added.
func roundingError(of superconductor: Superconductor, strength: Double) -> Double {
    let norm = superconductor.spectralBound + strength
    let levels = Double(4 * superconductor.lattice.siteCount)
    return 8 * .ulpOfOne * norm * levels.squareRoot()
}
