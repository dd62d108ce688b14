import BogoliubovDeGennes
import Numerics

/// The 4 × 4 blocks of a Hamiltonian in a table: Ĥ_ii, and Ĥ_ij of the bonds that start at i in the directions +x and
/// +y.
struct HamiltonianBlocks: Sendable {
    let lattice: Lattice
    /// Differences of elements up to this are rounding.
    let tolerance: Double
    private var onSite: [[Complex<Double>]] = []
    private var bonds: [[Complex<Double>]?]

    init(_ hamiltonian: BogoliubovHamiltonian) {
        lattice = hamiltonian.superconductor.lattice
        onSite = (0..<lattice.siteCount).map { [lattice] in hamiltonian.onSite(lattice.site(at: $0)).elements }
        bonds = Array(repeating: nil, count: 2 * lattice.siteCount)
        for bond in lattice.bonds {
            bonds[2 * lattice.index(of: bond.from) + bond.direction.rawValue] =
                hamiltonian.hopping(along: bond).elements
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
            for direction in 0..<2 {
                guard let block = bonds[2 * index + direction] else { continue }
                guard let image = bond(from: image, direction, reversed: symmetry.reverses(direction)),
                    body(block, image)
                else { return false }
            }
        }
        return true
    }

    /// Ĥ_ij for a neighbour j of i in the direction +x (0) or +y (1), or in the opposite one.
    private func bond(from site: Lattice.Site, _ direction: Int, reversed: Bool) -> [Complex<Double>]? {
        guard reversed else { return bonds[2 * lattice.index(of: site) + direction] }
        var start = site
        if direction == 0 {
            start.x = (site.x + lattice.width - 1) % lattice.width
        } else {
            start.y = (site.y + lattice.height - 1) % lattice.height
        }
        // On an open lattice the bond across the edge is absent, which is what the table says.
        guard let block = bonds[2 * lattice.index(of: start) + direction] else { return nil }
        return (0..<16).map { block[4 * ($0 % 4) + $0 / 4].conjugate }
    }
}

extension Symmetry {
    /// Whether bonds along x (0) or y (1) change their direction.
    fileprivate func reverses(_ direction: Int) -> Bool { (direction == 0 ? mirrorX : mirrorY) != nil }
}
