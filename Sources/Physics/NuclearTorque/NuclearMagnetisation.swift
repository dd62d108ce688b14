import Foundation

/// The magnetisation of a free electron gas with a spin accumulation along y around a nucleus at the origin (Eqs. 3, 5 and those below
/// Eq. 11), in units of eħk_F³/m_e; lengths in 1/k_F.
public struct NuclearMagnetisation: Sendable, Equatable {
    /// Which field of the nucleus acts on the electrons.
    public enum Field: Sendable { case contact, dipole, both }

    /// Of the nuclear moment, a unit vector.
    public let moment: SIMD3<Double>
    /// The strength of the contact field B δ(r), in ħ/(ek_F); the dipole field of the same moment goes with it.
    public let strength: Double
    /// μ in ħ²k_F²/m_e.
    public let accumulation: Double
    public let field: Field
    /// With the sign of χ₂, M₀ and f_dip1 as the paper prints them.
    public let isPrinted: Bool

    public init(moment: SIMD3<Double>, strength: Double, accumulation: Double, field: Field, isPrinted: Bool) {
        self.moment = moment
        self.strength = strength
        self.accumulation = accumulation
        self.field = field
        self.isPrinted = isPrinted
    }

    /// M₀ along y, far from the nucleus: -(ek_F/4π²ħ)μ from the Hamiltonian, twice that in Eq. 3.
    public var uniform: Double { -accumulation / (4 * Double.pi * .pi) * (isPrinted ? 2 : 1) }

    /// M at a point other than the origin, with a bound on the error of any component.
    public func value(at point: SIMD3<Double>) -> (value: SIMD3<Double>, error: Double) {
        let distance = (point * point).sum().squareRoot()
        let radial = RadialFunctions(distance, isPrinted: isPrinted)
        let direction = point / distance
        let dipole = 3 * (moment * direction).sum() * direction - moment
        let cube = Double.pi * .pi * .pi
        let (parallel, perpendicular) = (strength / (4 * cube), strength * accumulation / (8 * cube))
        // Printed: (I × μ) f_con2 and μ × (…) f_dip2; the commutator of Eq. 2 turns both round.
        let sign: Double = isPrinted ? 1 : -1
        var sum = SIMD3(0, uniform, 0)
        if field != .dipole {
            sum +=
                parallel * radial.contactParallel * moment - sign * perpendicular * radial.contactPerpendicular
                * Self.crossY(moment)
        }
        if field != .contact {
            sum +=
                parallel * radial.dipoleParallel * dipole + sign * perpendicular * radial.dipolePerpendicular
                * Self.crossY(dipole)
        }
        var error = radial.error
        if isPrinted { error += RadialFunctions.printedError(distance) }
        // What the direction and the distance are rounded by moves f no more than in proportion to its terms, which go like 1/x³ at most.
        error += 8 * .ulpOfOne * (1 / distance + 1 / (distance * distance * distance))
        return (sum, 3 * (abs(parallel) + abs(perpendicular)) * error + 4 * .ulpOfOne * abs(uniform))
    }

    /// e_y × a.
    private static func crossY(_ a: SIMD3<Double>) -> SIMD3<Double> { SIMD3(a.z, 0, -a.x) }
}
