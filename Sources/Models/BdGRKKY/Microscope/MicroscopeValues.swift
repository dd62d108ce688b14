import BogoliubovDeGennes
import GroundState
import ImpurityClusters
import InGapStates

/// The observables of the microscope from what was found, whoever found it.
extension BdGRKKYValues {
    /// What is found of one texture, or of the host: as numbers that ranks exchange.
    struct LevelRow {
        let capacity: Int
        static func width(_ capacity: Int) -> Int { 3 + 2 * capacity }

        /// The count, the error, the parity, which is 0 where it is not known, then energies and weights.
        func numbers(_ found: InGapLevels, parity: Int?) -> [Double] {
            let padding = [Double](repeating: .nan, count: capacity - found.energies.count)
            return [Double(found.count), found.errorEstimate, Double(parity ?? 0)] + found.energies + padding
                + found.impurityWeights + padding
        }
    }

    /// - Parameter rows: as `LevelRow` writes them, of each texture and, last, of the host.
    mutating func setLevels(_ rows: [[Double]], capacity: Int) {
        let textures = rows.dropLast()
        let error = rows.reduce(0) { max($0, $1[1]) }
        func part(_ row: [Double], _ first: Int) -> ArraySlice<Double> { row.dropFirst(first).prefix(capacity) }
        set(.inGapEnergy, textures.flatMap { part($0, 3) }, error: error)
        set(.inGapWeight, textures.flatMap { part($0, 3 + capacity) })
        set(.inGapCount, textures.map { $0[0] })
        set(.parity, textures.map { $0[2] })
        set(.inGapHostEnergy, Array(part(rows[rows.count - 1], 3)), error: error)
    }

    /// - Parameter numbers: (texture, energy, site, spin).
    mutating func setDensities(_ numbers: [Double], error: Double, of wanted: MicroscopeRequest.Density) {
        set(.density, numbers, error: error)
        if !wanted.isWindow { set(.densityPosition, wanted.steps.flatMap { [Double($0.x), Double($0.y)] }) }
    }

    /// - Parameter green: between the impurities' sites.
    mutating func setGroundState(of impurities: [Impurity], _ green: SampledGreenFunction) throws {
        let fitted = try BilinearForm(pairsOf: impurities, green).minimum()
        guard let state = try GroundStateSolver(impurities, green).groundState(starts: [fitted.spins]) else {
            throw Microscope.Failure(reason: "no ground state was found: a determinant is zero everywhere")
        }
        let degrees = 180 / Double.pi
        set(.groundStateEnergy, [state.energy], error: state.errorEstimate)
        set(.groundStateSpin, state.spins.flatMap { $0 })
        set(.cantingAngle, [(state.cantingAngle ?? 0) * degrees])
        set(.groundStateDegeneracy, [Double(state.degeneracy)])
        // Missing where there is none.
        if case .about(let axis) = state.rotations { set(.groundStateAxis, axis) }
        set(.groundStateMinima, [Double(state.minima.count)])
        set(.bilinearDistance, [state.distance(to: fitted.spins) * degrees])
    }
}
