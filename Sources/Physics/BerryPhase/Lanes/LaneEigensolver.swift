/// Eigenvalues and eigenvectors of Hermitian matrices in lanes: Householder's reflections to tridiagonal form, implicit QL
/// with real rotations, and the reflections once more, about 12 n³ real multiplications and additions.
///
/// Every lane takes the same steps in the same order; a lane that needs fewer is left alone meanwhile. So what it finds
/// does not depend on its neighbours.
final class LaneEigensolver {
    private let size: Int
    private let arena = LaneArena()
    /// Row k holds the vector v of the reflection 1 - τ v v† that clears column k.
    private let reflectors: LaneMatrix
    private let scale: UnsafeMutablePointer<Lanes>
    private let phases: UnsafeMutablePointer<Lanes>
    private let work: UnsafeMutablePointer<Lanes>
    private let offDiagonal: UnsafeMutablePointer<Lanes>
    /// Row s holds eigenvector s of the tridiagonal matrix.
    private let rotations: UnsafeMutablePointer<Lanes>
    private let matrix: LaneMatrix

    init(size: Int) {
        self.size = size
        reflectors = arena.matrix(rows: size, columns: size)
        scale = arena.take(size)
        phases = arena.take(2 * size)
        work = arena.take(2 * size)
        offDiagonal = arena.take(size)
        rotations = arena.take(size * size)
        matrix = arena.matrix(rows: size, columns: size)
    }

    /// - Parameters:
    ///   - hermitian: kept; only its lower triangle is read.
    ///   - energies: in no order.
    ///   - vectors: a column for each.
    /// - Returns: false if the iteration does not end, as with numbers that are not finite.
    func solve(_ hermitian: LaneMatrix, energies: UnsafeMutablePointer<Lanes>, vectors: LaneMatrix) -> Bool {
        matrix.copy(from: hermitian)
        reduce(diagonal: energies)
        guard tridiagonalQL(size, diagonal: energies, offDiagonal: offDiagonal, vectors: rotations) else { return false }
        transformBack(to: vectors)
        return true
    }

    /// Leaves the diagonal, the moduli of the elements beside it, and the phases that make these real.
    private func reduce(diagonal: UnsafeMutablePointer<Lanes>) {
        let (n, a) = (size, matrix)
        (phases[0], phases[1]) = (.init(repeating: 1), .zero)
        for k in 0..<max(0, n - 1) {
            var element = a[k + 1, k]
            if k < n - 2 { element = reflect(k) }
            let modulus = (element.real * element.real).addingProduct(element.imaginary, element.imaginary).squareRoot()
            let isZero = modulus .== 0
            let inverse = 1 / modulus.replacing(with: 1, where: isZero)
            let cosine = (element.real * inverse).replacing(with: 1, where: isZero)
            let sine = element.imaginary * inverse
            let (before, beforeSine) = (phases[2 * k], phases[2 * k + 1])
            phases[2 * k + 2] = (cosine * before).addingProduct(-sine, beforeSine)
            phases[2 * k + 3] = (cosine * beforeSine).addingProduct(sine, before)
            offDiagonal[k] = modulus
        }
        offDiagonal[n - 1] = .zero
        for k in 0..<n { diagonal[k] = a[k, k].real }
    }

    /// One reflection; what it leaves below the diagonal in column k.
    private func reflect(_ k: Int) -> (real: Lanes, imaginary: Lanes) {
        let (n, a) = (size, matrix)
        let v = reflectors.pointer(k, 0)
        var tail = Lanes.zero
        var i = k &+ 2
        while i < n {
            let x = a[i, k]
            (v[2 &* i], v[2 &* i &+ 1]) = x
            tail = tail.addingProduct(x.real, x.real).addingProduct(x.imaginary, x.imaginary)
            i &+= 1
        }
        let first = a[k &+ 1, k]
        let square = (first.real * first.real).addingProduct(first.imaginary, first.imaginary)
        let (modulus, norm) = (square.squareRoot(), (square + tail).squareRoot())
        let isDone = tail .== 0
        let hasNoPhase = modulus .== 0
        let inverse = 1 / modulus.replacing(with: 1, where: hasNoPhase)
        let cosine = (first.real * inverse).replacing(with: 1, where: hasNoPhase)
        let sine = first.imaginary * inverse
        v[2 &* k &+ 2] = first.real.addingProduct(cosine, norm)
        v[2 &* k &+ 3] = first.imaginary.addingProduct(sine, norm)
        let tau = (1 / (norm * (norm + modulus)).replacing(with: 1, where: isDone)).replacing(with: 0, where: isDone)
        scale[k] = tau

        // p = τ A v, from the lower triangle alone.
        let p = work
        i = 2 &* k &+ 2
        while i < 2 &* n {
            p[i] = .zero
            i &+= 1
        }
        i = k &+ 1
        while i < n {
            let row = a.pointer(i, 0)
            let (vr, vi) = (v[2 &* i], v[2 &* i &+ 1])
            var (sr, si) = (row[2 &* i] * vr, row[2 &* i] * vi)
            var j = k &+ 1
            while j < i {
                let (ar, ai) = (row[2 &* j], row[2 &* j &+ 1])
                let (ur, ui) = (v[2 &* j], v[2 &* j &+ 1])
                sr = sr.addingProduct(ar, ur).addingProduct(-ai, ui)
                si = si.addingProduct(ar, ui).addingProduct(ai, ur)
                p[2 &* j] = p[2 &* j].addingProduct(ar, vr).addingProduct(ai, vi)
                p[2 &* j &+ 1] = p[2 &* j &+ 1].addingProduct(ar, vi).addingProduct(-ai, vr)
                j &+= 1
            }
            p[2 &* i] += sr
            p[2 &* i &+ 1] += si
            i &+= 1
        }
        // w = p - ½ τ (v†p) v, and A ← A - v w† - w v†.
        var overlap = Lanes.zero
        i = 2 &* k &+ 2
        while i < 2 &* n {
            p[i] *= tau
            overlap = overlap.addingProduct(p[i], v[i])
            i &+= 1
        }
        let beta = -0.5 * tau * overlap
        i = 2 &* k &+ 2
        while i < 2 &* n {
            p[i] = p[i].addingProduct(beta, v[i])
            i &+= 1
        }
        i = k &+ 1
        while i < n {
            let row = a.pointer(i, 0)
            let (vr, vi, wr, wi) = (v[2 &* i], v[2 &* i &+ 1], p[2 &* i], p[2 &* i &+ 1])
            var j = k &+ 1
            while j <= i {
                let (ur, ui, xr, xi) = (v[2 &* j], v[2 &* j &+ 1], p[2 &* j], p[2 &* j &+ 1])
                row[2 &* j] = row[2 &* j]
                    .addingProduct(-vr, xr).addingProduct(-vi, xi).addingProduct(-wr, ur).addingProduct(-wi, ui)
                row[2 &* j &+ 1] = row[2 &* j &+ 1]
                    .addingProduct(-vi, xr).addingProduct(vr, xi).addingProduct(-wi, ur).addingProduct(wr, ui)
                j &+= 1
            }
            i &+= 1
        }
        return (
            (-cosine * norm).replacing(with: first.real, where: isDone),
            (-sine * norm).replacing(with: first.imaginary, where: isDone)
        )
    }

    /// The reflections and phases applied to the eigenvectors of the tridiagonal matrix.
    private func transformBack(to u: LaneMatrix) {
        let n = size
        for row in 0..<n {
            let place = u.pointer(row, 0)
            let (cosine, sine) = (phases[2 * row], phases[2 * row + 1])
            var s = 0
            while s < n {
                let value = rotations[s &* n &+ row]
                place[2 &* s] = cosine * value
                place[2 &* s &+ 1] = sine * value
                s &+= 1
            }
        }
        var column = 0
        while column < n {
            let isPair = column &+ 1 < n
            var k = n &- 3
            while k >= 0 {
                if isPair { apply(k, toPairAt: column, of: u) } else { apply(k, toColumn: column, of: u) }
                k &-= 1
            }
            column &+= 2
        }
    }

    @inline(__always)
    private func apply(_ k: Int, toPairAt column: Int, of u: LaneMatrix) {
        let v = reflectors.pointer(k, 0)
        var (r0, i0, r1, i1) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        var row = k &+ 1
        while row < size {
            let w = u.pointer(row, column)
            let (vr, vi) = (v[2 &* row], v[2 &* row &+ 1])
            r0 = r0.addingProduct(vr, w[0]).addingProduct(vi, w[1])
            i0 = i0.addingProduct(vr, w[1]).addingProduct(-vi, w[0])
            r1 = r1.addingProduct(vr, w[2]).addingProduct(vi, w[3])
            i1 = i1.addingProduct(vr, w[3]).addingProduct(-vi, w[2])
            row &+= 1
        }
        let tau = -scale[k]
        (r0, i0, r1, i1) = (r0 * tau, i0 * tau, r1 * tau, i1 * tau)
        row = k &+ 1
        while row < size {
            let w = u.pointer(row, column)
            let (vr, vi) = (v[2 &* row], v[2 &* row &+ 1])
            w[0] = w[0].addingProduct(vr, r0).addingProduct(-vi, i0)
            w[1] = w[1].addingProduct(vr, i0).addingProduct(vi, r0)
            w[2] = w[2].addingProduct(vr, r1).addingProduct(-vi, i1)
            w[3] = w[3].addingProduct(vr, i1).addingProduct(vi, r1)
            row &+= 1
        }
    }

    private func apply(_ k: Int, toColumn column: Int, of u: LaneMatrix) {
        let v = reflectors.pointer(k, 0)
        var (real, imaginary) = (Lanes.zero, Lanes.zero)
        for row in k + 1..<size {
            let (w, vr, vi) = (u.pointer(row, column), v[2 * row], v[2 * row + 1])
            real = real.addingProduct(vr, w[0]).addingProduct(vi, w[1])
            imaginary = imaginary.addingProduct(vr, w[1]).addingProduct(-vi, w[0])
        }
        (real, imaginary) = (-scale[k] * real, -scale[k] * imaginary)
        for row in k + 1..<size {
            let (w, vr, vi) = (u.pointer(row, column), v[2 * row], v[2 * row + 1])
            w[0] = w[0].addingProduct(vr, real).addingProduct(-vi, imaginary)
            w[1] = w[1].addingProduct(vr, imaginary).addingProduct(vi, real)
        }
    }
}
