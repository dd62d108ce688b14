import Numerics

/// The Bogoliubov–de Gennes matrix of a superconductor with impurity spins, as sparse 4 × 4 blocks (arXiv:2407.07144,
/// Eq. 5). Row 4i + s belongs to site i and component s of (c↑, c↓, c†↑, c†↓).
public struct BogoliubovHamiltonian: Sendable {
    public let superconductor: Superconductor
    private let impurities: [(site: Lattice.Site, potential: NambuMatrix)]

    /// The lattice without impurities.
    public init(host superconductor: Superconductor) {
        self.superconductor = superconductor
        impurities = []
    }

    /// - Parameter impurities: each with its spin, a unit vector.
    public init(_ superconductor: Superconductor, impurities: [(impurity: Impurity, spin: [Double])]) {
        precondition(impurities.allSatisfy { superconductor.lattice.contains($0.impurity.site) })
        self.superconductor = superconductor
        self.impurities = impurities.map { ($0.impurity.site, $0.impurity.potential(of: $0.spin)) }
    }

    /// 4 × sites.
    public var dimension: Int { 4 * superconductor.lattice.siteCount }

    /// Ĥ_ii.
    public func onSite(_ site: Lattice.Site) -> NambuMatrix {
        let pairing = phase(sumOfX: 2 * site.x) * superconductor.singletPairing(at: site)
        let energy = -superconductor.value(.chemicalPotential, at: site) + superconductor.disorder(at: site)
        let host = NambuMatrix(
            normal: Complex(energy) * .identity + superconductor.zeemanTerm, pairing: pairing, reversePairing: pairing)
        return impurities.reduce(host) { $1.site == site ? $0 + $1.potential : $0 }
    }

    /// Ĥ_ij from the start to the end of a bond; Ĥ_ji is its adjoint.
    public func hopping(along bond: Lattice.Bond) -> NambuMatrix {
        superconductor.block(along: bond.step, hoppingPhase: .one, pairingPhase: phase(sumOfX: bond.sumOfX)) { energy in
            superconductor.value(energy, along: bond)
        }
    }

    /// e^{iφ(i,j)}, φ = 2πν (x_i + x_j) / 2L_x.
    private func phase(sumOfX: Int) -> Complex<Double> {
        Complex(length: 1, phase: superconductor.phaseGradient * Double(sumOfX))
    }

    /// Every bond once.
    public var bonds: some Sequence<Lattice.Bond> { superconductor.lattice.bonds(superconductor.steps) }

    /// Calls `body` with every block that can be non-zero: Ĥ_ii, Ĥ_ij and Ĥ_ji.
    public func forEachBlock(_ body: (_ row: Lattice.Site, _ column: Lattice.Site, NambuMatrix) -> Void) {
        let lattice = superconductor.lattice
        for index in 0..<lattice.siteCount {
            let site = lattice.site(at: index)
            body(site, site, onSite(site))
        }
        for bond in bonds {
            let block = hopping(along: bond)
            body(bond.from, bond.to, block)
            body(bond.to, bond.from, block.adjoint)
        }
    }

    /// Calls `body` with every non-zero entry once.
    public func forEachEntry(_ body: (_ row: Int, _ column: Int, Complex<Double>) -> Void) {
        let lattice = superconductor.lattice
        forEachBlock { rowSite, columnSite, block in
            let row = 4 * lattice.index(of: rowSite)
            let column = 4 * lattice.index(of: columnSite)
            for i in 0..<4 {
                for j in 0..<4 where block[i, j] != .zero { body(row + i, column + j, block[i, j]) }
            }
        }
    }
}
