import BogoliubovDeGennes
import LocalDensityOfStates
import Numerics

extension FullSpectrum {
    /// The local density of states along and against an axis at each energy: Lorentzians of half width η at all levels, weighted by
    /// the electrons of their states,
    ///
    ///     ρ±(r, E) = Σ_n (η/π)/((E - E_n)² + η²) ⟨n|½(1 ± n·σ)|n⟩ at r.
    ///
    /// - Returns: densities (site, along and against the axis) for each energy.
    public func densities(
        at sites: [Lattice.Site], energies wanted: [Double], broadening: Double, axis: [Double]
    ) -> [LocalDensities] {
        precondition(broadening > 0 && axis.count == 3)
        // (site, spin) for each level.
        let width = 2 * sites.count
        var weights = [Double](repeating: 0, count: width * energies.count)
        for level in energies.indices {
            for (index, site) in sites.enumerated() {
                let (up, down) = (state(level, site, 0), state(level, site, 1))
                let sum = up.lengthSquared + down.lengthSquared
                let cross = up.conjugate * down
                let along =
                    2 * axis[0] * cross.real + 2 * axis[1] * cross.imaginary
                    + axis[2] * (up.lengthSquared - down.lengthSquared)
                weights[level * width + 2 * index] = (sum + along) / 2
                weights[level * width + 2 * index + 1] = (sum - along) / 2
            }
        }
        // |G| ≤ 1/η: G moves by 1/η² times the error of Ĥ, and by twice the defect of the states' norms.
        let error = 1.1 * (energyError / broadening + 2 * orthogonalityDefect) / (broadening * .pi)
        return wanted.map { energy in
            var values = [Double](repeating: 0, count: width)
            for (level, value) in energies.enumerated() {
                let lorentzian = broadening / .pi / ((energy - value) * (energy - value) + broadening * broadening)
                for index in 0..<width { values[index] += lorentzian * weights[level * width + index] }
            }
            return LocalDensities(values: values, errorEstimate: error)
        }
    }
}
