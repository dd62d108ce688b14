import LAPACK
import RandomNumbers

/// A block Krylov space of a Hermitian operator S, with full reorthogonalisation and thick restarts (K. Wu and H. Simon, SIAM J.
/// Matrix Anal. Appl. 22, 602): S V = V T + Q R, where Q is the block that comes next.
struct KrylovSpace {
    private let length: Int
    private let blockSize: Int
    private var basis: ComplexColumns
    /// T by columns, each as long as the basis then was.
    private var projected: [[(re: Double, im: Double)]] = []
    private var next: ComplexColumns
    /// R: rows of the next block, for each vector of the basis.
    private var remainder: [[(re: Double, im: Double)]] = []
    private var random: SplitMix64

    init(length: Int, blockSize: Int, seed: UInt64) {
        self.length = length
        self.blockSize = min(blockSize, length)
        random = SplitMix64(seed: seed)
        basis = ComplexColumns(length: length, count: 0)
        next = ComplexColumns(length: length, count: 0)
        next = randomBlock()
    }

    /// The dimension.
    var count: Int { basis.count }
    /// Whether the whole space is reached.
    var isFull: Bool { next.count == 0 }

    /// Takes the next block in.
    ///
    /// - Parameter operation: S.
    mutating func extend<Failure: Error>(_ operation: (ComplexColumns) throws(Failure) -> ComplexColumns) throws(Failure) {
        var image = try operation(next)
        // What S takes from the block to older vectors, of which only the last ones matter, is in T already.
        basis.append(next)
        let coefficients = removeBasis(from: &image)
        for column in 0..<next.count { projected.append((0..<basis.count).map { coefficients[$0, column] }) }
        let (block, triangle) = orthonormalized(image)
        remainder = [[(re: Double, im: Double)]](
            repeating: [(re: Double, im: Double)](repeating: (0, 0), count: block.count), count: basis.count - next.count)
        for column in 0..<next.count { remainder.append((0..<block.count).map { triangle[$0, column] }) }
        next = block
    }

    /// The eigenvalues of T with vectors in the basis, and for each the norm of (S - μ)u.
    func ritz() throws(LAPACKError) -> (values: [Double], vectors: ComplexColumns, residuals: [Double]) {
        var matrix = HermitianMatrix(order: count)
        for column in 0..<count {
            // The upper triangle is what was projected; the matrix wants the lower one.
            for row in 0..<min(projected[column].count, column + 1) {
                let value = projected[column][row]
                matrix[column, row] = (value.re, -value.im)
            }
        }
        let (values, vectors) = try eigenvectors(of: matrix)
        let residuals = next.count > 0 ? remainders(of: vectors).norms : [Double](repeating: 0, count: count)
        return (values, vectors, residuals)
    }

    /// u + (S - μ)u/μ = S u/μ: one more step of the power method, for nothing.
    func refined(_ vectors: ComplexColumns, values: [Double]) -> ComplexColumns {
        var result = ComplexColumns.product(basis, vectors)
        guard next.count > 0 else { return result }
        var rest = remainders(of: vectors)
        for column in 0..<rest.count { rest.scale(column: column, by: 1 / values[column]) }
        result.add(next, times: rest, factor: 1)
        return result
    }

    /// Keeps some of the vectors only.
    ///
    /// - Parameter isFresh: whether the search goes on from a random block.
    mutating func restart(keeping vectors: ComplexColumns, values: [Double], isFresh: Bool) {
        let rest = next.count > 0 ? remainders(of: vectors) : next
        basis = .product(basis, vectors)
        projected = values.indices.map { index in (0...index).map { $0 == index ? (values[index], 0) : (0, 0) } }
        remainder = values.indices.map { column in (0..<next.count).map { rest[$0, column] } }
        guard isFresh else { return }
        next = randomBlock()
        remainder = values.map { _ in [(re: Double, im: Double)](repeating: (0, 0), count: next.count) }
    }

    /// R times vectors in the basis.
    private func remainders(of vectors: ComplexColumns) -> ComplexColumns {
        var matrix = ComplexColumns(length: next.count, count: count)
        for (column, values) in remainder.enumerated() { for (row, value) in values.enumerated() { matrix[row, column] = value } }
        return .product(matrix, vectors)
    }

    /// Twice, which is enough.
    private func removeBasis(from block: inout ComplexColumns) -> ComplexColumns {
        var coefficients = ComplexColumns.adjointProduct(basis, block)
        block.add(basis, times: coefficients, factor: -1)
        let more = ComplexColumns.adjointProduct(basis, block)
        block.add(basis, times: more, factor: -1)
        for column in 0..<block.count {
            for row in 0..<basis.count {
                let (a, b) = (coefficients[row, column], more[row, column])
                coefficients[row, column] = (a.re + b.re, a.im + b.im)
            }
        }
        return coefficients
    }

    /// A block, orthogonal to the basis already, as Q R. A column that the ones before it span gets a random vector in its place.
    private mutating func orthonormalized(_ block: ComplexColumns) -> (ComplexColumns, triangle: ComplexColumns) {
        let size = min(block.count, length - basis.count)
        var (done, triangle) = (ComplexColumns(length: length, count: 0), ComplexColumns(length: size, count: block.count))
        let scale = block.norms.max() ?? 0
        for column in 0..<block.count {
            var vector = block[column..<column + 1]
            for _ in 0..<2 {
                let part = ComplexColumns.adjointProduct(done, vector)
                vector.add(done, times: part, factor: -1)
                for row in 0..<done.count {
                    let old = triangle[row, column]
                    triangle[row, column] = (old.re + part[row, 0].re, old.im + part[row, 0].im)
                }
            }
            guard done.count < size else { continue }
            var norm = vector.norms[0]
            if norm > 1e-13 * scale {
                triangle[done.count, column] = (norm, 0)
            } else {
                vector = randomVector(besides: done)
                norm = vector.norms[0]
            }
            vector.scale(column: 0, by: 1 / norm)
            done.append(vector)
        }
        return (done, triangle)
    }

    private mutating func randomVector(besides done: ComplexColumns) -> ComplexColumns {
        var vector = ComplexColumns(
            length: length, storage: (0..<2 * length).map { _ in Double.random(in: -1...1, using: &random) })
        vector.scale(column: 0, by: 1 / vector.norms[0])
        for _ in 0..<3 {
            _ = removeBasis(from: &vector)
            if done.count > 0 { vector.add(done, times: .adjointProduct(done, vector), factor: -1) }
            vector.scale(column: 0, by: 1 / vector.norms[0])
        }
        return vector
    }

    private mutating func randomBlock() -> ComplexColumns {
        var block = ComplexColumns(length: length, count: 0)
        for _ in 0..<min(blockSize, length - basis.count) { block.append(randomVector(besides: block)) }
        return block
    }
}
