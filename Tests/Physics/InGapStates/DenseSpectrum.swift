import BogoliubovDeGennes
import LAPACK
import Numerics

/// All levels and their states, by LAPACK on the full matrix: for small lattices, and independent of every other route.
struct DenseSpectrum {
    let energies: [Double]
    let states: ComplexColumns
    private let lattice: Lattice

    init(_ superconductor: Superconductor, _ impurities: [Impurity] = [], spins: [[Double]] = []) throws {
        let hamiltonian = BogoliubovHamiltonian(
            superconductor, impurities: zip(impurities, spins).map { (impurity: $0, spin: $1) })
        var matrix = HermitianMatrix(order: hamiltonian.dimension)
        hamiltonian.forEachEntry { row, column, value in matrix[row, column] = (value.real, value.imaginary) }
        (energies, states) = try eigenvectors(of: matrix)
        lattice = superconductor.lattice
    }

    /// Levels 0 ≤ E < window.
    func levels(below window: Double) -> [Double] {
        Array(energies.dropFirst(energies.count / 2).filter { $0 < window }).map { max(0, $0) }
    }

    /// -(1/π) Im G(E + iη) of the component (c↑, c↓, c†↑, c†↓) × the same, summed over Lorentzians: a 2 × 2 block of electrons, or
    /// of holes.
    func spectralFunction(_ site: Lattice.Site, _ energy: Double, _ broadening: Double, first: Int) -> [[Complex<Double>]] {
        let base = 4 * lattice.index(of: site) + first
        var block = [[Complex<Double>]](repeating: [.zero, .zero], count: 2)
        for (level, value) in energies.enumerated() {
            let lorentzian = broadening / .pi / ((energy - value) * (energy - value) + broadening * broadening)
            for row in 0..<2 {
                for column in 0..<2 {
                    let (a, b) = (states[base + row, level], states[base + column, level])
                    block[row][column] += Complex(lorentzian) * Complex(a.re, a.im) * Complex(b.re, -b.im)
                }
            }
        }
        return block
    }

    /// States along and against an axis.
    func density(_ site: Lattice.Site, _ energy: Double, _ broadening: Double, axis: [Double]) -> [Double] {
        let block = spectralFunction(site, energy, broadening, first: 0)
        let spin = SpinMatrix.pauli(axis.map { Complex($0) })
        var (sum, difference) = (0.0, 0.0)
        for row in 0..<2 {
            sum += block[row][row].real
            for column in 0..<2 { difference += (spin[row, column] * block[column][row]).real }
        }
        return [(sum + difference) / 2, (sum - difference) / 2]
    }
}

/// A unit vector, evenly distributed.
func randomDirection(using random: inout some RandomNumberGenerator) -> [Double] {
    let z = Double.random(in: -1...1, using: &random)
    let phi = Double.random(in: 0...(2 * .pi), using: &random)
    let r = (1 - z * z).squareRoot()
    return [r * .cos(phi), r * .sin(phi), z]
}
