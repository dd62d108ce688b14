/// The Dzyaloshinskii-Moriya coefficient and the ground-state spin current of a gas, in eV/Å.
public struct InterfacialCoefficients: Sendable, Equatable {
    /// D_yx = e_y·D_x of Eq. (2), with the free energy density D_j·[n × ∂n/∂r_j] of Eq. (1); D_xy = -D_yx.
    public let dmi: Double
    /// Q_yx = e_y·Q_x of Eq. (5): spin y flowing along x; Q_xy = -Q_yx.
    public let spinCurrent: Double
    /// A bound on the error of either from quadrature, plus an estimate of rounding.
    public let error: Double

    public init(dmi: Double, spinCurrent: Double, error: Double) {
        self.dmi = dmi
        self.spinCurrent = spinCurrent
        self.error = error
    }

    /// The array (spin x, y, z) × (direction x, y) of a coefficient, row by row, from its component yx.
    public static func tensor(yx: Double) -> [Double] {
        [
            0, 0 - yx,  // a difference, lest zero come out as -0
            yx, 0,
            0, 0,
        ]
    }
}
