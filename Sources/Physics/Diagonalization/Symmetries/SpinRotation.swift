import BogoliubovDeGennes
import Numerics

/// A proper rotation of spin space, with one of the two spinor matrices that stand for it.
struct SpinRotation: Sendable {
    /// u in c → u c: S·σ becomes u (S·σ) u† = (R S)·σ.
    let spinor: SpinMatrix
    /// R, row by row.
    let matrix: [Double]

    static let identity = SpinRotation(quaternion: [1, 0, 0, 0])

    /// u = w - i (x σ1 + y σ2 + z σ3).
    ///
    /// - Parameter quaternion: (w, x, y, z), of any length but zero.
    init(quaternion: [Double]) {
        let norm = quaternion.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let q = quaternion.map { $0 / norm }
        let (w, x, y, z) = (q[0], q[1], q[2], q[3])
        spinor = Complex(w) * .identity + Complex(0, -1) * SpinMatrix.pauli([Complex(x), Complex(y), Complex(z)])
        matrix = [
            w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y),
            2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x),
            2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z,
        ]
    }

    func callAsFunction(_ spin: [Double]) -> [Double] {
        (0..<3).map { row in (0..<3).reduce(0) { $0 + matrix[3 * row + $1] * spin[$1] } }
    }

    /// The identity, and half turns about x, y, z: on the spinors, permutations with phases.
    static let halfTurns = (0..<4).map { axis in SpinRotation(quaternion: (0..<4).map { $0 == axis ? 1 : 0 }) }

    /// The 24 rotations that map the axes onto each other: the spin configurations are closed under them.
    static let ofTheCube: [SpinRotation] = (0..<81).compactMap { code in
        let digits = [27, 9, 3, 1].map { Double(code / $0 % 3 - 1) }
        // Quaternions with one, two or four components of equal size; q and -q are the same rotation.
        guard [1, 2, 4].contains(digits.filter { $0 != 0 }.count), digits.first(where: { $0 != 0 }) == 1 else {
            return nil
        }
        return SpinRotation(quaternion: digits)
    }
}
