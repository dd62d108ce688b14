import Foundation

/// The linear response of a gas at an energy, with a bound on its errors.
public struct SpinOrbitTorque: Sendable {
    public let gas: FerromagneticRashbaGas
    public let energy: Double
    public let scattering: Scattering

    public init(_ gas: FerromagneticRashbaGas, energy: Double, scattering: Scattering) {
        self.gas = gas
        self.energy = energy
        self.scattering = scattering
    }

    public struct Found: Sendable {
        public let response: LinearResponse
        /// Bounds on the errors of any component.
        public let spinDensityError, conductivityError, greenError, transitionError: Double
        public let angles: Int
        let centre: FerromagneticRashbaGas.Centre
    }

    /// Largest number of angles tried.
    static let mostAngles = 16384

    /// Refines the sum over angles: N angles against 3N/2, until no component differs by more than the accuracy.
    ///
    /// - Parameter accuracy: relative to the largest component of nK and of nσ.
    public func response(accuracy: Double) throws(TorqueError) -> Found {
        let above = energy - gas.gapEdge
        guard above != 0, energy != gas.bandMinimum else { throw .onGapEdge }
        do {
            return try response(accuracy: accuracy, around: gas.upperCentre)
        } catch {
            // Near its bottom, the lower band's only ring lies beside the minimum of the upper band.
            guard case .notConverged = error, energy < gas.upperCentre.energy - 2 * gas.upperCentre.field else { throw error }
            return try response(accuracy: accuracy, around: gas.lowerCentre)
        }
    }

    private func response(accuracy: Double, around centre: FerromagneticRashbaGas.Centre) throws(TorqueError) -> Found {
        var angles = 32
        var worst = Double.infinity
        while angles <= Self.mostAngles {
            let coarse = try response(angles: angles, around: centre)
            let fine = try response(angles: 3 * angles / 2, around: centre)
            guard (fine.spinDensity + fine.conductivity).allSatisfy(\.isFinite) else { throw .notFinite }
            // What remains once rounding has been reached does not go away with more angles.
            let spins = Self.distance(coarse.spinDensity, fine.spinDensity)
            let currents = Self.distance(coarse.conductivity, fine.conductivity)
            if spins <= max(accuracy * Self.largest(fine.spinDensity), fine.rounding.spinDensity),
                currents <= max(accuracy * Self.largest(fine.conductivity), fine.rounding.conductivity)
            {
                let found = try withEdge(try found(coarse, fine, angles: 3 * angles / 2, around: centre))
                let relative = max(
                    found.spinDensityError / Self.largest(fine.spinDensity),
                    found.conductivityError / Self.largest(fine.conductivity))
                guard relative <= 1e-4 || Self.largest(fine.spinDensity) == 0 else { throw .rounding(relative) }
                return found
            }
            worst = min(worst, max(spins / Self.largest(fine.spinDensity), currents / Self.largest(fine.conductivity)))
            angles *= 2
        }
        throw .notConverged(error: worst, angles: Self.mostAngles * 3 / 2)
    }

    /// Close to the edge of the gap everything depends on ln|ε - edge|, whose last digits the rounding of both takes away.
    private func withEdge(_ found: Found) throws(TorqueError) -> Found {
        let above = abs(energy - gas.gapEdge)
        let scale = abs(energy) + abs(gas.gapEdge)
        guard above < 1e-5 * scale else { return found }
        let step = max(8 * .ulpOfOne * scale, above * 1e-3)
        let side: Double = energy > gas.gapEdge ? 1 : -1
        let moved = try SpinOrbitTorque(gas, energy: energy + side * step, scattering: scattering)
            .response(angles: found.angles, around: found.centre)
        let share = 8 * .ulpOfOne * scale / step
        func distance(_ a: [Double], _ b: [Double]) -> Double { 2 * share * Self.distance(a, b) }
        let fine = found.response
        let result = Found(
            response: fine, spinDensityError: found.spinDensityError + distance(fine.spinDensity, moved.spinDensity),
            conductivityError: found.conductivityError + distance(fine.conductivity, moved.conductivity),
            greenError: found.greenError + distance(fine.green.numbers, moved.green.numbers),
            transitionError: found.transitionError + distance(fine.transition.numbers, moved.transition.numbers),
            angles: found.angles, centre: found.centre)
        // What is worse than this is no number.
        let relative = result.spinDensityError / Self.largest(fine.spinDensity)
        guard relative <= 1e-6 else { throw .onGapEdge }
        return result
    }

    private static func distance(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } }

    private static func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }

    private func found(
        _ coarse: LinearResponse, _ fine: LinearResponse, angles: Int, around centre: FerromagneticRashbaGas.Centre
    ) throws(TorqueError) -> Found {
        let numbers = fine.spinDensity + fine.conductivity + fine.green.numbers + fine.transition.numbers
        guard numbers.allSatisfy(\.isFinite) else { throw .notFinite }
        func unit(_ values: [Double]) -> Double { 64 * .ulpOfOne * Self.largest(values) }
        return Found(
            response: fine,
            spinDensityError: Self.distance(coarse.spinDensity, fine.spinDensity) + fine.rounding.spinDensity,
            conductivityError: Self.distance(coarse.conductivity, fine.conductivity) + fine.rounding.conductivity,
            greenError: Self.distance(coarse.green.numbers, fine.green.numbers) + unit(fine.green.numbers),
            transitionError: Self.distance(coarse.transition.numbers, fine.transition.numbers) + unit(fine.transition.numbers),
            angles: angles, centre: centre)
    }

    /// The same with so many times the angles, to see what the error was.
    public func refined(_ found: Found, by factor: Int) throws(TorqueError) -> LinearResponse {
        try response(angles: factor * found.angles, around: found.centre)
    }

    /// With so many angles, an even number.
    private func response(angles: Int, around centre: FerromagneticRashbaGas.Centre) throws(TorqueError) -> LinearResponse {
        let clean = CleanGas(gas, centre, energy: energy, cutoff: scattering.cutoff, angles: angles)
        let bare = scattering.transition(clean.green)
        var (green, transition) = (clean.green, bare)
        var noise = clean.noise
        let bubbles: Bubbles
        switch scattering.order {
        case .leading:
            bubbles = Bubbles(clean.states, transition: bare)
        case .selfConsistent(let density), .printed(let density):
            let half = HalfCircle(angles: angles)
            let logarithm = 0.5 * log(2 * gas.mass * scattering.cutoff)
            let dressed: DressedGas
            if case .printed = scattering.order {
                let selfEnergy = PauliVector(re: density * bare.re, im: density * bare.im)
                dressed = DressedGas(
                    gas: gas, centre: centre, energy: energy, selfEnergy: selfEnergy, logarithm: logarithm, half: half)
                (bubbles, noise) = dressed.bubbles(density: density, green: dressed.localGreen(), withoutEqual: false)
            } else {
                (dressed, green, transition) = try DressedGas.selfConsistent(
                    gas, centre, energy: energy, scattering: scattering, density: density, start: bare,
                    logarithm: logarithm, half: half)
                (bubbles, noise) = dressed.bubbles(density: density, green: green, withoutEqual: true)
            }
        }
        var keepsCharge = true
        if case .printed = scattering.order { keepsCharge = false }
        if gas.alpha == 0 { return bubbles.withoutTorque(green, transition, rings: clean.rings) }
        return try bubbles.response(
            green, transition, scattering.insertion(transition), keepsCharge: keepsCharge, rings: clean.rings, noise: noise)
    }
}

extension Bubbles {
    /// Without spin-orbit coupling no current polarises, and the vertex of point scatterers vanishes.
    func withoutTorque(_ green: PauliVector, _ transition: PauliVector, rings: Int) -> LinearResponse {
        let sigma = [current[0][0] / (2 * .pi), 0, 0, current[1][1] / (2 * .pi)]
        return LinearResponse(
            green: green, transition: transition, spinDensity: [0, 0, 0, 0, 0, 0], conductivity: sigma, wardResidual: 0,
            rings: rings,
            rounding: (0, 16 * .ulpOfOne * max(abs(sigma[0]), abs(sigma[3]))))
    }
}

extension PauliVector {
    /// Real parts, then imaginary ones.
    public var numbers: [Double] { (0..<4).map { re[$0] } + (0..<4).map { im[$0] } }
}
