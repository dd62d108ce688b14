import Numerics

/// A Hamiltonian, or an invariant part of it, as dense problems that are as cheap as its symmetries allow.
struct ReductionPlan: Sendable {
    private(set) var problems: [SpectralProblem]
    /// What has been used.
    private(set) var reductions: Set<ExactReduction> = []

    /// By ScaLAPACK; another backend solves the same problems.
    var operations: Double {
        problems.reduce(0) { $0 + DenseSolve($1, isHost: false).operations }
    }

    /// The cheapest of a few ways to use the symmetries.
    ///
    /// - Parameter basis: an invariant space.
    init(_ basis: SparseBasis, _ group: SymmetryGroup, allowing reductions: Set<ExactReduction>) {
        // More sectors are smaller, but a smaller sector may no longer be real.
        let spinChoices = group.unitaries.contains { !$0.symmetry.movesSites } ? [false, true] : [false]
        let mirrorChoices =
            group.unitaries.contains { $0.symmetry.movesSites && !$0.symmetry.isPureMirror } ? [false, true] : [false]
        var best: ReductionPlan?
        for splitsSpinfulMirror in mirrorChoices {
            for splitsSpin in spinChoices {
                let unitaries = group.unitaries.filter {
                    $0.symmetry.isPureMirror || ($0.symmetry.movesSites ? splitsSpinfulMirror : splitsSpin)
                }
                var plan = ReductionPlan(problems: [])
                plan.divide(basis, by: unitaries[...], multiplicity: 1, group, allowing: reductions)
                if best.map({ plan.operations < $0.operations }) ?? true { best = plan }
            }
        }
        self = best ?? ReductionPlan(problems: [SpectralProblem(form: .hermitian(basis), multiplicity: 1)])
    }

    private init(problems: [SpectralProblem]) { self.problems = problems }

    /// Splits an invariant space by the first unitary that splits it, and its parts by those that follow.
    private mutating func divide(
        _ basis: SparseBasis, by unitaries: ArraySlice<SymmetryGroup.Element>, multiplicity: Int,
        _ group: SymmetryGroup,
        allowing allowed: Set<ExactReduction>
    ) {
        for (position, element) in zip(unitaries.indices, unitaries) {
            guard let operation = basis.restricting(element.monomial),
                let spaces = basis.eigenspaces(of: operation)
            else { continue }
            reductions.insert(element.symmetry.movesSites ? .mirror : .spin)
            let rest = unitaries[(position + 1)...]
            if group.exchanges(operation, eigenvalue: spaces.value, in: basis) {
                divide(spaces.plus, by: rest, multiplicity: 2 * multiplicity, group, allowing: allowed)
            } else {
                divide(spaces.plus, by: rest, multiplicity: multiplicity, group, allowing: allowed)
                divide(spaces.minus, by: rest, multiplicity: multiplicity, group, allowing: allowed)
            }
            return
        }
        if allowed.contains(.chiral), let (left, right) = group.chiralBases(in: basis) {
            reductions.insert(.chiral)
            problems.append(SpectralProblem(form: .chiral(left: left, right: right), multiplicity: multiplicity))
        } else if allowed.contains(.particleHole), let states = group.majoranaBasis(in: basis) {
            reductions.insert(.particleHole)
            problems.append(SpectralProblem(form: .majorana(states), multiplicity: multiplicity))
        } else {
            problems.append(SpectralProblem(form: .hermitian(basis), multiplicity: multiplicity))
        }
    }
}

extension SymmetryGroup {
    /// All that commute or anticommute with the Hamiltonian.
    private var everything: [Monomial] {
        let commuting = (unitaries + antiunitaries).map(\.monomial)
        return [particleHole] + commuting + commuting.map { particleHole * $0 }
    }

    /// Conjugations C U with (C U)² = 1 that keep the space: they turn the Hamiltonian into its negative.
    private func conjugations(in basis: SparseBasis) -> [Monomial] {
        ([particleHole] + unitaries.map { particleHole * $0.monomial }).compactMap { operation in
            basis.restricting(operation).flatMap { isOne(($0 * $0).scalar) ? $0 : nil }
        }
    }

    /// Whether some G maps the eigenspaces of P = ±λ onto each other, so that their |ε| are the same: G P = σ P G takes
    /// λ to λ/σ, or λ*/σ if G conjugates.
    fileprivate func exchanges(_ operation: Monomial, eigenvalue: Complex<Double>, in basis: SparseBasis) -> Bool {
        everything.contains { candidate in
            guard let g = basis.restricting(candidate),
                let ratio = (g * operation).ratio(to: operation * g)
            else { return false }
            let image = (g.conjugates ? eigenvalue.conjugate : eigenvalue) / ratio
            return (image + eigenvalue).length < 1e-8
        }
    }

    /// Real bases of the eigenspaces S = ±1 of S = A C, for an antiunitary A and a conjugation C that commute, both
    /// with square 1. S Ĥ S = -Ĥ, and Ĥ commutes with A.
    fileprivate func chiralBases(in basis: SparseBasis) -> (SparseBasis, SparseBasis)? {
        let conjugations = conjugations(in: basis)
        for element in antiunitaries {
            guard let a = basis.restricting(element.monomial), isOne((a * a).scalar) else { continue }
            for c in conjugations where isOne((a * c).ratio(to: c * a)) {
                guard let spaces = basis.eigenspaces(of: a * c), spaces.plus.count == spaces.minus.count,
                    let plus = spaces.plus.restricting(element.monomial),
                    let minus = spaces.minus.restricting(element.monomial)
                else { continue }
                return (spaces.plus.realBasis(under: plus), spaces.minus.realBasis(under: minus))
            }
        }
        return nil
    }

    fileprivate func majoranaBasis(in basis: SparseBasis) -> SparseBasis? {
        conjugations(in: basis).first.map(basis.realBasis)
    }
}

private func isOne(_ value: Complex<Double>?) -> Bool { value.map { ($0 - .one).length < 1e-8 } ?? false }
