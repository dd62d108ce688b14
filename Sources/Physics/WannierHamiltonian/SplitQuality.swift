/// How well Wannier functions are pairs of one real orbital with spin up and down, which tells the spin-orbit part apart.
public struct SplitQuality: Sendable, Equatable {
    /// |Im h₀| / |h|: orbital currents, zero for real orbitals.
    public let orbitalCurrents: Double
    /// |Re h at right angles to the exchange| / |Re h|: zero for a collinear magnet.
    public let perpendicularExchange: Double
    /// The largest distance of the centres of two partners, in Å.
    public let partnerDistance: Double
    /// Frobenius norms in eV over all R: Re h₀ without its mean, Im h₀, Re h (x, y, z), Im h (x, y, z).
    public let scalarNorm: Double
    public let orbitalNorm: Double
    public let exchangeNorms: SIMD3<Double>
    public let spinOrbitNorms: SIMD3<Double>

    /// The larger of the two shares, to which `allowedShare` applies.
    public var worstShare: Double { max(orbitalCurrents, perpendicularExchange) }

    public static let allowedShare = 0.05
    public static let allowedDistance = 0.3

    init(_ blocks: PairBlocks, centres: [SIMD3<Double>]) {
        let norms = blocks.norms()
        scalarNorm = norms.real[0]
        orbitalNorm = norms.imaginary[0]
        exchangeNorms = SIMD3(norms.real[1], norms.real[2], norms.real[3])
        spinOrbitNorms = SIMD3(norms.imaginary[1], norms.imaginary[2], norms.imaginary[3])
        let exchange = (exchangeNorms * exchangeNorms).sum()
        let field = exchange + (spinOrbitNorms * spinOrbitNorms).sum()
        orbitalCurrents = orbitalNorm == 0 ? 0 : orbitalNorm / field.squareRoot()
        // Fields that are rounding beside the spin-orbit part are no exchange at all.
        perpendicularExchange = exchange <= 1e-12 * field ? 0 : blocks.exchangeAxis()?.perpendicular ?? 0
        partnerDistance = stride(from: 0, to: centres.count - 1, by: 2).reduce(0) { largest, up in
            let difference = centres[up] - centres[up + 1]
            return max(largest, (difference * difference).sum().squareRoot())
        }
    }
}
