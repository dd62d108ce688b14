import BogoliubovDeGennes
import ImpurityClusters
import InGapStates
import MatsubaraSums
import Numerics

extension FullSpectrum {
    /// The Green function between some sites on the Matsubara frequencies of a free energy, from the states of the host.
    ///
    /// - Parameters:
    ///   - scale: of the host with its impurities, at the temperature.
    ///   - accuracy: the wanted bound on the error of F - F[Ĥ0], as in the sparse solver.
    public func greenFunction(
        between sites: [Lattice.Site], _ scale: EnergyScale, accuracy: Double = 1e-11
    ) -> SampledGreenFunction {
        let sampling = MatsubaraSampling.cached(
            temperature: scale.temperature.value, energyBound: scale.energyBound,
            accuracy: max(0.5 * accuracy, scale.energyBound * 0x1p-50), multiple: 1)
        let samples = zip(sampling.weights, sampling.frequencies).map { weight, frequency in
            let green = elements(between: sites) { energy in
                Complex(1) / Complex(-energy / scale.unit, frequency)
            }
            let relative = energyError / scale.unit / frequency + 2 * orthogonalityDefect
            // As a matrix of 4n rows, in the trace norm.
            let error = 1.1 * 4 * Double(sites.count) * relative / frequency
            return (weight, SiteGreenFunction(frequency: frequency, elements: green, siteCount: sites.count, error: error))
        }
        return SampledGreenFunction(
            unit: scale.unit, samples: samples, truncation: 4 * sampling.integratedError + 2 * scale.temperature.error)
    }

    /// What tells the parity of the ground state with impurities, from the states of the host.
    public func parity(of impurities: [Impurity], unit: Double) -> GroundStateParity {
        // A⁻¹ = -(ω - A)⁻¹ at ω = 0.
        let green = elements(between: impurities.map(\.site)) { Complex(-unit / $0) }.map { -$0 }
        let lowest = (energies.map(abs).min() ?? 0) - energyError
        let size = 4 * Double(impurities.count)
        let error = lowest > 0 ? 1.1 * size * unit * (energyError / lowest + 2 * orthogonalityDefect) / lowest : .infinity
        return GroundStateParity(impurities, unit: unit, green: green, error: error)
    }

    /// The blocks of Σ_n |n⟩ f(E_n) ⟨n| in the Majorana basis, four rows for each site, row by row.
    private func elements(between sites: [Lattice.Site], _ function: (Double) -> Complex<Double>) -> [Double] {
        let (order, factors) = (4 * sites.count, energies.map(function))
        var result = [Double](repeating: 0, count: order * order)
        for (row, rowSite) in sites.enumerated() {
            for (column, columnSite) in sites.enumerated() {
                var block = NambuMatrix.zero
                for (level, factor) in factors.enumerated() {
                    for i in 0..<4 {
                        let left = factor * state(level, rowSite, i)
                        for j in 0..<4 { block[i, j] += left * state(level, columnSite, j).conjugate }
                    }
                }
                let real = MajoranaBlock(ofGreenFunction: block)
                for i in 0..<4 { for j in 0..<4 { result[(4 * row + i) * order + 4 * column + j] = real[i, j] } }
            }
        }
        return result
    }
}
