import Numerics

/// Orthonormal vectors with few components each, in the space of a Hamiltonian's rows.
struct SparseBasis: Sendable {
    /// Vector k has the components `starts[k]` ..< `starts[k + 1]`.
    private(set) var starts: [Int] = [0]
    private(set) var indices: [Int32] = []
    private(set) var coefficients: [Complex<Double>] = []
    /// Rows of the Hamiltonian.
    let dimension: Int

    var count: Int { starts.count - 1 }

    /// No vectors yet.
    init(dimension: Int) { self.dimension = dimension }

    /// All rows.
    static func identity(_ dimension: Int) -> SparseBasis {
        var basis = SparseBasis(dimension: dimension)
        basis.starts = Array(0...dimension)
        basis.indices = (0..<Int32(dimension)).map { $0 }
        basis.coefficients = Array(repeating: .one, count: dimension)
        return basis
    }

    /// Adds a |i⟩, or a |i⟩ + b |j⟩, in terms of vectors of another basis that have no rows in common.
    mutating func append(_ terms: (Complex<Double>, Int)..., of other: SparseBasis) {
        for (factor, vector) in terms {
            for k in other.starts[vector]..<other.starts[vector + 1] {
                indices.append(other.indices[k])
                coefficients.append(factor * other.coefficients[k])
            }
        }
        starts.append(indices.count)
    }

    /// Whether any vector has a component on these rows.
    func touches(_ rows: some Sequence<Int>) -> Bool {
        let rows = Set(rows.map { Int32($0) })
        return indices.contains { rows.contains($0) }
    }

    /// An operator on the rows as one on these vectors, if it maps them onto themselves, each to one.
    ///
    /// - Precondition: no row belongs to two vectors.
    func restricting(_ operation: Monomial) -> Monomial? {
        var position = [Int32](repeating: -1, count: dimension)
        for k in indices.indices { position[Int(indices[k])] = Int32(k) }
        var vectorOf = [Int32](repeating: -1, count: indices.count)
        for vector in 0..<count {
            for k in starts[vector]..<starts[vector + 1] { vectorOf[k] = Int32(vector) }
        }
        var target: [Int32] = []
        var phase: [Complex<Double>] = []
        target.reserveCapacity(count)
        phase.reserveCapacity(count)
        for vector in 0..<count {
            var found: (vector: Int32, ratio: Complex<Double>)?
            for k in starts[vector]..<starts[vector + 1] {
                let row = Int(indices[k])
                let image = Int(position[Int(operation.target[row])])
                guard image >= 0 else { return nil }
                let coefficient = operation.conjugates ? coefficients[k].conjugate : coefficients[k]
                let ratio = operation.phase[row] * coefficient / coefficients[image]
                if let found {
                    guard found.vector == vectorOf[image], (found.ratio - ratio).length < 1e-10 else { return nil }
                } else {
                    found = (vectorOf[image], ratio)
                }
            }
            // As many components as its image, or the image is not a multiple of one vector.
            guard let found,
                starts[Int(found.vector) + 1] - starts[Int(found.vector)] == starts[vector + 1] - starts[vector]
            else { return nil }
            target.append(found.vector)
            phase.append(found.ratio)
        }
        return Monomial(target: target, phase: phase, conjugates: operation.conjugates)
    }

    /// The eigenspaces of a unitary with P² = c, c a number: P = +√c, then P = -√c.
    ///
    /// - Parameter operation: on the vectors of this basis.
    /// - Returns: nil if P² is not a number, or if P is one.
    func eigenspaces(of operation: Monomial) -> (value: Complex<Double>, plus: SparseBasis, minus: SparseBasis)? {
        precondition(!operation.conjugates && operation.count == count)
        guard operation.scalar == nil, let square = (operation * operation).scalar else { return nil }
        let value = Complex.sqrt(square)
        var spaces = [SparseBasis(dimension: dimension), SparseBasis(dimension: dimension)]
        let norm = Complex(0.5.squareRoot())
        for vector in 0..<count {
            let image = Int(operation.target[vector])
            let phase = operation.phase[vector]
            if image == vector {
                spaces[(phase - value).length < (phase + value).length ? 0 : 1].append((.one, vector), of: self)
            } else if image > vector {
                // (1 ± P/√c) |i⟩ / √2.
                spaces[0].append((norm, vector), (norm * phase / value, image), of: self)
                spaces[1].append((norm, vector), (-norm * phase / value, image), of: self)
            }
        }
        guard spaces[0].count > 0, spaces[1].count > 0 else { return nil }
        return (value, spaces[0], spaces[1])
    }

    /// Vectors v with A v = v that span the same space, for an antiunitary with A² = 1. In them, what commutes with A
    /// is real and what anticommutes is imaginary.
    func realBasis(under operation: Monomial) -> SparseBasis {
        precondition(operation.conjugates && operation.count == count)
        var real = SparseBasis(dimension: dimension)
        let norm = Complex(0.5.squareRoot())
        for vector in 0..<count {
            let image = Int(operation.target[vector])
            let phase = operation.phase[vector]
            if image == vector {
                real.append((.sqrt(phase), vector), of: self)
            } else if image > vector {
                // |i⟩ + A |i⟩ and i (|i⟩ - A |i⟩).
                real.append((norm, vector), (norm * phase, image), of: self)
                real.append((norm * .i, vector), (-norm * .i * phase, image), of: self)
            }
        }
        return real
    }
}
