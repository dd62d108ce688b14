import Numerics

/// A part of a spectrum that is one dense problem.
struct SpectralProblem: Sendable {
    enum Form: Sendable {
        /// The eigenvalues of V† Ĥ V.
        case hermitian(SparseBasis)
        /// The magnitudes of the eigenvalues of the real antisymmetric matrix Im V† Ĥ V, all |ε|, with Majorana states V:
        /// V† Ĥ V = i × antisymmetric.
        case majorana(SparseBasis)
        /// The singular values of the real matrix L† Ĥ R, each for ε and for -ε: Ĥ couples L and R only with each
        /// other.
        case chiral(left: SparseBasis, right: SparseBasis)
    }

    let form: Form
    /// How many parts of the Hamiltonian have this spectrum, up to its sign.
    let multiplicity: Int

    /// Rows and columns of the dense matrix.
    var order: Int {
        switch form {
        case .hermitian(let basis), .majorana(let basis): basis.count
        case .chiral(let left, _): left.count
        }
    }

    var isReal: Bool {
        switch form {
        case .hermitian: false
        case .majorana, .chiral: true
        }
    }

    var kind: DenseSolve.Kind {
        switch form {
        case .hermitian: .hermitian
        case .majorana: .antisymmetric
        case .chiral: .general
        }
    }

    /// How often each number found occurs among the |ε| of the Hamiltonian.
    var occurrences: Int {
        switch form {
        case .hermitian, .majorana: multiplicity
        case .chiral: 2 * multiplicity
        }
    }

    /// The matrix, sparse. Real if `isReal`.
    ///
    /// - Throws: `DiagonalizationError.notReal` where the symmetry that should make it real does not.
    func matrix(of hamiltonian: SparseMatrix) throws(DiagonalizationError) -> SparseMatrix {
        switch form {
        case .hermitian(let basis): return hamiltonian.projected(left: basis, right: basis)
        case .majorana(let basis):
            return try hamiltonian.projected(left: basis, right: basis).realPart(dividedBy: .i)
        case .chiral(let left, let right):
            return try hamiltonian.projected(left: left, right: right).realPart(dividedBy: .one)
        }
    }
}

extension SparseMatrix {
    /// The real matrix M with self = factor · M.
    fileprivate func realPart(dividedBy factor: Complex<Double>) throws(DiagonalizationError) -> SparseMatrix {
        var lost = 0.0
        let result = mapValues { value in
            let quotient = value / factor
            lost = max(lost, abs(quotient.imaginary))
            return Complex(quotient.real)
        }
        guard lost <= 1e-12 * squaredNorm.squareRoot() else { throw .notReal(remainder: lost) }
        return result
    }
}
