import Numerics

/// The d-vector of triplet pairing with nearest-neighbour range: d(p) = d_x p_x + d_y p_y, each a complex 3-vector.
public struct DVector: Hashable, Sendable {
    /// The vector that multiplies p_x, and the one that multiplies p_y, as (x, y, z) components.
    public let x: [Complex<Double>]
    public let y: [Complex<Double>]

    public init(x: [Complex<Double>], y: [Complex<Double>]) {
        precondition(x.count == 3 && y.count == 3)
        self.x = x
        self.y = y
    }

    /// d_x r_x + d_y r_y for a bond of Cartesian displacement r.
    public func along(_ r: (x: Double, y: Double)) -> [Complex<Double>] {
        zip(x, y).map { Complex(r.x) * $0 + Complex(r.y) * $1 }
    }

    /// P(i, j) of a bond of Cartesian displacement r: ½ [(d_x r_x + d_y r_y)·σ] iσ2. The reverse bond has the opposite sign.
    public func pairing(along r: (x: Double, y: Double)) -> SpinMatrix {
        Complex(0.5) * (SpinMatrix.pauli(along(r)) * .singlet)
    }

    /// In other axes of spin space.
    func seen(from axes: [[Double]]) -> DVector {
        func turned(_ d: [Complex<Double>]) -> [Complex<Double>] {
            axes.map { axis in zip(axis, d).reduce(Complex<Double>.zero) { $0 + Complex($1.0) * $1.1 } }
        }
        return DVector(x: turned(x), y: turned(y))
    }

    /// The real unit vector n with d(p) = n f(p), f complex; nil where d has no fixed axis (or vanishes).
    ///
    /// With such an axis, spin along n is conserved: (c↑, c†↓) and (c↓, c†↑) decouple in the basis quantised along n.
    public var axis: [Double]? {
        let components = [x, y]
        guard let largest = components.joined().max(by: { $0.length < $1.length }), largest != .zero,
            let reference = components.first(where: { $0.contains(largest) })
        else { return nil }
        // Dividing by the largest component leaves n real up to rounding, if there is an n at all.
        let scaled = reference.map { $0 / largest }
        guard scaled.allSatisfy({ $0.imaginary.magnitude < 1e-15 }) else { return nil }
        let norm = scaled.reduce(0) { $0 + $1.real * $1.real }.squareRoot()
        let axis = scaled.map { $0.real / norm }
        for d in components {
            let along = zip(d, axis).reduce(Complex<Double>.zero) { $0 + $1.0 * Complex($1.1) }
            guard zip(d, axis).allSatisfy({ ($0 - along * Complex($1)).length < 1e-15 * largest.length }) else {
                return nil
            }
        }
        return axis
    }
}
