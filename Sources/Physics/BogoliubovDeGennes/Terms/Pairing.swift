import Numerics

extension Superconductor {
    /// -Δs iσ2, Δ_ii without its winding phase.
    public func singletPairing(at site: Lattice.Site) -> SpinMatrix { Complex(-value(.singletGap, at: site)) * .singlet }

    /// -η Δp P(i,j) of a bond between nearest neighbours, without its winding phase. The reverse bond has the opposite sign.
    ///
    /// - Parameter gap: Δp there.
    public func tripletPairing(_ gap: Double, along step: Lattice.Step) -> SpinMatrix {
        (Complex(-gap) * tripletPhase.factor) * dVector.pairing(along: lattice.displacement(of: step))
    }

    /// -[Δes + η_d Δd (r_x² - r_y²)] iσ2 of a bond between nearest neighbours, without its winding phase: extended s-wave and
    /// d-wave pairing. The reverse bond has the same. On a square lattice the gap at k is Δs + 2Δes (cos k_x + cos k_y) +
    /// 2η_d Δd (cos k_x - cos k_y).
    ///
    /// - Parameters:
    ///   - extended: Δes there.
    ///   - dWave: Δd there.
    public func singletPairing(extended: Double, dWave: Double, along step: Lattice.Step) -> SpinMatrix {
        let r = lattice.displacement(of: step)
        return (Complex(-extended) - dWavePhase.factor * Complex(dWave * (r.x * r.x - r.y * r.y))) * .singlet
    }

    /// Whether triplet pairing acts on bonds with this step anywhere.
    public func hasTripletPairing(along step: Lattice.Step) -> Bool {
        largest(.tripletGap) != 0 && dVector.along(lattice.displacement(of: step)).contains { $0 != .zero }
    }

    /// Whether triplet pairing acts on any bond.
    public var hasTripletPairing: Bool { lattice.nearestSteps.contains { hasTripletPairing(along: $0) } }
}
