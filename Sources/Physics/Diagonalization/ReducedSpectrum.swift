extension DenseDiagonalizer where Self: ~Copyable {
    /// All magnitudes |ε| of a Hamiltonian, or of an invariant part of it.
    ///
    /// - Parameter name: what it belongs to, for those who watch.
    borrowing func spectrum(
        of reduced: ReducedHamiltonian, _ name: String, _ counter: ProgressCounter
    ) throws -> QuasiparticleSpectrum {
        let matrices = try reduced.matrices()
        var parts: [(spectrum: QuasiparticleSpectrum, multiplicity: Int)] = []
        for (problem, matrix) in zip(reduced.plan.problems, matrices) {
            counter.begin("\(name): \(problem.isReal ? "real" : "complex") \(problem.order) × \(problem.order)")
            let values = try energies(of: matrix, problem.kind)
            if problem.kind == .hermitian && problem.order == reduced.matrix.columns {
                try requirePairs(values, norm: matrix.squaredNorm.squareRoot())
            }
            let part = QuasiparticleSpectrum(values)
            counter.finish(operations: DenseSolve(problem, isHost: false).operations)
            parts.append((try part.corrected(toSumOfSquares: matrix.squaredNorm), problem.occurrences))
        }
        return QuasiparticleSpectrum(joining: parts)
    }
}

/// Particle-hole symmetry pairs the eigenvalues of a whole Hamiltonian, ascending: ε and -ε. (A part of it may have
/// its partner elsewhere, and singular values are pairs by construction.)
private func requirePairs(_ eigenvalues: [Double], norm: Double) throws(DiagonalizationError) {
    let sums = zip(eigenvalues, eigenvalues.reversed()).lazy.map { abs($0 + $1) }
    let largest = sums.max() ?? 0
    guard largest <= 1e-13 * norm else { throw .unpaired(largest: largest) }
}
