import BogoliubovDeGennes
import Numerics

/// A rotation of spin space that turns the axis along which the superconductor conserves spin, if there is one, to z. Then
/// (c↑, c†↓) decouples from (c↓, c†↑): half-size blocks. Free energies do not change when the impurity spins are rotated
/// along.
struct SpinFrame {
    /// The superconductor in the rotated frame.
    let superconductor: Superconductor
    /// Whether (c↑, c†↓) decouples.
    let decouples: Bool
    /// Rows of the rotation matrix.
    private let rotation: [[Double]]

    init(_ original: Superconductor) {
        switch original.conservedSpin {
        case .all:
            (superconductor, decouples, rotation) = (original, true, [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
        case .none:
            (superconductor, decouples, rotation) = (original, false, [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
        case .along(let axis):
            rotation = Self.rotation(from: axis)
            decouples = true
            superconductor = original.with(spinAxes: rotation)
        }
    }

    /// Ŝ = S·σ ⊕ -(S·σ)* of the six spin directions, seen in this frame.
    var spinMatrices: [NambuMatrix] {
        SpinDirection.allCases.map { direction in
            let spin = rotation.map { row in Complex(zip(row, direction.vector).reduce(0) { $0 + $1.0 * $1.1 }) }
            return NambuMatrix(normal: .pauli(spin), pairing: .zero, reversePairing: .zero)
        }
    }

    /// An orthonormal right-handed frame whose third axis is `axis`.
    private static func rotation(from axis: [Double]) -> [[Double]] {
        guard abs(axis[0]) + abs(axis[1]) > 0 else {
            return axis[2] > 0 ? [[1, 0, 0], [0, 1, 0], [0, 0, 1]] : [[1, 0, 0], [0, -1, 0], [0, 0, -1]]
        }
        let length = (axis[0] * axis[0] + axis[1] * axis[1]).squareRoot()
        let first = [-axis[1] / length, axis[0] / length, 0]
        let second = [
            axis[1] * first[2] - axis[2] * first[1], axis[2] * first[0] - axis[0] * first[2],
            axis[0] * first[1] - axis[1] * first[0],
        ]
        return [first, second, axis]
    }
}
