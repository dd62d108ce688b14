/// The magnetic Rashba gas in two dimensions, magnetised along z (Freimuth, Blügel, Mokrousov, Eq. 84):
///
///     H_k = A k² + α (k × e_z)·σ + (ΔV/2) σ_z,   A = ħ²/2m,   k × e_z = (k_y, -k_x, 0)
///
/// with the bands E_±(k) = A k² ± h(k), h = √(α²k² + ΔV²/4). Energies in eV, lengths in Å.
///
/// D and Q carry the indices (spin, direction): D_yx = e_y·D_x. Because H_k is symmetric under joint rotations of k and
/// σ about z, of the six components in the plane only two are non-zero, D_yx = -D_xy and likewise for Q, so that each
/// is one number; every function here speaks of the component yx. D and Q are odd in α and even in ΔV.
public struct RashbaGas: Sendable, Equatable {
    /// α, in eV Å; either sign.
    public let alpha: Double
    /// ΔV, in eV; either sign. A positive one puts the spin of the lower band along -z.
    public let exchangeSplitting: Double
    /// A = ħ²/2m, in eV Å²; positive.
    public let kineticCoefficient: Double

    /// - Parameters:
    ///   - alpha: the Rashba parameter α, in eV Å.
    ///   - exchangeSplitting: ΔV, in eV.
    ///   - mass: m in electron masses; positive.
    public init(alpha: Double, exchangeSplitting: Double, mass: Double = 1) {
        precondition(mass > 0, "the mass must be positive")
        self.alpha = alpha
        self.exchangeSplitting = exchangeSplitting
        kineticCoefficient = RashbaConstants.halfHBarSquaredOverElectronMass / mass
    }

    /// h₀ = |ΔV|/2: half the gap at k = 0, and the energy at which the upper band begins.
    public var halfGap: Double { abs(exchangeSplitting) / 2 }

    /// α²/2A, the value of h at which the lower band has its minimum if that lies away from k = 0.
    var halfSplittingAtMinimum: Double { alpha * alpha / (2 * kineticCoefficient) }

    /// Whether the lower band has a ring of minima, so that its Fermi sea is an annulus for low chemical potentials.
    public var hasAnnulus: Bool { halfSplittingAtMinimum > halfGap }

    /// How far the ring of minima lies below -h₀, in eV: (|α|/2√A - √A h₀/|α|)², a square so that the two nearly equal
    /// energies need not be subtracted. Zero without a ring.
    public var annulusDepth: Double {
        guard hasAnnulus else { return 0 }
        let root = kineticCoefficient.squareRoot()
        let difference = abs(alpha) / (2 * root) - root * halfGap / abs(alpha)
        return difference * difference
    }

    /// The lowest energy of the gas, in eV.
    public var bandMinimum: Double { -halfGap - annulusDepth }

    /// h(k), half the distance of the bands, in eV, at |k| in 1/Å.
    public func halfSplitting(momentum k: Double) -> Double {
        (alpha * k * alpha * k + halfGap * halfGap).squareRoot()
    }

    /// E_-(k) and E_+(k), in eV.
    public func bands(momentum k: Double) -> (lower: Double, upper: Double) {
        let kinetic = kineticCoefficient * k * k
        let h = halfSplitting(momentum: k)
        return (kinetic - h, kinetic + h)
    }

    /// The |k| at which one of the bands crosses an energy, ascending, in 1/Å: two, one or none. Between the two (or
    /// below the only one) exactly one band is below that energy.
    public func fermiMomenta(energy: Double) -> [Double] {
        // (Au - E)² = α²u + h₀² for u = k² has the roots u = (b ± s)/2A², with the product (E² - h₀²)/A².
        let a = kineticCoefficient
        let b = 2 * a * energy + alpha * alpha
        let discriminant = alpha * alpha * (alpha * alpha + 4 * a * energy) + 4 * a * a * halfGap * halfGap
        guard discriminant >= 0 else { return [] }
        let product = (energy - halfGap) * (energy + halfGap) / (a * a)
        let root = discriminant.squareRoot()
        let larger = b >= 0 ? (b + root) / (2 * a * a) : 2 * a * a * product / (b - root)
        guard larger > 0 else { return [] }
        let smaller = product / larger
        return (smaller > 0 ? [smaller, larger] : [larger]).map { $0.squareRoot() }
    }
}
