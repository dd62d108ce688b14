import Numerics

extension Superconductor {
    /// Ĥ_ij of a bond: everything that the terms put on it.
    ///
    /// - Parameters:
    ///   - step: one of `steps`.
    ///   - hoppingPhase: what the electrons' hopping is multiplied by.
    ///   - pairingPhase: e^{iφ(i,j)}.
    ///   - energy: the value of an energy on the bond; the same everywhere if not given.
    public func block(
        along step: Lattice.Step, hoppingPhase: Complex<Double>, pairingPhase: Complex<Double>,
        energy: ((Energy) -> Double)? = nil
    ) -> NambuMatrix {
        guard lattice.nearestSteps.contains(step) else {
            let normal = (Complex(-self[.diagonalHopping]) * hoppingPhase) * SpinMatrix.identity
            return NambuMatrix(normal: normal, pairing: .zero, reversePairing: .zero)
        }
        let energy = energy ?? { self[$0] }
        var normal = (Complex(-hopping) * hoppingPhase) * SpinMatrix.identity
        if self[.spinOrbit] != 0 { normal = normal + hoppingPhase * spinOrbitTerm(along: step) }
        let triplet = pairingPhase * tripletPairing(energy(.tripletGap), along: step)
        let (extended, dWave) = (energy(.extendedSingletGap), energy(.dWaveGap))
        guard extended != 0 || dWave != 0 else {
            return NambuMatrix(normal: normal, pairing: triplet, reversePairing: Complex(-1) * triplet)
        }
        let singlet = pairingPhase * singletPairing(extended: extended, dWave: dWave, along: step)
        return NambuMatrix(normal: normal, pairing: singlet + triplet, reversePairing: singlet + Complex(-1) * triplet)
    }
}
