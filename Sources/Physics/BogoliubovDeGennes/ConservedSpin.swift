import Numerics

/// What component of the spin a superconductor conserves.
public enum ConservedSpin: Hashable, Sendable {
    case all
    /// The component along a unit vector.
    case along([Double])
    case none
}

extension Superconductor {
    /// Read off the terms: a triplet pairing conserves the spin along its d-vector, if that has an axis, a field the spin along
    /// itself; spin–orbit coupling conserves none (but where the lattice is one site wide).
    public var conservedSpin: ConservedSpin {
        guard self[.spinOrbit] == 0 else { return .none }
        let strength = field.reduce(0) { max($0, abs($1)) }
        var axis: [Double]?
        if strength > 0 {
            // Scaled, lest squares leave the range of numbers.
            let scaled = field.map { $0 / strength }
            let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
            axis = scaled.map { $0 / length }
        }
        guard hasTripletPairing else { return axis.map(ConservedSpin.along) ?? .all }
        guard let d = dVector.axis else { return .none }
        guard let axis else { return .along(d) }
        let cosine = zip(axis, d).reduce(0) { $0 + $1.0 * $1.1 }
        let isParallel = zip(axis, d).allSatisfy { abs($0 - cosine * $1) < 1e-15 }
        return isParallel ? .along(d) : .none
    }
}
