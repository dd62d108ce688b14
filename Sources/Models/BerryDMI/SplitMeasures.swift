import BerryPhase
import WannierHamiltonian

/// How well the spin-orbit part of one Hamiltonian was told from the rest, as it stands in files.
struct SplitMeasures: Sendable {
    static let names = ["orbital_currents", "perpendicular_exchange", "partner_distance", "band_change"]
    let numbers: [Double]

    /// - Parameter original: the Hamiltonian before the split.
    init(_ quality: SplitQuality, original: TightBinding, system: SpinOrbitSystem) {
        let split = system.hamiltonian(scale: 1)
        // Γ, the ends of the reciprocal lattice vectors' halves, and a place of no symmetry.
        let places: [SIMD3<Double>] = [
            .zero, SIMD3(0.5, 0, 0), SIMD3(0, 0.5, 0), SIMD3(0.5, 0.5, 0.5), SIMD3(0.13, 0.27, 0.41), SIMD3(0.31, -0.17, 0.05),
        ]
        var change = 0.0
        for place in places {
            let (before, after) = (bandEnergies(original, atReduced: place), bandEnergies(split, atReduced: place))
            change = zip(before, after).reduce(change) { max($0, abs($1.0 - $1.1)) }
        }
        numbers = [quality.orbitalCurrents, quality.perpendicularExchange, quality.partnerDistance, change]
    }
}
