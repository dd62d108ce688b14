import Numerics
import Summation

/// The magnitudes |ε| of quasiparticle energies, each with the number of times it occurs among all eigenvalues.
///
/// Free energies are even in ε, so magnitudes are all that is kept.
struct QuasiparticleSpectrum {
    /// Ascending, every occurrence apart.
    let magnitudes: [Double]
    /// How much F has changed by `corrected(toSumOfSquares:)`: ¼ Σ |δε|, in the unit of energy. What cannot be
    /// corrected is of the same origin and no larger.
    let correction: Double

    init(_ energies: [Double], correction: Double = 0) {
        magnitudes = energies.map(abs).sorted()
        self.correction = correction
    }

    /// The spectra of several blocks of one matrix.
    init(joining parts: [(spectrum: QuasiparticleSpectrum, multiplicity: Int)]) {
        var all: [Double] = []
        all.reserveCapacity(parts.reduce(0) { $0 + $1.spectrum.magnitudes.count * $1.multiplicity })
        for part in parts {
            for _ in 0..<part.multiplicity { all.append(contentsOf: part.spectrum.magnitudes) }
        }
        magnitudes = all.sorted()
        correction = parts.reduce(0) { $0 + $1.spectrum.correction * Double($1.multiplicity) }
    }

    /// These levels without the relative error common to all of them, found by Σ ε² = ‖Ĥ‖² (Frobenius).
    ///
    /// Thousands of reflections, none quite orthogonal, stretch the whole spectrum by some 10⁻¹⁵; over all levels that
    /// would be most of the error of F - F0.
    /// - Parameter exact: ‖Ĥ‖², from the matrix elements.
    /// - Throws: `DiagonalizationError.wrongTrace` where the two differ by more than rounding.
    func corrected(toSumOfSquares exact: Double) throws(DiagonalizationError) -> QuasiparticleSpectrum {
        let found = compensatedSum(magnitudes.lazy.map { $0 * $0 })
        guard abs(found - exact) <= 1e-12 * exact else {
            throw .wrongTrace(ofEigenvalues: found, ofMatrix: exact)
        }
        guard exact > 0 else { return self }
        let stretch = (found - exact) / (2 * exact)
        return QuasiparticleSpectrum(
            magnitudes.map { $0 - stretch * $0 }, correction: abs(stretch) * compensatedSum(magnitudes) / 4)
    }

    /// F of these levels minus F of as many others: -½ Σ [f(ε) - f(ε')], f(ε) = |ε|/2 + T ln(1 + e^{-|ε|/T})
    /// (arXiv:2407.07144, Eq. 6), taken level by level, so that the 10⁴ t of either sum cost no digits of the
    /// difference.
    func freeEnergy(relativeTo other: QuasiparticleSpectrum, temperature: Double) -> Double {
        precondition(magnitudes.count == other.magnitudes.count, "spectra of different length")
        let terms = zip(magnitudes, other.magnitudes).lazy.map { energy, reference in
            guard temperature > 0 else { return (energy - reference) / 2 }
            let thermal: Double =
                .log(onePlus: .exp(-energy / temperature)) - .log(onePlus: .exp(-reference / temperature))
            return (energy - reference) / 2 + temperature * thermal
        }
        return -compensatedSum(terms) / 2
    }
}
