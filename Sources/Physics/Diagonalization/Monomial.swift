import Numerics

/// A unitary or antiunitary operator that takes each basis state to another, with a phase: G |i⟩ = phase_i |target_i⟩,
/// and G c = c* G if it conjugates.
struct Monomial: Sendable {
    let target: [Int32]
    let phase: [Complex<Double>]
    let conjugates: Bool

    var count: Int { target.count }

    init(target: [Int32], phase: [Complex<Double>], conjugates: Bool) {
        self.target = target
        self.phase = phase
        self.conjugates = conjugates
    }

    /// A symmetry on the rows of a Hamiltonian; nil if its spinor mixes ↑ and ↓ instead of exchanging them.
    init?(_ symmetry: Symmetry, _ matrix: LocalTransformation, sites: Int) {
        var rowOfColumn: [Int] = []
        for column in 0..<4 {
            let rows = (0..<4).filter { matrix.elements[4 * $0 + column].length > 1e-12 }
            guard rows.count == 1 else { return nil }
            rowOfColumn.append(rows[0])
        }
        var target: [Int32] = []
        var phase: [Complex<Double>] = []
        for site in 0..<sites {
            let image = symmetry.image(of: site)
            for column in 0..<4 {
                target.append(Int32(4 * image + rowOfColumn[column]))
                phase.append(matrix.elements[4 * rowOfColumn[column] + column])
            }
        }
        self.init(target: target, phase: phase, conjugates: matrix.conjugates)
    }

    /// C = τ1 K, which turns every Bogoliubov–de Gennes matrix into its negative.
    static func particleHole(sites: Int) -> Monomial {
        let partner: [Int32] = [2, 3, 0, 1]
        return Monomial(
            target: (0..<4 * sites).map { row in Int32(row - row % 4) + partner[row % 4] },
            phase: Array(repeating: .one, count: 4 * sites), conjugates: true)
    }

    /// First `right`, then `left`.
    static func * (left: Monomial, right: Monomial) -> Monomial {
        let phase = zip(right.target, right.phase).map { target, phase in
            left.phase[Int(target)] * (left.conjugates ? phase.conjugate : phase)
        }
        return Monomial(
            target: right.target.map { left.target[Int($0)] }, phase: phase,
            conjugates: left.conjugates != right.conjugates)
    }

    /// c, if the operator is c times the identity (with or without conjugation).
    var scalar: Complex<Double>? {
        guard let first = phase.first else { return nil }
        for index in 0..<count {
            guard target[index] == Int32(index), (phase[index] - first).length < 1e-10 else { return nil }
        }
        return first
    }

    /// c with self = c · other, if there is one.
    func ratio(to other: Monomial) -> Complex<Double>? {
        guard target == other.target, count > 0 else { return nil }
        let first = phase[0] / other.phase[0]
        for index in 0..<count where (phase[index] / other.phase[index] - first).length > 1e-10 { return nil }
        return first
    }
}
