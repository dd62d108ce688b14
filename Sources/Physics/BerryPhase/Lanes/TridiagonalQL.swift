/// Implicit QL on real symmetric tridiagonal matrices in lanes (Bowdler, Martin, Reinsch, Wilkinson 1968).
///
/// - Parameters:
///   - diagonal: the eigenvalues afterwards, in no order.
///   - offDiagonal: element i couples i and i + 1; the last is zero. Destroyed.
///   - vectors: n × n afterwards, row s for eigenvalue s.
/// - Returns: false if an eigenvalue needs more than 60 sweeps.
func tridiagonalQL(
    _ n: Int, diagonal d: UnsafeMutablePointer<Lanes>, offDiagonal e: UnsafeMutablePointer<Lanes>,
    vectors z: UnsafeMutablePointer<Lanes>
) -> Bool {
    var norm = Lanes.zero
    for i in 0..<n {
        for j in 0..<n { z[i * n + j] = Lanes(repeating: i == j ? 1 : 0) }
        norm = pointwiseMax(norm, pointwiseMax(absolute(d[i]), absolute(e[i])))
    }
    let floor = norm * 1e-17
    for l in 0..<n {
        var sweeps = 0
        while true {
            // Where the block that starts at l ends, in each lane.
            var end = Lanes(repeating: Double(n - 1))
            var last = d[n - 1]
            var isOpen = SIMDMask<SIMD4<Int64>>(repeating: true)
            var furthest = l
            var m = l
            while m < n - 1 {
                let small = absolute(e[m]) .<= floor.addingProduct(absolute(d[m]) + absolute(d[m + 1]), .init(repeating: 1.1e-16))
                let ends = isOpen .& small
                end.replace(with: Double(m), where: ends)
                last.replace(with: d[m], where: ends)
                isOpen = isOpen .& .!small
                if !any(isOpen) { break }
                m += 1
            }
            for lane in 0..<laneCount { furthest = max(furthest, Int(end[lane])) }
            var isActive = end .> Double(l)
            if !any(isActive) { break }
            sweeps += 1
            guard sweeps <= 60 else { return false }

            let guarded = e[l].replacing(with: 1, where: .!isActive)
            var g = (d[l + 1] - d[l]) / (2 * guarded)
            var r = Lanes(repeating: 1).addingProduct(g, g).squareRoot()
            g = last - d[l] + guarded / (g + r.replacing(with: -r, where: g .< 0))
            var (s, c, p) = (Lanes(repeating: 1), Lanes(repeating: 1), Lanes.zero)
            var i = furthest &- 1
            while i >= l {
                let inside = isActive .& (end .> Double(i))
                let (f, b) = (s * e[i], c * e[i])
                r = (f * f).addingProduct(g, g).squareRoot()
                e[i &+ 1].replace(with: r, where: inside)
                // The bulge vanished: the matrix falls into two here, and the sweep ends.
                let broken = inside .& (r .== 0)
                if any(broken) {
                    d[i &+ 1].replace(with: d[i &+ 1] - p, where: broken)
                    clear(e, at: end, where: broken)
                    isActive = isActive .& .!broken
                }
                let turns = inside .& .!broken
                let inverse = 1 / r.replacing(with: 1, where: .!turns)
                s.replace(with: f * inverse, where: turns)
                c.replace(with: g * inverse, where: turns)
                let shifted = d[i &+ 1] - p
                let t = ((d[i] - shifted) * s).addingProduct(2 * c, b)
                p.replace(with: s * t, where: turns)
                d[i &+ 1].replace(with: shifted + p, where: turns)
                g.replace(with: (c * t) - b, where: turns)
                rotate(
                    z + i &* n, z + (i &+ 1) &* n, n, s.replacing(with: 0, where: .!turns), c.replacing(with: 1, where: .!turns))
                i &-= 1
            }
            d[l].replace(with: d[l] - p, where: isActive)
            e[l].replace(with: g, where: isActive)
            clear(e, at: end, where: isActive)
        }
    }
    return true
}

/// Two rows of the eigenvectors turned into each other.
@inline(__always)
private func rotate(_ x: UnsafeMutablePointer<Lanes>, _ y: UnsafeMutablePointer<Lanes>, _ n: Int, _ s: Lanes, _ c: Lanes) {
    var k = 0
    while k < n {
        let (a, b) = (x[k], y[k])
        y[k] = (s * a).addingProduct(c, b)
        x[k] = (c * a).addingProduct(-s, b)
        k &+= 1
    }
}

private func clear(_ e: UnsafeMutablePointer<Lanes>, at end: Lanes, where mask: SIMDMask<SIMD4<Int64>>) {
    for lane in 0..<laneCount where mask[lane] { e[Int(end[lane])][lane] = 0 }
}

@inline(__always)
func absolute(_ x: Lanes) -> Lanes { x.replacing(with: -x, where: x .< 0) }
