import BogoliubovDeGennes
import LAPACK

/// Free energies by LAPACK on the full matrix: for small lattices, and independent of both solvers.
enum DenseReference {
    static func eigenvalues(of hamiltonian: BogoliubovHamiltonian) throws -> [Double] {
        var matrix = HermitianMatrix(order: hamiltonian.dimension)
        hamiltonian.forEachEntry { row, column, value in matrix[row, column] = (value.real, value.imaginary) }
        return try LAPACK.eigenvalues(of: matrix)
    }

    static func hostFreeEnergy(_ superconductor: Superconductor, temperature: Double) throws -> Double {
        freeEnergy(
            eigenvalues: try eigenvalues(of: BogoliubovHamiltonian(host: superconductor)), temperature: temperature)
    }

    /// F - F[Ĥ0] for `configurations`, indices into `spinConfigurations`.
    static func relative(
        _ superconductor: Superconductor, _ pair: ImpurityPair, temperature: Double, configurations: [Int]
    ) throws -> [Double] {
        let host = try hostFreeEnergy(superconductor, temperature: temperature)
        return try configurations.map { index in
            let spins = spinConfigurations[index]
            let hamiltonian = BogoliubovHamiltonian(
                superconductor, impurities: pair.with(spins: (spins.first.vector, spins.second.vector)))
            return freeEnergy(eigenvalues: try eigenvalues(of: hamiltonian), temperature: temperature) - host
        }
    }
}
