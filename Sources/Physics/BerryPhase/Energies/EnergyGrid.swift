import Numerics

/// Energies at equal distances on which what depends on the energies of states is collected, so that all chemical potentials
/// and temperatures come from one sum over k.
///
/// A function F of energy that is smooth on the scale of k_BT, such as the Fermi function, has at a state's energy E the value
/// Σ_j L_j(E) F(E_j), with Lagrange's polynomials L_j of the sixteen nodes around E. So Σ A_s F(E_s) over states s is
/// Σ_j (Σ_s A_s L_j(E_s)) F(E_j). At a distance of k_BT/8 the error is below 1e-15 of the largest |F|.
///
/// Above the grid f = g = 0. Below it f = 1 and g = E - μ, which two further nodes hold: the coefficients, and the
/// coefficients times the energy.
struct EnergyGrid: Sendable {
    static let order = 16
    /// In units of k_BT, from where on f and 1 - f are below the rounding of 1.
    private static let reach = 40.0

    let start: Double
    let spacing: Double
    /// Without the two for states below.
    let nodes: Int
    /// States from here on are on the grid, up to `top`.
    let bottom: Double
    let top: Double
    /// No chemical potential is higher.
    let highestPotential: Double
    let highestThermalEnergy: Double
    /// Pairs of states closer than this are treated by quadrature between them.
    let nearness: Double

    init(_ occupations: [Occupation]) {
        precondition(!occupations.isEmpty)
        let smallest = occupations.reduce(.infinity) { min($0, $1.thermalEnergy) }
        let bottom = occupations.reduce(.infinity) { min($0, $1.chemicalPotential - Self.reach * $1.thermalEnergy) }
        let top = occupations.reduce(-.infinity) { max($0, $1.chemicalPotential + Self.reach * $1.thermalEnergy) }
        spacing = smallest / 8
        start = bottom - spacing * 9
        nodes = Int((top - start) / spacing) + 12
        (self.bottom, self.top) = (bottom, top)
        highestPotential = occupations.reduce(-.infinity) { max($0, $1.chemicalPotential) }
        highestThermalEnergy = occupations.reduce(0) { max($0, $1.thermalEnergy) }
        nearness = 1.5 * smallest
    }

    /// The number of nodes that a grid for these would have.
    static func size(_ occupations: [Occupation]) -> Double {
        let smallest = occupations.reduce(.infinity) { min($0, $1.thermalEnergy) }
        let bottom = occupations.reduce(.infinity) { min($0, $1.chemicalPotential - reach * $1.thermalEnergy) }
        let top = occupations.reduce(-.infinity) { max($0, $1.chemicalPotential + reach * $1.thermalEnergy) }
        return 8 * (top - bottom) / smallest
    }

    var allNodes: Int { nodes + 2 }

    /// f, g, f' and f'' of an occupation at all nodes.
    func functions(_ occupation: Occupation) -> [SIMD4<Double>] {
        (0..<nodes).map { occupation.functions(at: start + Double($0) * spacing) }
            + [SIMD4(1, start - occupation.chemicalPotential, 0, 0), SIMD4(0, 1, 0, 0)]
    }

    /// The nodes at which an occupation's functions are neither those of a full state, f = 1 and g = E - μ, nor zero.
    func window(_ occupation: Occupation) -> Range<Int> {
        let (centre, reach) = (occupation.chemicalPotential - start, Self.reach * occupation.thermalEnergy)
        let first = min(max(0, Int((centre - reach) / spacing)), nodes)
        return first..<max(first, min(nodes, Int((centre + reach) / spacing) + 2))
    }

    /// The first of the sixteen nodes around energies on the grid, and the weights of these nodes.
    ///
    /// - Parameter normalization: `EnergyGrid.normalization`, in memory of its own.
    @inline(__always)
    func interpolate(
        _ energy: Lanes, _ weights: UnsafeMutablePointer<Lanes>, normalization: UnsafeMutablePointer<Lanes>
    ) -> SIMD4<Int64> {
        let position = (energy - start) * (1 / spacing)
        let whole = position.rounded(.down)
        let offset = position - whole + 7
        // Π_{i<j} (u - i) from below, then times Π_{i>j} (u - i) from above, over the same of the node.
        var product = Lanes(repeating: 1)
        var j = 0
        while j < Self.order {
            weights[j] = product * normalization[j]
            product *= offset - Double(j)
            j &+= 1
        }
        product = Lanes(repeating: 1)
        j = Self.order &- 1
        while j >= 0 {
            weights[j] *= product
            product *= offset - Double(j)
            j &-= 1
        }
        return SIMD4<Int64>(whole) &- 7
    }

    /// 1 / Π_{i≠j} (j - i).
    static let normalization: [Double] = (0..<order).map { j in
        1 / (0..<order).reduce(1.0) { $1 == j ? $0 : $0 * Double(j - $1) }
    }
}
