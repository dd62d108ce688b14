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
    ///   - function: of the energies x above the lower edge and left to the upper edge, in eV. It may start
    ///     like a square root, at the lower edge or just below: left to bisection. (A substitution that removes only
    ///     the root at the edge would hide the one below it from the error estimate.)
    init(
        from lower: Double, to upper: Double, width: Double, _ thermalEnergy: Double,
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
        pieces = zip(cuts, cuts.dropFirst()).map { start, end in
            AdaptiveQuadrature.Piece(from: start, to: end) { t in
                let x = thermalEnergy * t
                return OccupationKernel.minusFermiDerivative(centre + t) * function(max(0, above + x), max(0, below - x))
            }
        }
    }
}
