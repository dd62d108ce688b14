import Foundation
import RashbaGas

/// D and Q of the Rashba gas straight from Eqs. (2), (5), (11), (12), (13), (84), (85): eigenvectors and matrices at each
/// point of an equispaced grid in two dimensions. Shares no formula and no code with the module, except the constants.
struct RashbaBruteForce {
    let alpha: Double
    let splitting: Double
    /// A = ħ²/2m.
    let a: Double
    let mu: Double
    let kT: Double
    /// The grid has (2 · half + 1)² points on [-cutoff, cutoff]².
    let cutoff: Double
    let half: Int
    /// Builds the torque from the full H instead of H without spin-orbit coupling: the mistake to guard against.
    var torqueOfFullHamiltonian = false

    struct Complex {
        var re: Double
        var im: Double
        init(_ re: Double, _ im: Double = 0) { (self.re, self.im) = (re, im) }
        var conjugate: Complex { Complex(re, -im) }
        static func + (x: Complex, y: Complex) -> Complex { Complex(x.re + y.re, x.im + y.im) }
        static func - (x: Complex, y: Complex) -> Complex { Complex(x.re - y.re, x.im - y.im) }
        static func * (x: Complex, y: Complex) -> Complex {
            Complex(x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re)
        }
    }

    struct Matrix {
        var uu, ud, du, dd: Complex
        static func + (x: Matrix, y: Matrix) -> Matrix {
            Matrix(uu: x.uu + y.uu, ud: x.ud + y.ud, du: x.du + y.du, dd: x.dd + y.dd)
        }
        static func * (x: Matrix, y: Matrix) -> Matrix {
            Matrix(
                uu: x.uu * y.uu + x.ud * y.du, ud: x.uu * y.ud + x.ud * y.dd,
                du: x.du * y.uu + x.dd * y.du, dd: x.du * y.ud + x.dd * y.dd)
        }
        static func * (s: Complex, x: Matrix) -> Matrix { Matrix(uu: s * x.uu, ud: s * x.ud, du: s * x.du, dd: s * x.dd) }
        func between(_ n: (Complex, Complex), _ m: (Complex, Complex)) -> Complex {
            n.0.conjugate * (uu * m.0 + ud * m.1) + n.1.conjugate * (du * m.0 + dd * m.1)
        }
    }

    static let zero = Complex(0)
    static let one = Matrix(uu: Complex(1), ud: zero, du: zero, dd: Complex(1))
    static let sigma = [
        Matrix(uu: zero, ud: Complex(1), du: Complex(1), dd: zero),
        Matrix(uu: zero, ud: Complex(0, -1), du: Complex(0, 1), dd: zero),
        Matrix(uu: Complex(1), ud: zero, du: zero, dd: Complex(-1)),
    ]

    /// H without and with spin-orbit coupling, Eq. (84).
    func hamiltonians(_ kx: Double, _ ky: Double) -> (bare: Matrix, full: Matrix) {
        let bare = Complex(a * (kx * kx + ky * ky)) * Self.one + Complex(splitting / 2) * Self.sigma[2]
        return (bare, bare + Complex(alpha * ky) * Self.sigma[0] + Complex(-alpha * kx) * Self.sigma[1])
    }

    /// ħv_x and ħv_y, Eq. (85).
    func velocities(_ kx: Double, _ ky: Double) -> [Matrix] {
        [
            Complex(2 * a * kx) * Self.one + Complex(-alpha) * Self.sigma[1],
            Complex(2 * a * ky) * Self.one + Complex(alpha) * Self.sigma[0],
        ]
    }

    func torque(_ spin: Int, _ kx: Double, _ ky: Double) -> Matrix {
        let h = torqueOfFullHamiltonian ? hamiltonians(kx, ky).full : hamiltonians(kx, ky).bare
        return Complex(0, 0.5) * (h * Self.sigma[spin] + Complex(-1) * (Self.sigma[spin] * h))
    }

    /// Energies, ascending, with their eigenvectors.
    func eigenstates(_ h: Matrix) -> [(energy: Double, vector: (Complex, Complex))] {
        let middle = (h.uu.re + h.dd.re) / 2
        let z = (h.uu.re - h.dd.re) / 2
        let length = (z * z + h.du.re * h.du.re + h.du.im * h.du.im).squareRoot()
        func normalised(_ x: Complex, _ y: Complex) -> (Complex, Complex) {
            let scale = Complex(1 / (x.re * x.re + x.im * x.im + y.re * y.re + y.im * y.im).squareRoot())
            return (scale * x, scale * y)
        }
        let (up, down) =
            z >= 0
            ? (normalised(Complex(length + z), h.du), normalised(Complex(-1) * h.ud, Complex(length + z)))
            : (normalised(h.ud, Complex(length - z)), normalised(Complex(length - z), Complex(-1) * h.du))
        return [(middle - length, down), (middle + length, up)]
    }

    /// Im[⟨n|T_i|m⟩⟨m|ħv_j|n⟩] for n = 0 … 1, m = 0 … 1.
    func mixedElements(spin: Int, direction: Int, _ kx: Double, _ ky: Double) -> [[Double]] {
        let states = eigenstates(hamiltonians(kx, ky).full)
        let t = torque(spin, kx, ky)
        let v = velocities(kx, ky)[direction]
        return states.map { n in
            states.map { m in (t.between(n.vector, m.vector) * v.between(m.vector, n.vector)).im }
        }
    }

    func fermi(_ energy: Double) -> Double { 1 / (1 + exp((energy - mu) / kT)) }
    func grand(_ energy: Double) -> Double {
        let x = (energy - mu) / kT
        return x > 0 ? -kT * log1p(exp(-x)) : kT * (x - log1p(exp(x)))
    }

    /// D and Q as arrays (spin) × (direction), row by row.
    func tensors() -> (dmi: [Double], spinCurrent: [Double]) {
        var dmi = [Double](repeating: 0, count: 6)
        var spinCurrent = dmi
        let step = cutoff / Double(half)
        let weight = step * step / (4 * .pi * .pi)
        for ix in -half...half {
            for iy in -half...half {
                let (kx, ky) = (Double(ix) * step, Double(iy) * step)
                let states = eigenstates(hamiltonians(kx, ky).full)
                guard fermi(states[0].energy) > 1e-14 else { continue }
                let v = velocities(kx, ky)
                for spin in 0..<3 {
                    let t = torque(spin, kx, ky)
                    for direction in 0..<2 {
                        let index = 2 * spin + direction
                        let anticommutator =
                            Self.sigma[spin] * v[direction] + v[direction] * Self.sigma[spin]
                        for (n, m) in [(states[0], states[1]), (states[1], states[0])] {
                            let gap = m.energy - n.energy
                            let x = (t.between(n.vector, m.vector) * v[direction].between(m.vector, n.vector)).im
                            dmi[index] += weight * (fermi(n.energy) * x / gap + grand(n.energy) * 2 * x / (gap * gap))
                            spinCurrent[index] +=
                                weight * fermi(n.energy) * anticommutator.between(n.vector, n.vector).re / 4
                        }
                    }
                }
            }
        }
        return (dmi, spinCurrent)
    }
}
