import BogoliubovDeGennes
import LAPACK
import Numerics

/// All levels and states of a superconductor with or without impurities, by LAPACK on the full matrix of 4N rows (`zheevd`): for
/// lattices of some hundred sites, and independent of every other route.
public struct FullSpectrum: Sendable {
    /// Ascending; with each level E there is -E.
    public let energies: [Double]
    /// A bound on the error of each of `energies`: with residual R = ĤV - VΛ, by Weyl's theorem, |R| over the smallest singular value
    /// of V.
    public let energyError: Double
    /// |V†V - 1| in the Frobenius norm.
    let orthogonalityDefect: Double
    let lattice: Lattice
    private let states: ComplexColumns

    /// Bytes that a spectrum of so many sites takes: the matrix, LAPACK's workspaces, and the check of the states.
    public static func bytes(siteCount: Int) -> Double { 64 * 16 * Double(siteCount) * Double(siteCount) }

    /// Operations for all states.
    public static func operations(siteCount: Int) -> Double {
        40 * 64 * Double(siteCount) * Double(siteCount) * Double(siteCount)
    }

    /// - Parameters:
    ///   - spins: a unit vector for each impurity.
    /// - Throws: `LAPACKError`.
    public init(_ superconductor: Superconductor, _ impurities: [Impurity] = [], spins: [[Double]] = []) throws(LAPACKError) {
        precondition(impurities.count == spins.count)
        let hamiltonian = BogoliubovHamiltonian(
            superconductor, impurities: zip(impurities, spins).map { (impurity: $0, spin: $1) })
        let order = hamiltonian.dimension
        var matrix = HermitianMatrix(order: order)
        var entries: [(row: Int, column: Int, value: Complex<Double>)] = []
        hamiltonian.forEachEntry { row, column, value in
            matrix[row, column] = (value.real, value.imaginary)
            entries.append((row, column, value))
        }
        let (energies, states) = try eigenvectors(of: consume matrix)
        var gram = ComplexColumns.adjointProduct(states, states)
        for level in 0..<order { gram[level, level].re -= 1 }
        let defect = gram.storage.reduce(0) { $0 + $1 * $1 }.squareRoot()
        var squaredResidual = 0.0
        var residual = [Complex<Double>](repeating: .zero, count: order)
        for (level, energy) in energies.enumerated() {
            for row in 0..<order {
                let value = states[row, level]
                residual[row] = Complex(-energy * value.re, -energy * value.im)
            }
            for (row, column, value) in entries {
                let state = states[column, level]
                residual[row] += value * Complex(state.re, state.im)
            }
            squaredResidual += residual.reduce(0) { $0 + $1.real * $1.real + $1.imaginary * $1.imaginary }
        }
        self.energies = energies
        self.states = states
        orthogonalityDefect = defect
        energyError =
            (squaredResidual.squareRoot() + 8 * .ulpOfOne * superconductor.spectralBound) / max(.leastNormalMagnitude, 1 - defect)
        lattice = superconductor.lattice
    }

    /// A component (c↑, c↓, c†↑, c†↓) of a state at a site.
    func state(_ level: Int, _ site: Lattice.Site, _ component: Int) -> Complex<Double> {
        let value = states[4 * lattice.index(of: site) + component, level]
        return Complex(value.re, value.im)
    }
}
