/// The sheet current around impurities, by superposition of Eq. 12.
public struct SupercurrentMap: Sendable {
    public struct Impurity: Sendable {
        /// In units of r₀(0), as all lengths here.
        public let position: SIMD2<Double>
        /// In the plane, of length 1.
        public let moment: SIMD2<Double>

        public init(position: SIMD2<Double>, moment: SIMD2<Double>) {
            self.position = position
            self.moment = moment
        }
    }

    public let impurities: [Impurity]
    public let form: PairCoupling.Form
    public let scale: SupercurrentScale
    /// Within this distance of an impurity the theory says nothing; the current is given as zero.
    public let core: Double

    public init(_ impurities: [Impurity], form: PairCoupling.Form, scale: SupercurrentScale, core: Double) {
        self.impurities = impurities
        self.form = form
        self.scale = scale
        self.core = core
    }

    /// In units of Γ/(2πr₀²) at T = 0, with a bound on the error of either component.
    public func current(at point: SIMD2<Double>) -> (value: SIMD2<Double>, error: Double) {
        var (sum, error) = (SIMD2<Double>.zero, 0.0)
        for impurity in impurities {
            let displacement = point - impurity.position
            let distance = (displacement * displacement).sum().squareRoot()
            guard distance > core else { return (.zero, 0) }
            let coupling = PairCoupling(distance * scale.distance, form)
            sum += coupling.current(moment: impurity.moment, direction: displacement / distance)
            // The distance itself is rounded, and the coupling falls with its square or faster.
            error += 2 * coupling.couplingError + 16 * .ulpOfOne * coupling.parallel
        }
        return (scale.current * sum, scale.current * error)
    }
}
