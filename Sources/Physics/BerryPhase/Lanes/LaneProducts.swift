/// Which part of a product is wanted.
enum ProductPart {
    case all
    /// Of a Hermitian product: only the upper triangle is computed, and the lower one is its conjugate.
    case hermitian
}

extension LaneMatrix {
    /// self = a b.
    func setProduct(_ a: LaneMatrix, _ b: LaneMatrix) {
        fill(a.storage, rowStep: 2 &* a.stride, innerStep: 2, inner: a.columns, b, conjugate: false, .all)
    }

    /// self = a† b.
    func setAdjointProduct(_ a: LaneMatrix, _ b: LaneMatrix, _ part: ProductPart = .all) {
        fill(a.storage, rowStep: 2, innerStep: 2 &* a.stride, inner: a.rows, b, conjugate: true, part)
    }

    /// In tiles of two rows and two columns, whose eight sums stay in registers.
    @inline(__always)
    private func fill(
        _ a: UnsafeMutablePointer<Lanes>, rowStep: Int, innerStep: Int, inner: Int, _ b: LaneMatrix, conjugate: Bool,
        _ part: ProductPart
    ) {
        let bStep = 2 &* b.stride
        var row = 0
        while row < rows {
            let two = row &+ 1 < rows
            let a0 = a + row &* rowStep
            let a1 = two ? a0 + rowStep : a0
            var column = part == .hermitian ? row & ~1 : 0
            while column < columns {
                let pair = column &+ 1 < columns
                let b0 = b.storage + 2 &* column
                if pair {
                    let sums = tile(a0, a1, innerStep, b0, bStep, inner, conjugate: conjugate)
                    let place = pointer(row, column)
                    (place[0], place[1], place[2], place[3]) = sums.0
                    if two {
                        let next = pointer(row &+ 1, column)
                        (next[0], next[1], next[2], next[3]) = sums.1
                    }
                } else {
                    self[row, column] = dot(a0, innerStep, b0, bStep, inner, conjugate: conjugate)
                    if two { self[row &+ 1, column] = dot(a1, innerStep, b0, bStep, inner, conjugate: conjugate) }
                }
                column &+= 2
            }
            row &+= 2
        }
        if part == .hermitian { mirror() }
    }

    /// Makes the lower triangle the conjugate of the upper one.
    func mirror() {
        var row = 0
        while row < rows {
            var column = row &+ 1
            while column < columns {
                let value = self[row, column]
                self[column, row] = (value.real, -value.imaginary)
                column &+= 1
            }
            row &+= 1
        }
    }
}

private typealias Pair = (Lanes, Lanes, Lanes, Lanes)

@inline(__always)
private func tile(
    _ a0: UnsafeMutablePointer<Lanes>, _ a1: UnsafeMutablePointer<Lanes>, _ aStep: Int, _ b: UnsafeMutablePointer<Lanes>,
    _ bStep: Int, _ inner: Int, conjugate: Bool
) -> (Pair, Pair) {
    var (r00, i00, r01, i01) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (r10, i10, r11, i11) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (p0, p1, q) = (a0, a1, b)
    var index = 0
    while index < inner {
        let (br0, bi0, br1, bi1) = (q[0], q[1], q[2], q[3])
        let (ar0, ar1) = (p0[0], p1[0])
        r00 = r00.addingProduct(ar0, br0)
        i00 = i00.addingProduct(ar0, bi0)
        r01 = r01.addingProduct(ar0, br1)
        i01 = i01.addingProduct(ar0, bi1)
        r10 = r10.addingProduct(ar1, br0)
        i10 = i10.addingProduct(ar1, bi0)
        r11 = r11.addingProduct(ar1, br1)
        i11 = i11.addingProduct(ar1, bi1)
        let (ai0, ai1) = (p0[1], p1[1])
        if conjugate {
            r00 = r00.addingProduct(ai0, bi0)
            i00 = i00.addingProduct(-ai0, br0)
            r01 = r01.addingProduct(ai0, bi1)
            i01 = i01.addingProduct(-ai0, br1)
            r10 = r10.addingProduct(ai1, bi0)
            i10 = i10.addingProduct(-ai1, br0)
            r11 = r11.addingProduct(ai1, bi1)
            i11 = i11.addingProduct(-ai1, br1)
        } else {
            r00 = r00.addingProduct(-ai0, bi0)
            i00 = i00.addingProduct(ai0, br0)
            r01 = r01.addingProduct(-ai0, bi1)
            i01 = i01.addingProduct(ai0, br1)
            r10 = r10.addingProduct(-ai1, bi0)
            i10 = i10.addingProduct(ai1, br0)
            r11 = r11.addingProduct(-ai1, bi1)
            i11 = i11.addingProduct(ai1, br1)
        }
        p0 += aStep
        p1 += aStep
        q += bStep
        index &+= 1
    }
    return ((r00, i00, r01, i01), (r10, i10, r11, i11))
}

@inline(__always)
private func dot(
    _ a: UnsafeMutablePointer<Lanes>, _ aStep: Int, _ b: UnsafeMutablePointer<Lanes>, _ bStep: Int, _ inner: Int,
    conjugate: Bool
) -> (real: Lanes, imaginary: Lanes) {
    var (real, imaginary) = (Lanes.zero, Lanes.zero)
    var (p, q) = (a, b)
    var index = 0
    while index < inner {
        let sine = conjugate ? -p[1] : p[1]
        real = real.addingProduct(p[0], q[0]).addingProduct(-sine, q[1])
        imaginary = imaginary.addingProduct(p[0], q[1]).addingProduct(sine, q[0])
        p += aStep
        q += bStep
        index &+= 1
    }
    return (real, imaginary)
}
