import BogoliubovDeGennes
import Numerics

/// A superconductor that is uniform along y as the chains in x that its transverse modes are, with energies divided by a
/// unit: what both ways of eliminating them start from.
struct ChainModes<Size: BlockSize> {
    struct Mode {
        /// h, row by row.
        let onSite: [Complex<Double>]
        /// T from each site to the next.
        let hopping: NambuMatrix
        /// How many modes this one stands for.
        let multiplicity: Double
        /// nil for a mode with nodes at all impurities.
        let weights: ModeWeights?
    }

    enum Purpose {
        /// Modes that do not reach the impurities are left out.
        case impurities
        case impuritiesAndDeterminant
        /// The impurities are left out.
        case determinant
    }

    let superconductor: Superconductor
    let pairs: [ImpurityPair]
    let modes: [Mode]
    /// What every energy of the host stays below, in the given unit.
    let energyBound: Double

    /// - Parameters:
    ///   - superconductor: if `Size` is a spin sector, one that conserves the spin along z.
    ///   - pairs: all with the same first impurity.
    ///   - purpose: which modes are kept.
    ///   - unit: of energy.
    init(
        _ superconductor: Superconductor, _ modes: [TransverseMode], pairs: [ImpurityPair], purpose: Purpose,
        unit: Double
    ) {
        self.superconductor = superconductor
        self.pairs = pairs
        energyBound = superconductor.spectralBound / unit
        let hamiltonian = ModeHamiltonian(superconductor: superconductor)
        let first = pairs[0].first.site
        self.modes = modes.compactMap { transverse in
            let weights = ModeWeights(
                first: transverse.weight(first.y, first.y).real,
                second: pairs.map { transverse.weight($0.second.site.y, $0.second.site.y).real },
                firstSecond: pairs.map { transverse.weight(first.y, $0.second.site.y) })
            guard purpose != .impurities || !weights.vanish else { return nil }
            return Mode(
                onSite: ModeHamiltonian.elements(of: hamiltonian.onSite(transverse).divided(by: unit), in: Size.self),
                hopping: hamiltonian.hopping(transverse).divided(by: unit), multiplicity: transverse.multiplicity,
                weights: weights.vanish || purpose == .determinant ? nil : weights)
        }
    }

    /// What a mode keeps, in bytes: its block, and its weights for each pair.
    static func bytes(pairs: Int) -> Double { Double(16 * Size.size * Size.size + 24 * pairs + 500) }

    /// The dimension of one mode's chain.
    var levels: Double { Double(Size.size * superconductor.lattice.width) }

    /// The factor of the bond that closes the ring, (-1)^ν; nil for an open chain.
    var closing: Double? {
        guard superconductor.lattice.boundaryX == .periodic else { return nil }
        return superconductor.winding.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1
    }

    /// Writes iω - h.
    @inline(__always)
    static func fill(_ inverseSite: LaneMatrix<Size>, _ mode: Mode, frequencies: Lanes) {
        for (index, element) in mode.onSite.enumerated() {
            let isDiagonal = index % (Size.size + 1) == 0
            inverseSite.storage[2 * index] = Lanes(repeating: -element.real)
            inverseSite.storage[2 * index + 1] = Lanes(repeating: -element.imaginary) + (isDiagonal ? frequencies : .zero)
        }
    }

    /// e^{±iθx} of (c↑, c↓, c†↑, c†↓): what brings the winding phases back that the chains are free of.
    func phases(at x: Int) -> [Complex<Double>] {
        let angle = superconductor.phaseGradient * Double(x)
        return [angle, angle, -angle, -angle].map { Complex(length: 1, phase: $0) }
    }
}

extension NambuMatrix {
    /// Division and not multiplication by the reciprocal, which overflows where the divisor is subnormal.
    func divided(by unit: Double) -> NambuMatrix {
        guard unit != 1 else { return self }
        var result = self
        result.elements = elements.map { Complex($0.real / unit, $0.imaginary / unit) }
        return result
    }
}
