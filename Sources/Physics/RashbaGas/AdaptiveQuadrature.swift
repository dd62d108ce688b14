/// Integrates two functions at once, each to the same relative accuracy, by bisecting the worst of a set of panels.
///
/// Each panel is integrated by Kronrod's 15-point rule; the difference from Gauss's 7-point rule inside it is taken as
/// its error. For smooth integrands that difference overstates the error by many orders, so the reported one is safe.
public struct AdaptiveQuadrature: Sendable {
    /// A part of the integral: a function on an interval. Functions may differ from piece to piece.
    public struct Piece {
        public let lower: Double
        public let upper: Double
        public let integrand: (Double) -> SIMD2<Double>

        public init(from lower: Double, to upper: Double, _ integrand: @escaping (Double) -> SIMD2<Double>) {
            self.lower = lower
            self.upper = upper
            self.integrand = integrand
        }
    }

    public struct NotConverged: Error, Equatable {
        /// The estimated error over the value, for the worse of the two integrals.
        public let relativeError: Double
        public let panels: Int
    }

    public let relativeAccuracy: Double
    public let maximumPanels: Int

    /// - Parameters:
    ///   - relativeAccuracy: error over value, asked of the sum of all pieces; 1e-13 is about the least that rounding allows.
    ///   - maximumPanels: when to give up.
    public init(relativeAccuracy: Double, maximumPanels: Int = 2000) {
        self.relativeAccuracy = relativeAccuracy
        self.maximumPanels = maximumPanels
    }

    /// The sum of all pieces with a bound on its error, for each of the two functions.
    public func integrate(
        _ pieces: [Piece]
    ) throws(NotConverged) -> (value: SIMD2<Double>, error: SIMD2<Double>) {
        var panels = pieces.map { Panel($0, $0.lower, $0.upper) }
        while true {
            // Summed afresh: running sums would keep the rounding errors of panels long gone.
            let value = panels.reduce(SIMD2<Double>.zero) { $0 + $1.value }
            let error = panels.reduce(SIMD2<Double>.zero) { $0 + $1.error }
            // Below the normal numbers there is no relative accuracy to ask for.
            let allowed = SIMD2(
                max(relativeAccuracy * abs(value.x), .leastNormalMagnitude),
                max(relativeAccuracy * abs(value.y), .leastNormalMagnitude))
            if error.x <= allowed.x, error.y <= allowed.y { return (value, error) }

            let scale = SIMD2(excess(1, over: allowed.x), excess(1, over: allowed.y))
            guard
                panels.count < maximumPanels, value.x.isFinite, value.y.isFinite,
                let worst = panels.indices.max(by: { panels[$0].badness(scale) < panels[$1].badness(scale) }),
                let halves = panels[worst].halves
            else {
                let relative = max(excess(error.x, over: abs(value.x)), excess(error.y, over: abs(value.y)))
                throw NotConverged(relativeError: relative, panels: panels.count)
            }
            panels[worst] = halves.0
            panels.append(halves.1)
        }
    }

    private func excess(_ error: Double, over value: Double) -> Double {
        error == 0 ? 0 : error / max(value, .leastNormalMagnitude)
    }

    private struct Panel {
        let piece: Piece
        let lower: Double
        let upper: Double
        let value: SIMD2<Double>
        let error: SIMD2<Double>

        init(_ piece: Piece, _ lower: Double, _ upper: Double) {
            self.piece = piece
            self.lower = lower
            self.upper = upper
            (value, error) = GaussKronrod.integrate(from: lower, to: upper, piece.integrand)
        }

        /// Nil once the panel is as narrow as doubles allow.
        var halves: (Panel, Panel)? {
            let middle = lower + (upper - lower) / 2
            guard middle > lower, middle < upper else { return nil }
            return (Panel(piece, lower, middle), Panel(piece, middle, upper))
        }

        func badness(_ scale: SIMD2<Double>) -> Double { max(error.x * scale.x, error.y * scale.y) }
    }
}
