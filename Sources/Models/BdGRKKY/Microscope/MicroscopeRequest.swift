import BogoliubovDeGennes
import LocalDensityOfStates
import Sweep

/// What of a point a job wants to see as experiments do: levels in the gap, local densities of states, the ground state.
struct MicroscopeRequest: Sendable {
    struct InGap: Sendable {
        let window: Double
        let levels: Int
    }

    struct Density: Sendable {
        let energies: [Double]
        let broadening: Double
        /// From impurity 1.
        let steps: [Lattice.Step]
        let sites: [Lattice.Site]
        /// Whether the sites are a rectangle, with axes of its own.
        let isWindow: Bool
        let part: DensityPart
        let axis: [Double]
    }

    let superconductor: Superconductor
    let impurities: [Impurity]
    /// A unit vector for each impurity, for each texture.
    let textures: [[[Double]]]
    let temperature: Double
    let inGap: InGap?
    let density: Density?
    let wantsGroundState: Bool

    /// Nil where a job asks for none of this.
    init?(
        at point: ParameterSet, _ superconductor: Superconductor, _ impurities: [Impurity], textures: [[[Double]]],
        temperature: Double
    ) throws(ParameterError) {
        let inGap = ObservableParameters.settings("in_gap", in: point)
        let density = ObservableParameters.settings("ldos", in: point)
        wantsGroundState = ObservableParameters.asksFor("ground_state", in: point)
        guard inGap != nil || density != nil || wantsGroundState else { return nil }
        if let word = inGap != nil ? "in_gap" : density != nil ? "ldos" : nil, textures.isEmpty {
            throw ParameterError(
                ObservableParameters.selection, problem: "\(word) without textures", allowed: "textures beside it")
        }
        if let inGap { self.inGap = try InGapParameters.settings(inGap) } else { self.inGap = nil }
        if let density {
            self.density = try DensityParameters.settings(density, impurities: impurities, in: superconductor.lattice)
        } else {
            self.density = nil
        }
        self.superconductor = superconductor
        self.impurities = impurities
        self.textures = textures
        self.temperature = temperature
    }
}
