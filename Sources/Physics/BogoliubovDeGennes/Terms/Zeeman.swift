import Numerics

extension Superconductor.Energy {
    /// The components of the field.
    public static let zeeman: [Superconductor.Energy] = [.zeemanX, .zeemanY, .zeemanZ]
}

extension Superconductor {
    /// h.
    public var field: [Double] { Energy.zeeman.map { self[$0] } }

    /// -h·σ: the field acts on spins, not on orbits.
    public var zeemanTerm: SpinMatrix { SpinMatrix.pauli(field.map { Complex(-$0) }) }
}
