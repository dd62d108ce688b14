import Numerics

/// A mixed-parity superconductor on a lattice, without impurities. Energies in units of the hopping of the bare model,
/// lengths in lattice constants.
///
/// arXiv:2407.07144, Eq. (5), with the conventions of its authors' package (`docs/physics.md`):
///
///     H_ii = -μ σ0,  H_ij = -t σ0 (nearest neighbours)
///     Δ_ii = -Δs e^{iφ(i,i)} iσ2,  Δ_ij = -η Δp e^{iφ(i,j)} P(i,j),  φ(i,j) = 2πν (x_i + x_j) / 2L_x
///
/// with η = i for s + ip pairing and η = 1 for s + p.
public struct Superconductor: Hashable, Sendable {
    /// The phase η between triplet and singlet pairing.
    public enum TripletPhase: String, Hashable, Sendable, CaseIterable {
        case imaginary = "i"
        case real = "1"

        public var factor: Complex<Double> { self == .imaginary ? .i : .one }
    }

    public let lattice: Lattice
    public let hopping: Double
    public let chemicalPotential: Double
    public let singletGap: Double
    public let tripletGap: Double
    public let dVector: DVector
    public let tripletPhase: TripletPhase
    /// ν: how often the pairing phase winds along x; an integer where x is periodic.
    public let winding: Double

    public init(
        lattice: Lattice, hopping: Double, chemicalPotential: Double, singletGap: Double, tripletGap: Double,
        dVector: DVector, tripletPhase: TripletPhase, winding: Double
    ) {
        precondition(lattice.boundaryX == .open || winding == winding.rounded(), "a ring carries whole windings only")
        self.lattice = lattice
        self.hopping = hopping
        self.chemicalPotential = chemicalPotential
        self.singletGap = singletGap
        self.tripletGap = tripletGap
        self.dVector = dVector
        self.tripletPhase = tripletPhase
        self.winding = winding
    }

    /// A copy with some things changed. The only place that copies: what is added to a superconductor is added here.
    ///
    /// - Parameter energy: what becomes of each energy.
    public func with(
        lattice: Lattice? = nil, dVector: DVector? = nil, energies energy: (Energy, Double) -> Double = { $1 }
    ) -> Superconductor {
        Superconductor(
            lattice: lattice ?? self.lattice, hopping: energy(.hopping, hopping),
            chemicalPotential: energy(.chemicalPotential, chemicalPotential), singletGap: energy(.singletGap, singletGap),
            tripletGap: energy(.tripletGap, tripletGap), dVector: dVector ?? self.dVector, tripletPhase: tripletPhase,
            winding: winding)
    }

    /// The energies that make a superconductor.
    public enum Energy: Sendable {
        case hopping, chemicalPotential, singletGap, tripletGap
    }

    /// φ/2 per lattice constant: πν/L_x. The phase of c† c† at x and x' is e^{iθ(x + x')}.
    public var phaseGradient: Double { .pi * winding / Double(lattice.width) }

    /// Δ_ii without its winding phase.
    public var singletPairing: SpinMatrix { Complex(-singletGap) * .singlet }

    /// Δ_ij of a bond in the direction +x or +y, without its winding phase. Δ_ji = -Δ_ij.
    public func tripletPairing(along direction: Lattice.Direction) -> SpinMatrix {
        (Complex(-tripletGap) * tripletPhase.factor) * dVector.pairing(along: direction)
    }

    /// Whether triplet pairing acts on bonds in this direction.
    public func hasTripletPairing(along direction: Lattice.Direction) -> Bool {
        tripletGap != 0 && !dVector.vanishes(along: direction)
    }

    /// A bound on the spectrum: every eigenvalue lies in ± this.
    public var spectralBound: Double {
        // The largest row norm of each term: ‖d·σ iσ2‖ ≤ √2 |d|, two bonds per direction, the factor ½ of P.
        let triplet = [dVector.x, dVector.y].map { d in
            d.reduce(0) { $0 + $1.lengthSquared }.squareRoot() * 2.0.squareRoot()
        }
        return abs(chemicalPotential) + 4 * abs(hopping) + abs(singletGap) + abs(tripletGap) * triplet.reduce(0, +)
    }
}
