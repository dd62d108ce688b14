import Foundation

/// A lattice of impurities with a₁ = (1, 0) and a₂ = (cos θ, sin θ), lengths in units of d, on a film with the Pearl length ρ.
///
/// With moments m cos(k·R) the energy per impurity is ½ m·K(k)·m in units of Γ²/(2πe²Dd²), with
///
///     K_ab(k) = Σ_{R≠0} (-∂_a∂_bV)(R) cos k·R.
public struct ImpurityLattice: Sendable, Equatable {
    /// In radians, from above 0 to below π.
    public let angle: Double
    /// r₀/d; infinite without the magnetic field.
    public let pearlLength: Double

    public init(angle: Double, pearlLength: Double) {
        precondition(angle > 0 && angle < .pi && pearlLength > 0)
        self.angle = angle
        self.pearlLength = pearlLength
    }

    /// Of the unit cell.
    public var area: Double { sin(angle) }
    var second: SIMD2<Double> { SIMD2(cos(angle), sin(angle)) }
    /// b₁ and b₂.
    public var reciprocal: (SIMD2<Double>, SIMD2<Double>) {
        (2 * .pi * SIMD2(1, -cos(angle) / sin(angle)), 2 * .pi * SIMD2(0, 1 / sin(angle)))
    }

    /// Orders of the moments whose energies are compared.
    public enum Order: CaseIterable, Sendable { case ferromagnet, layered, diagonal }

    /// k of an order: 0, b₂/2, (b₁+b₂)/2.
    public func momentum(_ order: Order) -> SIMD2<Double> {
        let (first, second) = reciprocal
        return switch order {
        case .ferromagnet: .zero
        case .layered: second / 2
        case .diagonal: (first + second) / 2
        }
    }
}

/// A symmetric 2 × 2 matrix of couplings, with a bound on the error of any element.
public struct CouplingMatrix: Sendable, Equatable {
    public var xx, xy, yy: Double
    public var error: Double

    public init(xx: Double, xy: Double, yy: Double, error: Double) {
        (self.xx, self.xy, self.yy, self.error) = (xx, xy, yy, error)
    }

    /// ½ the lowest eigenvalue: the energy per impurity with the best direction of the moments.
    public var energy: Double { 0.5 * (0.5 * (xx + yy) - spread) }
    /// A symmetric matrix with such errors moves its eigenvalues by at most twice as much.
    public var energyError: Double { error + 4 * .ulpOfOne * (abs(xx) + abs(yy)) }

    /// The direction of the moments, in degrees from 0 to below 180.
    public var momentAngle: Double {
        // The eigenvector of the lower eigenvalue.
        let degrees = 0.5 * atan2(-2 * xy, yy - xx) * 180 / .pi
        return degrees < 0 ? degrees + 180 : degrees
    }

    /// The error moves the direction by at most this, in degrees; infinite where the eigenvalues are not told apart.
    public var momentAngleError: Double { spread > 2 * error ? error / spread * 180 / .pi + 1e-13 : .infinity }

    private var spread: Double { (0.25 * (xx - yy) * (xx - yy) + xy * xy).squareRoot() }
}
