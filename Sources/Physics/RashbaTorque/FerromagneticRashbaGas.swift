/// A two-dimensional electron gas with Rashba coupling and an exchange field, the system of Veneri, Perkins and Ferreira
/// (Eqs. 7, 8):
///
///     H = p²/2m + α(p_xσ_y - p_yσ_x) + Δ·σ,   Δ = Δ_xc(sin θ, 0, cos θ)
///
/// with ħ = |e| = 1, energies in meV, lengths in nm. The bands are E_± = p²/2m ± |B|, B = (Δ_x - αp_y, αp_x, Δ_z).
///
/// Momenta are measured from a stationary point of a band, (0, p₀), for which `Centre` stands.
public struct FerromagneticRashbaGas: Sendable, Equatable {
    /// ħ²/m_e in meV nm².
    public static let planckSquaredOverElectronMass = 76.199642283
    /// ħ times 1 m/s, in meV nm.
    public static let planckTimesMetrePerSecond = 6.582119569e-4

    /// m in 1/(meV nm²); positive.
    public let mass: Double
    /// α in meV nm; either sign.
    public let alpha: Double
    /// Δ_x and Δ_z in meV.
    public let inPlaneExchange, axialExchange: Double
    /// The minimum of E_+, from which each ray crosses its ring once: E_+ is convex. Most rings of E_- are around it, too.
    let upperCentre: Centre
    /// The minimum of E_-, which is another point if there is an exchange field in the plane.
    let lowerCentre: Centre

    /// A point (0, p₀) at which a band is stationary.
    struct Centre: Sendable, Equatable {
        /// p₀, in 1/nm.
        let momentum: Double
        /// B_x = Δ_x - αp₀ and |B|, in meV.
        let inPlaneField, field: Double
        /// ±1: E_+ or E_-.
        let band: Double
        /// E_±(p₀), in meV.
        let energy: Double
    }

    /// - Parameters:
    ///   - mass: m in electron masses; positive.
    ///   - alpha: α in meV nm.
    ///   - exchange: (Δ_x, Δ_z) in meV.
    public init(mass: Double, alpha: Double, exchange: (x: Double, z: Double)) {
        precondition(mass > 0, "the mass must be positive")
        self.mass = mass / Self.planckSquaredOverElectronMass
        self.alpha = alpha
        (inPlaneExchange, axialExchange) = exchange
        upperCentre = Self.upperMinimum(mass: self.mass, alpha: alpha, exchange: exchange)
        lowerCentre = Self.lowerMinimum(mass: self.mass, alpha: alpha, exchange: exchange)
    }

    /// The highest energy of the spin gap, where the upper band begins, in meV: E_+(p₀).
    public var gapEdge: Double { upperCentre.energy }

    /// The lowest energy of the gas, in meV: the minimum of E_-.
    public var bandMinimum: Double { lowerCentre.energy }

    private static func upperMinimum(mass: Double, alpha: Double, exchange: (x: Double, z: Double)) -> Centre {
        let inPlane = stationaryField(exchange, splitting: mass * alpha * alpha)
        let field = (inPlane * inPlane + exchange.z * exchange.z).squareRoot()
        // At a Dirac point, which the minimum is if there is no gap, the slope does not vanish.
        let momentum = field > 0 ? mass * alpha * inPlane / field : (alpha == 0 ? 0 : exchange.x / alpha)
        return Centre(
            momentum: momentum, inPlaneField: inPlane, field: field, band: 1, energy: momentum * momentum / (2 * mass) + field)
    }

    /// On the axis p_x = 0, on the side where |B| grows. The slope p/m - (|αΔ_x| + α²p)/|B| is convex and starts below zero.
    private static func lowerMinimum(mass: Double, alpha: Double, exchange: (x: Double, z: Double)) -> Centre {
        func inPlane(_ p: Double) -> Double { abs(exchange.x) + abs(alpha) * p }
        func field(_ p: Double) -> Double { (inPlane(p) * inPlane(p) + exchange.z * exchange.z).squareRoot() }
        var (low, high) = (0.0, mass * abs(alpha))
        for _ in 0..<120 {
            let p = 0.5 * (low + high)
            if p / mass * field(p) < abs(alpha) * inPlane(p) { low = p } else { high = p }
        }
        let side: Double = (alpha < 0) != (exchange.x < 0) ? 1 : -1
        return Centre(
            momentum: side * high, inPlaneField: exchange.x < 0 ? -inPlane(high) : inPlane(high), field: field(high), band: -1,
            energy: high * high / (2 * mass) - field(high))
    }

    /// The root d of d(1 + mα²/√(d² + Δ_z²)) = Δ_x: d = Δ_x - αp₀ where E_+ is stationary, to all digits; 0 at a Dirac point.
    private static func stationaryField(_ exchange: (x: Double, z: Double), splitting: Double) -> Double {
        let target = abs(exchange.x)
        var (low, high) = (0.0, target)
        for _ in 0..<2000 where low < high {
            // In the middle by order of magnitude as long as the ends differ by more than a factor.
            let middle = low > 0 && high > 4 * low ? (low.squareRoot() * high.squareRoot()) : low + 0.5 * (high - low)
            guard middle > low, middle < high else { break }
            let size = (middle * middle + exchange.z * exchange.z).squareRoot()
            if middle + splitting * (middle / size) < target { low = middle } else { high = middle }
        }
        return exchange.x < 0 ? -low : low
    }
}
