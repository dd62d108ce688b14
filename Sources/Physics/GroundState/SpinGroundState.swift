/// The classical ground state of impurity spins on a superconductor.
public struct SpinGroundState: Sendable {
    /// F - F[Ĥ0] there.
    public let energy: Double
    /// A bound on its error.
    public let errorEstimate: Double
    /// A unit vector for each impurity. Of states that common rotations make of each other, one is chosen; of a state and its
    /// reverse, if they have the same energy, too.
    public let spins: [[Double]]
    /// The norm of the gradient along the spheres that is left.
    public let slope: Double
    /// The rotations of all spins together that leave every energy as it is.
    public let rotations: CommonRotations
    /// How many directions they move this state in: 0, 1 (about an axis), 2 (a common axis of the spins is free) or 3.
    public let degeneracy: Int
    /// The energies of all different local minima found, ascending; states that common rotations make of each other are one.
    public let minima: [Double]
    /// States of the same energy that common rotations do not make of each other, such as a state and its reverse; `spins` is one.
    public let equivalents: [[[Double]]]

    /// The largest angle between two of the spins, in radians: 0 for a ferromagnet, π for an antiferromagnet; nil for one spin.
    public var cantingAngle: Double? {
        guard spins.count > 1 else { return nil }
        var largest = 0.0
        for i in spins.indices { for j in 0..<i { largest = max(largest, angle(spins[i], spins[j])) } }
        return largest
    }

    /// How far the spins of another state, such as the minimum of a fitted form, are turned from those of the nearest ground state,
    /// in radians; common rotations do not count.
    public func distance(to other: [[Double]]) -> Double {
        equivalents.reduce(rotations.distance(spins, other)) { min($0, rotations.distance($1, other)) }
    }
}
