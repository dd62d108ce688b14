import BogoliubovDeGennes

/// A Hamiltonian, or an invariant part of it, with the dense problems that give its spectrum.
struct ReducedHamiltonian: Sendable {
    let matrix: SparseMatrix
    let plan: ReductionPlan
    /// The largest element of Ĥ - G Ĥ G† over the symmetries G that were found, in the unit of energy.
    let defect: Double
    private let squaredNorm: Double

    /// - Parameters:
    ///   - impurities: each with its spin; none: the lattice without impurities.
    ///   - moves: what symmetries may do to the sites, besides nothing.
    ///   - space: an invariant space; nil: everything.
    init(
        _ superconductor: Superconductor,
        _ impurities: [(impurity: Impurity, spin: [Double])],
        moves: [SitePermutation], space: SparseBasis?, reductions: Set<ExactReduction>
    ) {
        let frame = SpinFrame(superconductor, spins: impurities.map(\.spin))
        let turned = frame(superconductor)
        let hamiltonian = BogoliubovHamiltonian(turned, impurities: impurities.map { ($0.impurity, frame($0.spin)) })
        let group = SymmetryGroup(hamiltonian, moves: moves, reductions: reductions)
        let matrix = SparseMatrix(hamiltonian)
        let basis = space ?? .identity(hamiltonian.dimension)
        self.matrix = matrix
        defect = group.defect
        plan = ReductionPlan(basis, group, allowing: reductions)
        squaredNorm =
            space == nil ? matrix.squaredNorm : matrix.projected(left: basis, right: basis).squaredNorm
    }

    /// The dense problems as sparse matrices, after a check that nothing is missing: their squared norms add up to that
    /// of the whole, so they are not coupled.
    func matrices() throws(DiagonalizationError) -> [SparseMatrix] {
        var matrices: [SparseMatrix] = []
        var parts = 0.0
        for problem in plan.problems {
            let block = try problem.matrix(of: matrix)
            parts += Double(problem.occurrences) * block.squaredNorm
            matrices.append(block)
        }
        guard abs(parts - squaredNorm) <= 1e-12 * squaredNorm else {
            throw .incompleteReduction(whole: squaredNorm, parts: parts)
        }
        return matrices
    }
}
