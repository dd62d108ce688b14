/// ⟨a|σ_i|b⟩ for i = 1, 2, 3 in the spin frame, for column n of a and m of b, real part before imaginary part.
@inline(__always)
func spinOverlaps(
    _ a: LaneMatrix, _ n: Int, _ b: LaneMatrix, _ m: Int, orbitals: Int
) -> (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes) {
    var (uuR, uuI, udR, udI) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (duR, duI, ddR, ddI) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (au, ad) = (a.pointer(0, n), a.pointer(orbitals, n))
    var (bu, bd) = (b.pointer(0, m), b.pointer(orbitals, m))
    var orbital = 0
    while orbital < orbitals {
        let (pr, pi, qr, qi) = (au[0], au[1], ad[0], ad[1])
        let (xr, xi, yr, yi) = (bu[0], bu[1], bd[0], bd[1])
        uuR = uuR.addingProduct(pr, xr).addingProduct(pi, xi)
        uuI = uuI.addingProduct(pr, xi).addingProduct(-pi, xr)
        udR = udR.addingProduct(pr, yr).addingProduct(pi, yi)
        udI = udI.addingProduct(pr, yi).addingProduct(-pi, yr)
        duR = duR.addingProduct(qr, xr).addingProduct(qi, xi)
        duI = duI.addingProduct(qr, xi).addingProduct(-qi, xr)
        ddR = ddR.addingProduct(qr, yr).addingProduct(qi, yi)
        ddI = ddI.addingProduct(qr, yi).addingProduct(-qi, yr)
        au += 2 &* a.stride
        ad += 2 &* a.stride
        bu += 2 &* b.stride
        bd += 2 &* b.stride
        orbital &+= 1
    }
    // σ1: ud + du; σ2: -i ud + i du; σ3: uu - dd.
    return (udR + duR, udI + duI, udI - duI, duR - udR, uuR - ddR, uuI - ddI)
}

/// The commutators L_i = -(i/2) [M, σ_i] between states, and M itself, of a Hermitian operator.
final class SpinCommutator {
    private let orbitals: Int
    private let product: LaneMatrix
    /// (M U)_s† U_s' at 2 s + s'.
    private let blocks: [LaneMatrix]
    /// L_1, L_2, L_3: upper triangles.
    let commutators: [LaneMatrix]
    /// U† M U, upper triangle.
    let matrix: LaneMatrix

    init(orbitals: Int, arena: LaneArena) {
        self.orbitals = orbitals
        let n = 2 * orbitals
        product = arena.matrix(rows: n, columns: n)
        blocks = (0..<4).map { _ in arena.matrix(rows: n, columns: n) }
        commutators = (0..<3).map { _ in arena.matrix(rows: n, columns: n) }
        matrix = arena.matrix(rows: n, columns: n)
    }

    func set(_ hermitian: LaneMatrix, states u: LaneMatrix) {
        let n = 2 * orbitals
        product.setProduct(hermitian, u)
        let ranges = [0..<orbitals, orbitals..<n]
        for s in 0..<2 {
            for t in 0..<2 { blocks[2 * s + t].setAdjointProduct(product.rows(ranges[s]), u.rows(ranges[t])) }
        }
        let (uu, ud, du, dd) = (blocks[0], blocks[1], blocks[2], blocks[3])
        var row = 0
        while row < n {
            var column = row
            while column < n {
                // X_i = (M U)† σ_i U, and L_i = -(i/2)(X_i - X_i†).
                let (a, b) = (ud[row, column], ud[column, row])
                let (c, d) = (du[row, column], du[column, row])
                let (e, f) = (uu[row, column], uu[column, row])
                let (g, h) = (dd[row, column], dd[column, row])
                let oneR = a.real + c.real - b.real - d.real
                let oneI = a.imaginary + c.imaginary + b.imaginary + d.imaginary
                commutators[0][row, column] = (0.5 * oneI, -0.5 * oneR)
                // X_2 = -i ud + i du.
                let twoR = a.imaginary - c.imaginary - b.imaginary + d.imaginary
                let twoI = c.real - a.real + d.real - b.real
                commutators[1][row, column] = (0.5 * twoI, -0.5 * twoR)
                let threeR = e.real - g.real - f.real + h.real
                let threeI = e.imaginary - g.imaginary + f.imaginary - h.imaginary
                commutators[2][row, column] = (0.5 * threeI, -0.5 * threeR)
                matrix[row, column] = (
                    0.5 * (e.real + g.real + f.real + h.real),
                    0.5 * (e.imaginary + g.imaginary - f.imaginary - h.imaginary)
                )
                column &+= 1
            }
            row &+= 1
        }
    }
}
