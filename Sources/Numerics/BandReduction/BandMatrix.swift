import LAPACK

/// A real band matrix with room for the bulges that reflections make in it, and reflections of its rows and columns.
struct BandMatrix: ~Copyable {
    /// Element (i, j) is at i + j · stride + offset: a dense matrix as seen from any block, of which only the band exists.
    private let elements: UnsafeMutablePointer<Double>
    private let stride: Int
    private let offset: Int
    /// The last reflection made, 1 - τ v vᵀ, with zeros behind its end.
    private let v: UnsafeMutablePointer<Double>

    private typealias Vector = SIMD8<Double>
    private static let lanes = BandExtent.lanes

    /// Zeros. Three bandwidths of diagonals exist.
    ///
    /// - Parameter above: how many of them lie above the main one.
    init(order: Int, bandwidth: Int, above: Int) {
        let (height, width) = BandExtent.reduction(order: order, bandwidth: bandwidth)
        stride = height - 1
        offset = above
        elements = .allocate(capacity: height * width)
        elements.initialize(repeating: 0, count: height * width)
        v = .allocate(capacity: height)
        v.initialize(repeating: 0, count: height)
    }

    deinit {
        elements.deallocate()
        v.deallocate()
    }

    subscript(row: Int, column: Int) -> Double {
        get { elements[offset + row + column * stride] }
        nonmutating set { elements[offset + row + column * stride] = newValue }
    }

    // MARK: Making reflections

    /// Annihilates the elements of a row behind (`row`, `start`), of `length` in all.
    ///
    /// - Returns: τ; nil if nothing is to be annihilated.
    borrowing func annihilate(row: Int, from start: Int, length: Int) -> Double? {
        makeReflection(from: elements + (offset + row + start * stride), spacing: stride, length: length)
    }

    /// Annihilates the elements of a column below (`start`, `column`), of `length` in all.
    ///
    /// - Returns: τ; nil if nothing is to be annihilated.
    borrowing func annihilate(column: Int, from start: Int, length: Int) -> Double? {
        makeReflection(from: elements + (offset + start + column * stride), spacing: 1, length: length)
    }

    /// Sets v so that the reflection takes x to ± its length in the first component, and writes that into the matrix.
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

    // MARK: Applying them

    /// Applies the last reflection to so many columns from `start` on, in some rows.
    ///
    /// - Precondition: up to seven rows behind the last are zero in these columns.
    borrowing func reflectColumns(from start: Int, _ length: Int, factor: Double, rows: Range<Int>) {
        var block = elements + (offset + rows.lowerBound + start * stride)
        var left = rows.count
        while left > 0 {
            if left > Self.lanes {
                transform(block, length, factor, as: SIMD16<Double>.self)
                block += 16
                left -= 16
            } else {
                transform(block, length, factor, as: SIMD8<Double>.self)
                block += 8
                left -= 8
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

    /// Applies the last reflection to so many rows from `start` on, in some columns.
    borrowing func reflectRows(from start: Int, _ length: Int, factor: Double, columns: Range<Int>) {
        let vectors = (length + Self.lanes - 1) / Self.lanes
        let reflection = UnsafeRawPointer(v)
        let size = MemoryLayout<Vector>.stride
        var column = UnsafeMutableRawPointer(elements + (offset + start + columns.lowerBound * stride))
        for _ in columns {
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
}
