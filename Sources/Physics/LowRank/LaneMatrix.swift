import Numerics

/// Eight frequencies side by side: the same arithmetic on each.
typealias Lanes = SIMD8<Double>
let laneCount = Lanes.scalarCount

/// The size of the blocks a chain is made of, as a type, so that the kernels are compiled for each with fixed bounds.
protocol BlockSize {
    static var size: Int { get }
}

/// (c↑, c†↓), which decouple from (c↓, c†↑) where the d-vector has an axis.
enum SpinSector: BlockSize { static var size: Int { 2 } }
/// (c↑, c↓, c†↑, c†↓).
enum FullNambu: BlockSize { static var size: Int { 4 } }

/// A square complex matrix for each of eight frequencies; row by row, real part before imaginary part. A view of memory
/// that a `LaneArena` owns: the kernels below are a few instructions each, and copies would cost more than they do.
struct LaneMatrix<Size: BlockSize> {
    let storage: UnsafeMutablePointer<Lanes>

    static var lanesPerMatrix: Int { 2 * Size.size * Size.size }

    @inline(__always)
    subscript(row: Int, column: Int) -> (real: Lanes, imaginary: Lanes) {
        get {
            let entry = 2 * (row * Size.size + column)
            return (storage[entry], storage[entry + 1])
        }
        nonmutating set {
            let entry = 2 * (row * Size.size + column)
            storage[entry] = newValue.real
            storage[entry + 1] = newValue.imaginary
        }
    }

    /// The same matrix in every lane.
    func fill(_ elements: [Complex<Double>]) {
        for (index, element) in elements.enumerated() {
            storage[2 * index] = Lanes(repeating: element.real)
            storage[2 * index + 1] = Lanes(repeating: element.imaginary)
        }
    }

    @inline(__always)
    func clear() {
        var index = 0
        while index < Self.lanesPerMatrix {
            storage[index] = .zero
            index += 1
        }
    }

    @inline(__always)
    func copy(from other: LaneMatrix) {
        var index = 0
        while index < Self.lanesPerMatrix {
            storage[index] = other.storage[index]
            index += 1
        }
    }

    /// The square of the Frobenius norm, and so a bound on that of the spectral norm.
    @inline(__always)
    var squaredNorm: Lanes {
        var sum = Lanes.zero
        var index = 0
        while index < Self.lanesPerMatrix {
            sum = sum.addingProduct(storage[index], storage[index])
            index += 1
        }
        return sum
    }

    /// Re tr(self† other).
    @inline(__always)
    func overlap(_ other: LaneMatrix) -> Lanes {
        var sum = Lanes.zero
        var index = 0
        while index < Self.lanesPerMatrix {
            sum = sum.addingProduct(storage[index], other.storage[index])
            index += 1
        }
        return sum
    }

    /// self = a b.
    @inline(__always)
    func setProduct(_ a: LaneMatrix, _ b: LaneMatrix) {
        combine(a, b) { _, product in product }
    }

    /// self = c + a b.
    @inline(__always)
    func setSum(_ c: LaneMatrix, plus a: LaneMatrix, _ b: LaneMatrix) {
        combine(a, b) { entry, product in (c.storage[entry] + product.0, c.storage[entry + 1] + product.1) }
    }

    /// self = a - b.
    @inline(__always)
    func setSum(_ a: LaneMatrix, minus b: LaneMatrix) {
        var index = 0
        while index < Self.lanesPerMatrix {
            storage[index] = a.storage[index] - b.storage[index]
            index += 1
        }
    }

    /// self = a + b.
    @inline(__always)
    func setSum(_ a: LaneMatrix, _ b: LaneMatrix) {
        var index = 0
        while index < Self.lanesPerMatrix {
            storage[index] = a.storage[index] + b.storage[index]
            index += 1
        }
    }

    /// Writes `finish(index of the entry's real part, entry of a b)` to each entry. `self` must be neither a nor b.
    @inline(__always)
    private func combine(_ a: LaneMatrix, _ b: LaneMatrix, _ finish: (Int, (Lanes, Lanes)) -> (Lanes, Lanes)) {
        let n = Size.size
        var row = 0
        while row < n {
            var column = 0
            while column < n {
                var real = Lanes.zero
                var imaginary = Lanes.zero
                var k = 0
                while k < n {
                    let left = 2 * (row * n + k)
                    let right = 2 * (k * n + column)
                    let (ar, ai) = (a.storage[left], a.storage[left + 1])
                    let (br, bi) = (b.storage[right], b.storage[right + 1])
                    real = real.addingProduct(ar, br).addingProduct(-ai, bi)
                    imaginary = imaginary.addingProduct(ar, bi).addingProduct(ai, br)
                    k += 1
                }
                let entry = 2 * (row * n + column)
                (storage[entry], storage[entry + 1]) = finish(entry, (real, imaginary))
                column += 1
            }
            row += 1
        }
    }

    /// self += weight × other, with a real weight.
    @inline(__always)
    func add(_ weight: Double, _ other: LaneMatrix) {
        let factor = Lanes(repeating: weight)
        var index = 0
        while index < Self.lanesPerMatrix {
            storage[index] = storage[index].addingProduct(factor, other.storage[index])
            index += 1
        }
    }

    /// self += weight × other, with a complex weight.
    @inline(__always)
    func add(_ weight: Complex<Double>, _ other: LaneMatrix) {
        let (wr, wi) = (Lanes(repeating: weight.real), Lanes(repeating: weight.imaginary))
        var index = 0
        while index < Self.lanesPerMatrix {
            let (r, i) = (other.storage[index], other.storage[index + 1])
            storage[index] = storage[index].addingProduct(wr, r).addingProduct(-wi, i)
            storage[index + 1] = storage[index + 1].addingProduct(wr, i).addingProduct(wi, r)
            index += 2
        }
    }

    @inline(__always)
    func multiply(_ a: (real: Lanes, imaginary: Lanes), _ b: (real: Lanes, imaginary: Lanes))
        -> (real: Lanes, imaginary: Lanes)
    {
        (a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }
}

/// Numbers for each of eight frequencies; a view of memory that a `LaneArena` owns.
struct LaneArray {
    let storage: UnsafeMutablePointer<Lanes>
    let count: Int

    @inline(__always)
    subscript(index: Int) -> Lanes {
        get { storage[index] }
        nonmutating set { storage[index] = newValue }
    }

    func clear() { storage.update(repeating: .zero, count: count) }
}

/// Owns the memory of lane matrices; they live as long as it does.
final class LaneArena {
    private var blocks: [UnsafeMutablePointer<Lanes>] = []

    /// A matrix of zeros.
    func matrix<Size: BlockSize>(_ size: Size.Type = Size.self) -> LaneMatrix<Size> { matrices(1)[0] }

    /// Matrices of zeros, one behind the other in memory.
    func matrices<Size: BlockSize>(_ count: Int, _ size: Size.Type = Size.self) -> [LaneMatrix<Size>] {
        guard count > 0 else { return [] }
        // Not a power of two: matrices 4096 bytes apart would wait for each other's stores.
        let stride = LaneMatrix<Size>.lanesPerMatrix + 1
        let block = UnsafeMutablePointer<Lanes>.allocate(capacity: count * stride)
        block.initialize(repeating: .zero, count: count * stride)
        blocks.append(block)
        return (0..<count).map { LaneMatrix(storage: block + $0 * stride) }
    }

    /// Zeros.
    func array(_ count: Int) -> LaneArray {
        let block = UnsafeMutablePointer<Lanes>.allocate(capacity: max(1, count))
        block.initialize(repeating: .zero, count: max(1, count))
        blocks.append(block)
        return LaneArray(storage: block, count: count)
    }

    deinit { for block in blocks { block.deallocate() } }
}

extension Lanes {
    /// The larger, lane by lane. (`pointwiseMax` is a call for each.)
    @inline(__always)
    func maximum(_ other: Lanes) -> Lanes { replacing(with: other, where: other .> self) }

    @inline(__always)
    func minimum(_ other: Lanes) -> Lanes { replacing(with: other, where: other .< self) }

    @inline(__always)
    var magnitude: Lanes { maximum(-self) }

    /// The natural logarithm, lane by lane.
    @inline(__always)
    var logarithm: Lanes {
        var result = self
        for lane in 0..<laneCount { result[lane] = .log(self[lane]) }
        return result
    }
}
