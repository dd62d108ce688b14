import BogoliubovDeGennes
import Numerics

/// The 4 × 4 blocks of a Hamiltonian in a table: Ĥ_ii, and Ĥ_ij of every bond by the site and the step that it starts with. No
/// two bonds join the same sites.
struct HamiltonianBlocks: Sendable {
    let lattice: Lattice
    /// Differences of elements up to this are rounding.
    let tolerance: Double
    /// How many steps bonds are made of, one of each pair of opposite ones.
    private let steps: Int
    private var onSite: [[Complex<Double>]] = []
    /// By the site that a bond starts from, then by its step; nil beyond an open edge.
    private var bonds: [(end: Int, block: [Complex<Double>])?]

    init(_ hamiltonian: BogoliubovHamiltonian) {
        lattice = hamiltonian.superconductor.lattice
        let steps = hamiltonian.superconductor.steps
        self.steps = steps.count
        onSite = (0..<lattice.siteCount).map { [lattice] in hamiltonian.onSite(lattice.site(at: $0)).elements }
        bonds = []
        bonds.reserveCapacity(steps.count * lattice.siteCount)
        for index in 0..<lattice.siteCount {
            for step in steps {
                let bond = lattice.bond(step, from: lattice.site(at: index))
                bonds.append(bond.map { [lattice] in (lattice.index(of: $0.to), hamiltonian.hopping(along: $0).elements) })
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
        for site in 0..<lattice.siteCount {
            let image = symmetry.image(of: site)
            guard body(onSite[site], onSite[image]) else { return false }
            for case let bond? in bonds[steps * site..<steps * (site + 1)] {
                guard let block = block(image, symmetry.image(of: bond.end)), body(bond.block, block) else { return false }
            }
        }
        return true
    }

    /// Ĥ_ij; nil where no bond joins the two.
    private func block(_ start: Int, _ end: Int) -> [Complex<Double>]? {
        for case let bond? in bonds[steps * start..<steps * (start + 1)] where bond.end == end { return bond.block }
        for case let bond? in bonds[steps * end..<steps * (end + 1)] where bond.end == start {
            return (0..<16).map { bond.block[4 * ($0 % 4) + $0 / 4].conjugate }
        }
        return nil
    }
}
