import Numerics

/// A Hamiltonian of orbitals with spin as scalar and field: each 2 × 2 block of a pair of orbitals is h₀ + h·σ.
///
/// For functions in interlaced order (2 · orbital + spin).
struct PairBlocks {
    let orbitals: Int
    /// h₀, hx, hy, hz at (cell · orbitals + row) · orbitals + column, in eV.
    var parts: [[Complex<Double>]]

    init(_ model: TightBinding) {
        let (n, count) = (model.functions, model.functions / 2)
        orbitals = count
        parts = [[Complex<Double>]](
            repeating: [Complex<Double>](repeating: .zero, count: model.cells.count * count * count), count: 4)
        let half = Complex<Double>(0.5)
        for cell in model.cells.indices {
            for row in 0..<count {
                for column in 0..<count {
                    let corner = (cell * n + 2 * row) * n + 2 * column
                    let (uu, ud) = (model.hoppings[corner], model.hoppings[corner + 1])
                    let (du, dd) = (model.hoppings[corner + n], model.hoppings[corner + n + 1])
                    let place = (cell * count + row) * count + column
                    parts[0][place] = (uu + dd) * half
                    parts[1][place] = (ud + du) * half
                    parts[2][place] = (ud - du) * Complex(0, 0.5)
                    parts[3][place] = (uu - dd) * half
                }
            }
        }
    }

    /// The hoppings with spin, laid out as in `TightBinding`.
    func hoppings() -> [Complex<Double>] {
        let (n, cells) = (2 * orbitals, parts[0].count / (orbitals * orbitals))
        var result = [Complex<Double>](repeating: .zero, count: cells * n * n)
        for cell in 0..<cells {
            for row in 0..<orbitals {
                for column in 0..<orbitals {
                    let place = (cell * orbitals + row) * orbitals + column
                    let corner = (cell * n + 2 * row) * n + 2 * column
                    let (h0, hx, hy, hz) = (parts[0][place], parts[1][place], parts[2][place], parts[3][place])
                    let i = Complex<Double>(0, 1)
                    result[corner] = h0 + hz
                    result[corner + 1] = hx - i * hy
                    result[corner + n] = hx + i * hy
                    result[corner + n + 1] = h0 - hz
                }
            }
        }
        return result
    }

    /// Frobenius norms of the real parts of h₀, hx, hy, hz, and of the imaginary parts.
    func norms() -> (real: [Double], imaginary: [Double]) {
        (
            parts.map { $0.reduce(0) { $0 + $1.real * $1.real }.squareRoot() },
            parts.map { $0.reduce(0) { $0 + $1.imaginary * $1.imaginary }.squareRoot() }
        )
    }

    /// Frobenius norms of the field h, and of what of it is at right angles to a direction, real and imaginary parts alike.
    func fieldNorms(across direction: SIMD3<Double>) -> (all: Double, across: Double) {
        var (all, across) = (0.0, 0.0)
        for place in parts[0].indices {
            for part in [\Complex<Double>.real, \Complex<Double>.imaginary] {
                let field = SIMD3(parts[1][place][keyPath: part], parts[2][place][keyPath: part], parts[3][place][keyPath: part])
                let rest = field - direction * (field * direction).sum()
                all += (field * field).sum()
                across += (rest * rest).sum()
            }
        }
        return (all.squareRoot(), across.squareRoot())
    }

    /// The direction that most of Re h has, and the share of Re h at right angles to it; nil if Re h is zero.
    func exchangeAxis() -> (direction: SIMD3<Double>, perpendicular: Double)? {
        var gram = [[Double]](repeating: [0, 0, 0], count: 3)
        for a in 0..<3 {
            for b in 0...a {
                var sum = 0.0
                for place in parts[0].indices { sum += parts[1 + a][place].real * parts[1 + b][place].real }
                gram[a][b] = sum
                gram[b][a] = sum
            }
        }
        let trace = gram[0][0] + gram[1][1] + gram[2][2]
        guard trace > 0 else { return nil }
        var direction = dominantEigenvector(gram)
        // A sign that does not depend on rounding: the largest on-site field points along the direction.
        var largest = 0.0
        for orbital in parts[0].indices {
            let field = SIMD3(parts[1][orbital].real, parts[2][orbital].real, parts[3][orbital].real)
            let along = (field * direction).sum()
            if abs(along) > abs(largest) * (1 + 1e-6) { largest = along }
        }
        if largest < 0 { direction = -direction }
        var rest = 0.0
        for place in parts[0].indices {
            let field = SIMD3(parts[1][place].real, parts[2][place].real, parts[3][place].real)
            let across = field - direction * (field * direction).sum()
            rest += (across * across).sum()
        }
        return (direction, (rest / trace).squareRoot())
    }
}

/// Of the largest eigenvalue of a symmetric 3 × 3 matrix, by Jacobi's rotations.
func dominantEigenvector(_ matrix: [[Double]]) -> SIMD3<Double> {
    var a = matrix
    var v: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for _ in 0..<30 {
        for (p, q) in [(0, 1), (0, 2), (1, 2)] where a[p][q] != 0 {
            let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
            let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
            let c = 1 / (t * t + 1).squareRoot()
            let s = t * c
            for k in 0..<3 { (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]) }
            for k in 0..<3 { (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]) }
            for k in 0..<3 { (v[k][p], v[k][q]) = (c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]) }
        }
    }
    let best = (0..<3).max { a[$0][$0] < a[$1][$1] } ?? 0
    return SIMD3(v[0][best], v[1][best], v[2][best])
}
