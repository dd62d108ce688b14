import Numerics

/// Axes e1, e2, e3 for the spin, right-handed, and the spinors that are up and down along e3.
///
/// With a collinear magnet's exchange along e3, H̄ does not mix the two.
struct SpinFrame: Sendable {
    let axes: [SIMD3<Double>]
    /// Column s is the spinor of spin s along e3 in the basis along z: [row][column].
    let spinors: [[Complex<Double>]]

    /// The frame of the file itself.
    static let global = SpinFrame(
        axes: [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)], spinors: [[.one, .zero], [.zero, .one]])

    private init(axes: [SIMD3<Double>], spinors: [[Complex<Double>]]) { (self.axes, self.spinors) = (axes, spinors) }

    /// - Parameter direction: of e3, of length 1.
    init(along direction: SIMD3<Double>) {
        let inPlane = (direction.x * direction.x + direction.y * direction.y).squareRoot()
        guard inPlane > 1e-15 || direction.z < 0 else {
            self = .global
            return
        }
        let theta = Double.atan2(y: inPlane, x: direction.z)
        let phi = inPlane > 0 ? Double.atan2(y: direction.y, x: direction.x) : 0
        // e^{-iφσz/2} e^{-iθσy/2}, which turns z into the direction.
        let (c, s) = (Double.cos(theta / 2), Double.sin(theta / 2))
        let up = Complex(length: 1, phase: -phi / 2)
        let down = up.conjugate
        spinors = [[up * Complex(c), -up * Complex(s)], [down * Complex(s), down * Complex(c)]]
        let (ct, st, cp, sp) = (Double.cos(theta), Double.sin(theta), Double.cos(phi), Double.sin(phi))
        axes = [SIMD3(ct * cp, ct * sp, -st), SIMD3(-sp, cp, 0), SIMD3(st * cp, st * sp, ct)]
    }

    /// S† m S for a 2 × 2 block, row by row.
    func turn(_ block: [Complex<Double>]) -> [Complex<Double>] {
        var result = [Complex<Double>](repeating: .zero, count: 4)
        for a in 0..<2 {
            for b in 0..<2 {
                for c in 0..<2 {
                    for d in 0..<2 {
                        result[2 * a + b] += spinors[c][a].conjugate * block[2 * c + d] * spinors[d][b]
                    }
                }
            }
        }
        return result
    }

    /// A tensor (spin, direction) with the spin's components in this frame, in the frame of x, y, z.
    func toGlobal(_ tensor: [Double], directions: Int) -> [Double] {
        var result = [Double](repeating: 0, count: 3 * directions)
        for i in 0..<3 {
            for a in 0..<3 {
                for j in 0..<directions { result[i * directions + j] += axes[a][i] * tensor[a * directions + j] }
            }
        }
        return result
    }
}
