import Numerics

/// The vectors w_x and w_y of spin–orbit coupling that is linear in momentum: a bond of displacement r carries
/// -(iλ/2)(r_x w_x + r_y w_y)·σ.
public struct SpinOrbitVectors: Hashable, Sendable {
    public let x: [Double]
    public let y: [Double]

    /// w_x = -e_y, w_y = e_x: H(k) gains λ (σ_x sin k_y - σ_y sin k_x) on a square lattice.
    public static let rashba = SpinOrbitVectors(x: [0, -1, 0], y: [1, 0, 0])

    /// In other axes of spin space.
    func seen(from axes: [[Double]]) -> SpinOrbitVectors {
        func turned(_ w: [Double]) -> [Double] { axes.map { $0[0] * w[0] + $0[1] * w[1] + $0[2] * w[2] } }
        return SpinOrbitVectors(x: turned(x), y: turned(y))
    }
}

extension Superconductor {
    /// -(iλ/2)(r_y σ_x - r_x σ_y) of a bond between nearest neighbours: Rashba spin–orbit coupling. The reverse bond has its
    /// adjoint.
    public func spinOrbitTerm(along step: Lattice.Step) -> SpinMatrix {
        let r = lattice.displacement(of: step)
        let w = zip(spinOrbitVectors.x, spinOrbitVectors.y).map { Complex(r.x * $0 + r.y * $1) }
        return Complex(0, -self[.spinOrbit] / 2) * SpinMatrix.pauli(w)
    }
}
