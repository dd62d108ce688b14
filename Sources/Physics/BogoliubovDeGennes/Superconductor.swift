import Numerics

/// A superconductor on a lattice, without impurities: order parameters, spin–orbit coupling, fields and disorder. Energies in
/// any one unit, lengths in lattice constants.
///
/// arXiv:2407.07144, Eq. (5), and the terms that users add to it, with the conventions of `docs/physics.md`. For a bond of
/// Cartesian displacement r = r_j - r_i,
///
///     H_ii = (-μ_i + u_i) σ0 - h·σ,   H_ij = -t σ0 - (iλ/2)(r_y σ_x - r_x σ_y),   -t₂ σ0 between second neighbours
///     Δ_ii = -Δs e^{iφ(i,i)} iσ2
///     Δ_ij = -e^{iφ(i,j)} {[Δes + η_d Δd (r_x² - r_y²)] iσ2 + η Δp P(i,j)},   φ(i,j) = 2πν (x_i + x_j) / 2L_x
///
/// Each term stands in a file of its own in `Terms`.
public struct Superconductor: Hashable, Sendable {
    /// The phase of an order parameter relative to singlet pairing: i as in s + ip, or 1 as in s + p.
    public enum RelativePhase: String, Hashable, Sendable, CaseIterable {
        case imaginary = "i"
        case real = "1"

        public var factor: Complex<Double> { self == .imaginary ? .i : .one }
    }

    /// The energies that make a superconductor.
    public enum Energy: Int, Hashable, Sendable, CaseIterable {
        /// t, μ, Δs and Δp.
        case hopping, chemicalPotential, singletGap, tripletGap
        /// t₂: hopping between second neighbours of a square lattice.
        case diagonalHopping
        /// λ of Rashba spin–orbit coupling.
        case spinOrbit
        /// The field h, in the frame of the spins.
        case zeemanX, zeemanY, zeemanZ
        /// Δd and Δes: singlet pairing of nearest neighbours.
        case dWaveGap, extendedSingletGap
        /// W: the width of the distribution of u_i.
        case disorder

        /// Whether it vanishes in the normal state.
        public var isGap: Bool {
            switch self {
            case .singletGap, .tripletGap, .dWaveGap, .extendedSingletGap: true
            default: false
            }
        }
    }

    public let lattice: Lattice
    private let energies: [Double]
    public let dVector: DVector
    public let tripletPhase: RelativePhase
    public let dWavePhase: RelativePhase
    public let spinOrbitVectors: SpinOrbitVectors
    /// ν: how often the pairing phase winds along x; an integer where x is periodic.
    public let winding: Double
    /// Which sample of the disorder.
    public let disorderSeed: UInt64
    /// Rectangles with energies of their own; later ones win.
    public let regions: [Region]

    /// - Parameter energies: those that are not zero.
    public init(
        lattice: Lattice, energies: [Energy: Double], dVector: DVector, tripletPhase: RelativePhase = .imaginary,
        dWavePhase: RelativePhase = .real, winding: Double = 0, disorderSeed: UInt64 = 0, regions: [Region] = []
    ) {
        self.init(
            lattice: lattice, energies: Energy.allCases.map { energies[$0] ?? 0 }, dVector: dVector, tripletPhase: tripletPhase,
            dWavePhase: dWavePhase, spinOrbitVectors: .rashba, winding: winding, disorderSeed: disorderSeed, regions: regions)
    }

    private init(
        lattice: Lattice, energies: [Double], dVector: DVector, tripletPhase: RelativePhase, dWavePhase: RelativePhase,
        spinOrbitVectors: SpinOrbitVectors, winding: Double, disorderSeed: UInt64, regions: [Region]
    ) {
        precondition(lattice.boundaryX == .open || winding == winding.rounded(), "a ring carries whole windings only")
        precondition(lattice.kind == .square || energies[Energy.diagonalHopping.rawValue] == 0)
        self.lattice = lattice
        self.energies = energies
        self.dVector = dVector
        self.tripletPhase = tripletPhase
        self.dWavePhase = dWavePhase
        self.spinOrbitVectors = spinOrbitVectors
        self.winding = winding
        self.disorderSeed = disorderSeed
        self.regions = regions
    }

    /// The mixed-parity superconductor of the paper.
    public init(
        lattice: Lattice, hopping: Double, chemicalPotential: Double, singletGap: Double, tripletGap: Double,
        dVector: DVector, tripletPhase: RelativePhase, winding: Double
    ) {
        self.init(
            lattice: lattice,
            energies: [
                .hopping: hopping, .chemicalPotential: chemicalPotential, .singletGap: singletGap, .tripletGap: tripletGap,
            ], dVector: dVector, tripletPhase: tripletPhase, winding: winding)
    }

    /// The value outside all regions.
    public subscript(energy: Energy) -> Double { energies[energy.rawValue] }

    public var hopping: Double { self[.hopping] }
    public var chemicalPotential: Double { self[.chemicalPotential] }

    /// A copy with some things changed. The only place that copies: what is added to a superconductor is added here.
    ///
    /// - Parameters:
    ///   - axes: of the spins, each a unit vector in the frame of this superconductor, the first one the new x.
    ///   - energy: what becomes of each energy, those of the regions included.
    public func with(
        lattice: Lattice? = nil, spinAxes axes: [[Double]]? = nil, energies energy: (Energy, Double) -> Double = { $1 }
    ) -> Superconductor {
        var changed = Energy.allCases.map { energy($0, self[$0]) }
        if let axes {
            let field = Energy.zeeman.map { changed[$0.rawValue] }
            for (component, axis) in zip(Energy.zeeman, axes) {
                changed[component.rawValue] = axis[0] * field[0] + axis[1] * field[1] + axis[2] * field[2]
            }
        }
        return Superconductor(
            lattice: lattice ?? self.lattice, energies: changed, dVector: axes.map(dVector.seen) ?? dVector,
            tripletPhase: tripletPhase, dWavePhase: dWavePhase,
            spinOrbitVectors: axes.map(spinOrbitVectors.seen) ?? spinOrbitVectors, winding: winding,
            disorderSeed: disorderSeed, regions: regions.map { $0.with(energies: energy) })
    }

    /// A copy with another d-vector.
    public func with(dVector: DVector) -> Superconductor {
        Superconductor(
            lattice: lattice, energies: energies, dVector: dVector, tripletPhase: tripletPhase, dWavePhase: dWavePhase,
            spinOrbitVectors: spinOrbitVectors, winding: winding, disorderSeed: disorderSeed, regions: regions)
    }

    /// A copy that is the same everywhere: without regions and disorder.
    public var uniform: Superconductor {
        Superconductor(
            lattice: lattice, energies: Energy.allCases.map { $0 == .disorder ? 0 : self[$0] }, dVector: dVector,
            tripletPhase: tripletPhase, dWavePhase: dWavePhase, spinOrbitVectors: spinOrbitVectors, winding: winding,
            disorderSeed: 0, regions: [])
    }

    /// φ/2 per lattice constant: πν/L_x. The phase of c† c† at x and x' is e^{iθ(x + x')}.
    public var phaseGradient: Double { .pi * winding / Double(lattice.width) }

    /// Whether all sites are alike, and all bonds with one step.
    public var isUniform: Bool { regions.isEmpty && self[.disorder] == 0 }

    /// The steps of the bonds that carry anything, one of each pair of opposite ones.
    public var steps: [Lattice.Step] {
        lattice.nearestSteps + (self[.diagonalHopping] == 0 ? [] : Lattice.diagonalSteps)
    }

    /// A bound on the spectrum: every eigenvalue lies in ± this.
    public var spectralBound: Double {
        let neighbours = Double(2 * lattice.nearestSteps.count)
        // The largest row norm of each term: ‖d·σ iσ2‖ ≤ √2 |d|, two bonds per step, the factor ½ of P.
        let triplet = lattice.nearestSteps.map { step in
            dVector.along(lattice.displacement(of: step)).reduce(0) { $0 + $1.lengthSquared }.squareRoot() * 2.0.squareRoot()
        }
        let field = Energy.zeeman.reduce(0) { $0 + self[$1] * self[$1] }.squareRoot()
        return largest(.chemicalPotential) + neighbours * abs(hopping) + largest(.singletGap)
            + largest(.tripletGap) * triplet.reduce(0, +)
            + 4 * abs(self[.diagonalHopping]) + neighbours / 2 * abs(self[.spinOrbit]) + field
            + neighbours * (largest(.dWaveGap) + largest(.extendedSingletGap)) + abs(self[.disorder]) / 2
    }
}
