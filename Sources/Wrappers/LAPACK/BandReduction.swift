/// The bidiagonal form of a real upper triangular band matrix, by orthogonal transformations from both sides.
///
/// Row by row, a reflection of columns annihilates what lies right of the first superdiagonal, a reflection of rows what
/// that has created below the diagonal of the next block, a reflection of columns what that has created right of the
/// band, and so on until the bulge leaves the matrix at its end (B. Großer and B. Lang, Parallel Computing 25 (1999) 969).
/// 8 n² b operations for a bandwidth b. LAPACK's `dgbbrd` does it by plane rotations: somewhat fewer operations, at a
/// fraction of the speed.
struct BandReduction: ~Copyable {
    private let order: Int
    private let bandwidth: Int
    /// Element (i, j) is at i + j · stride + offset: a dense matrix as seen from any block, of which only the band exists.
    private let elements: UnsafeMutablePointer<Double>
    private let stride: Int
    private let offset: Int
    /// One reflection, 1 - τ v vᵀ, with zeros behind its end.
    private let v: UnsafeMutablePointer<Double>

    private typealias Vector = SIMD8<Double>
    private static let lanes = 8

    /// So many sweeps pass through the matrix close behind each other, so that their blocks stay in a core's own cache.
    private static let sweepsTogether = 8

    /// - Parameters:
    ///   - band: column by column, `bandwidth` + 1 numbers each: element (i, j) lies at (j + 1)(`bandwidth` + 1) - 1 -
    ///     (j - i).
    ///   - bandwidth: how many diagonals lie above the main one, at least 1.
    init(band: [Double], bandwidth: Int, order: Int) {
        self.order = order
        self.bandwidth = bandwidth
        let (height, width) = Self.extent(order: order, bandwidth: bandwidth)
        stride = height - 1
        offset = 2 * bandwidth
        elements = .allocate(capacity: height * width)
        elements.initialize(repeating: 0, count: height * width)
        v = .allocate(capacity: height)
        v.initialize(repeating: 0, count: height)
        for column in 0..<order {
            for row in max(0, column - bandwidth)...column {
                elements[offset + row + column * stride] = band[(column + 1) * (bandwidth + 1) - 1 - (column - row)]
            }
        }
    }

    /// Bulges reach as far below the diagonal as one block, and above it as two; the last of a row of SIMD vectors may reach
    /// beyond them.
    static func extent(order: Int, bandwidth: Int) -> (height: Int, width: Int) {
        (3 * bandwidth + 2 * lanes, order + 2 * (bandwidth + 2 * lanes))
    }

    deinit {
        elements.deallocate()
        v.deallocate()
    }

    /// - Returns: n numbers on the diagonal, n - 1 beside it.
    consuming func bidiagonal() -> (diagonal: [Double], offDiagonal: [Double]) {
        // Sweep j + 1 may make its step k once sweep j has made step k + 2.
        let (sweeps, lag) = (max(0, order - 1), 2)
        for first in Swift.stride(from: 0, to: sweeps, by: Self.sweepsTogether) {
            let last = min(first + Self.sweepsTogether, sweeps)
            let steps = (order - 2 - first) / bandwidth + 1
            for time in 0..<steps + lag * (last - first - 1) {
                for sweep in first..<last {
                    let step = time - lag * (sweep - first)
                    if step >= 0 { chase(sweep: sweep, step: step) }
                }
            }
        }
        return (
            (0..<order).map { elements[offset + $0 * (stride + 1)] },
            (0..<max(0, order - 1)).map { elements[offset + $0 + ($0 + 1) * stride] }
        )
    }

    /// One block of columns and of rows; nothing where the sweep has left the matrix.
    private borrowing func chase(sweep: Int, step: Int) {
        let start = sweep + 1 + step * bandwidth
        guard start < order else { return }
        let length = min(bandwidth, order - start)
        let row = step == 0 ? sweep : start - bandwidth
        reflectColumns(row: row, start: start, length: length)
        reflectRows(start: start, length: length, columns: min(order, start + length + bandwidth) - start)
    }

    /// Annihilates (row, start + 1…) and applies the same to the rows below, to the end of the block.
    private borrowing func reflectColumns(row: Int, start: Int, length: Int) {
        let corner = elements + (offset + row + start * stride)
        guard let factor = makeReflection(from: corner, spacing: stride, length: length) else { return }
        // What lies below the block in these columns is zero, so the last vector may reach beyond it.
        var rows = start + length - row - 1
        var block = corner + 1
        while rows > 0 {
            if rows > Self.lanes {
                transform(block, length, factor, as: SIMD16<Double>.self)
                block += 16
                rows -= 16
            } else {
                transform(block, length, factor, as: SIMD8<Double>.self)
                block += 8
                rows -= 8
            }
        }
    }

    /// Rows of a block, as many as a vector has lanes: M ← M - τ (M v) vᵀ.
    @inline(__always)
    private borrowing func transform<Lanes: SIMD>(
        _ block: UnsafeMutablePointer<Double>, _ length: Int, _ factor: Double, as type: Lanes.Type
    ) where Lanes.Scalar == Double {
        var product = Lanes.zero
        var column = UnsafeMutableRawPointer(block)
        let bytes = stride * MemoryLayout<Double>.stride
        for index in 0..<length {
            product.addProduct(column.loadUnaligned(as: Lanes.self), v[index])
            column += bytes
        }
        product *= -factor
        column = UnsafeMutableRawPointer(block)
        for index in 0..<length {
            var values = column.loadUnaligned(as: Lanes.self)
            values.addProduct(product, v[index])
            column.storeBytes(of: values, as: Lanes.self)
            column += bytes
        }
    }

    /// Annihilates (start + 1…, start) and applies the same to the columns on the right.
    private borrowing func reflectRows(start: Int, length: Int, columns: Int) {
        let corner = elements + (offset + start * (stride + 1))
        guard let factor = makeReflection(from: corner, spacing: 1, length: length) else { return }
        let vectors = (length + Self.lanes - 1) / Self.lanes
        let reflection = UnsafeRawPointer(v)
        let size = MemoryLayout<Vector>.stride
        var column = UnsafeMutableRawPointer(corner + stride)
        for _ in 1..<max(1, columns) {
            var sum = Vector.zero
            for index in 0..<vectors {
                sum.addProduct(
                    column.loadUnaligned(fromByteOffset: index * size, as: Vector.self),
                    reflection.loadUnaligned(fromByteOffset: index * size, as: Vector.self))
            }
            let projection = -factor * sum.sum()
            for index in 0..<vectors {
                var values = column.loadUnaligned(fromByteOffset: index * size, as: Vector.self)
                values.addProduct(
                    reflection.loadUnaligned(fromByteOffset: index * size, as: Vector.self), projection)
                column.storeBytes(of: values, toByteOffset: index * size, as: Vector.self)
            }
            column += stride * MemoryLayout<Double>.stride
        }
    }

    /// Sets v so that the reflection takes x to ± its length in the first component, and writes that into the matrix.
    ///
    /// - Returns: τ; nil if nothing is to be annihilated.
    private borrowing func makeReflection(
        from x: UnsafeMutablePointer<Double>, spacing: Int, length: Int
    ) -> Double? {
        var largest = 0.0
        for index in 1..<max(1, length) { largest = max(largest, abs(x[index * spacing])) }
        guard largest > 0 else { return nil }
        largest = max(largest, abs(x[0]))
        // Scaled, so that nothing overflows or vanishes, however small the bulge.
        var squares = 0.0
        for index in 0..<length {
            let component = x[index * spacing] / largest
            v[index] = component
            x[index * spacing] = 0
            squares += component * component
        }
        let image = v[0] > 0 ? -squares.squareRoot() : squares.squareRoot()
        let scale = 1 / (v[0] - image)
        let factor = (image - v[0]) / image
        v[0] = 1
        for index in 1..<length { v[index] *= scale }
        let padded = (length + Self.lanes - 1) / Self.lanes * Self.lanes
        for index in length..<padded { v[index] = 0 }
        x[0] = image * largest
        return factor
    }
}

/// How many numbers `bandSingularValues` works on, for those who predict memory.
public func bandReductionElements(order: Int, bandwidth: Int) -> Int {
    let (height, width) = BandReduction.extent(order: order, bandwidth: bandwidth)
    return height * width
}
