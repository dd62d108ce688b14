/// What a sum over k gives; equation numbers are those of arXiv:1610.06541.
public enum Quantity: Int, Sendable, CaseIterable {
    /// D, the Dzyaloshinskii-Moriya coefficients (Eqs. 2, 11, 12).
    case dmi
    /// Q, the ground-state spin current (Eq. 5).
    case spinCurrent
    /// b of Eq. 27 with the states and velocities of the full H_ξ: D = -Q + ξ b holds for every ξ.
    case fullCoupling
    /// The anomalous Hall conductivity.
    case hall
    /// a^I and a^II (Eqs. 22, 23), their sum, b (Eq. 27) and c (Eq. 31), with the states of H̄.
    case aOne
    case aTwo
    case a
    case b
    case c

    /// Whether it is a tensor of spin and direction; else a vector along the axes of rotation.
    var isTensor: Bool { self != .hall }
}

/// Which quantities are computed.
public enum Selection: Sendable {
    /// D and Q.
    case leading
    /// All of them.
    case all
}
