import Numerics

/// The magnitudes |ε| of quasiparticle energies, each with the number of times it occurs among all eigenvalues.
///
/// Free energies are even in ε, so magnitudes are all that is kept.
struct QuasiparticleSpectrum {
    /// Ascending, every occurrence apart.
    let magnitudes: [Double]

    init(_ energies: [Double]) { magnitudes = energies.map(abs).sorted() }

    /// The spectra of several blocks of one matrix.
    init(joining parts: [(spectrum: QuasiparticleSpectrum, multiplicity: Int)]) {
        var all: [Double] = []
        all.reserveCapacity(parts.reduce(0) { $0 + $1.spectrum.magnitudes.count * $1.multiplicity })
        for part in parts {
            for _ in 0..<part.multiplicity { all.append(contentsOf: part.spectrum.magnitudes) }
        }
        magnitudes = all.sorted()
    }

    /// Tr Ĥ².
    var sumOfSquares: Double { magnitudes.reduce(0) { $0 + $1 * $1 } }

    /// F of these levels minus F of as many others: -½ Σ [f(ε) - f(ε')], f(ε) = |ε|/2 + T ln(1 + e^{-|ε|/T})
    /// (arXiv:2407.07144, Eq. 6), taken level by level, so that the 10⁴ t of either sum cost no digits of the difference.
    func freeEnergy(relativeTo other: QuasiparticleSpectrum, temperature: Double) -> Double {
        precondition(magnitudes.count == other.magnitudes.count, "spectra of different length")
        var sum = 0.0
        var lost = 0.0
        for (energy, reference) in zip(magnitudes, other.magnitudes) {
            let thermal = .log(onePlus: .exp(-energy / temperature)) - .log(onePlus: .exp(-reference / temperature))
            let term: Double = (energy - reference) / 2 + temperature * thermal - lost
            let next = sum + term
            lost = (next - sum) - term
            sum = next
        }
        return -sum / 2
    }
}
