import BogoliubovDeGennes
import Numerics

/// The 4 × 4 blocks of a Hamiltonian in a table: Ĥ_ii, and Ĥ_ij of every bond by the site and the step that it starts with.
struct HamiltonianBlocks: Sendable {
    let lattice: Lattice
    /// Differences of elements up to this are rounding.
    let tolerance: Double
    /// One of each pair of opposite ones.
    private let steps: [Lattice.Step]
    private var onSite: [[Complex<Double>]] = []
    private var bonds: [[Complex<Double>]?]

    init(_ hamiltonian: BogoliubovHamiltonian) {
        lattice = hamiltonian.superconductor.lattice
        steps = hamiltonian.superconductor.steps
        onSite = (0..<lattice.siteCount).map { [lattice] in hamiltonian.onSite(lattice.site(at: $0)).elements }
        bonds = []
        bonds.reserveCapacity(steps.count * lattice.siteCount)
        for index in 0..<lattice.siteCount {
            for step in steps {
                bonds.append(lattice.bond(step, from: lattice.site(at: index)).map { hamiltonian.hopping(along: $0).elements })
            }
        }
        let largest = onSite.joined().reduce(hamiltonian.superconductor.spectralBound) { max($0, $1.length) }
        tolerance = 64 * .ulpOfOne * largest
    }

    /// Calls `body` with each block Ĥ_ij and the block between π(i) and π(j), until it returns false.
    ///
    /// - Returns: whether every block has an image, and `body` returned true for all.
    @discardableResult
    func compareWithImage(
        under symmetry: Symmetry, _ body: ([Complex<Double>], [Complex<Double>]) -> Bool
    ) -> Bool {
        for index in 0..<lattice.siteCount {
            guard let image = symmetry.image(of: lattice.site(at: index), in: lattice),
                body(onSite[index], onSite[lattice.index(of: image)])
            else { return false }
            for (number, step) in steps.enumerated() {
                guard let block = bonds[steps.count * index + number] else { continue }
                guard let image = bond(symmetry.image(of: step), from: image), body(block, image) else { return false }
            }
        }
        return true
    }

    /// Ĥ_ij for the j that a step from i leads to; nil where there is no such bond.
    private func bond(_ step: Lattice.Step, from site: Lattice.Site) -> [Complex<Double>]? {
        if let number = steps.firstIndex(of: step) { return bonds[steps.count * lattice.index(of: site) + number] }
        guard let number = steps.firstIndex(of: -step), let start = lattice.site(step, from: site),
            let block = bonds[steps.count * lattice.index(of: start) + number]
        else { return nil }
        return (0..<16).map { block[4 * ($0 % 4) + $0 / 4].conjugate }
    }
}
