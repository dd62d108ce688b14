/// The integral of -∂f/∂E times a function over one window of energies, cut into panels that widen away from μ.
struct ThermalWindow {
    let pieces: [AdaptiveQuadrature.Piece]

    /// How far panels end from the place of largest weight, in units of kT.
    private static let steps: [Double] = [1, 3, 7, 15, 31]
    /// Where the integral ends: the weight has dropped by e⁻⁶⁰.
    private static let reach: Double = 60

    /// - Parameters:
    ///   - lower: the lower edge of the window minus μ, in eV.
    ///   - upper: the upper edge minus μ, in eV.
    ///   - width: of the window, in eV, given for its accuracy; an empty window has no pieces.
    ///   - c: α²/2A, in eV.
    ///   - edge: r₀, the value at the lower edge of r = √(r₀² + 2cx), in eV, where x is the energy above the edge.
    ///   - function: of the energies x above the lower edge and left to the upper edge, in eV; smooth in r, and
    ///     therefore with the branch point of a square root at the lower edge or below.
    init(
        from lower: Double, to upper: Double, width: Double, _ thermalEnergy: Double, c: Double, r edge: Double,
        _ function: @escaping (_ above: Double, _ below: Double) -> SIMD2<Double>
    ) {
        // The weight -∂f/∂E dE = dt/4cosh²(t/2), t = (E - μ)/kT, is largest in the window at its centre, the t closest
        // to zero. Everything is measured from there, so that neither a window far from μ nor one much wider than kT
        // loses digits.
        let scaledWidth = width / thermalEnergy
        let (centre, above, below, low, high): (Double, Double, Double, Double, Double)
        if lower >= 0 {
            (centre, above, below, low, high) = (lower / thermalEnergy, 0, width, 0, scaledWidth)
        } else if upper <= 0 {
            (centre, above, below, low, high) = (upper / thermalEnergy, width, 0, -scaledWidth, 0)
        } else {
            (centre, above, below, low, high) = (0, -lower, upper, lower / thermalEnergy, upper / thermalEnergy)
        }
        guard width > 0, abs(centre) < 740 else {
            pieces = []  // the weight underflows
            return
        }
        let (first, last) = (max(low, -Self.reach), min(high, Self.reach))
        let offsets = Self.steps.reversed().map { -$0 } + [0] + Self.steps
        let cuts = [first] + offsets.filter { $0 > first && $0 < last } + [last]
        let intervals = zip(cuts, cuts.dropFirst())

        // The branch point lies r₀²/2c below the edge. If it is near, panels in energy converge slowly, and if it is
        // almost at the edge they do not even notice it; in s = r - r₀ it is gone: x = s(s + 2r₀)/2c, dx = (s + r₀)ds/c.
        let isNear = first == low && edge * edge < 100 * c * width
        guard isNear else {
            pieces = intervals.map { start, end in
                AdaptiveQuadrature.Piece(from: start, to: end) { t in
                    let x = thermalEnergy * t
                    return OccupationKernel.minusFermiDerivative(centre + t)
                        * function(max(0, above + x), max(0, below - x))
                }
            }
            return
        }
        func s(_ t: Double) -> Double {
            guard t > low else { return 0 }
            let x = above + thermalEnergy * t
            return 2 * c * x / ((edge * edge + 2 * c * x).squareRoot() + edge)
        }
        pieces = intervals.compactMap { start, end in
            let (lower, upper) = (s(start), s(end))
            // Cuts that rounding has brought together.
            guard lower < upper else { return nil }
            return AdaptiveQuadrature.Piece(from: lower, to: upper) { s in
                let x = s * (s + 2 * edge) / (2 * c)
                let weight = OccupationKernel.minusFermiDerivative(centre + (x - above) / thermalEnergy)
                return weight * ((s + edge) / (c * thermalEnergy)) * function(x, max(0, width - x))
            }
        }
    }
}
