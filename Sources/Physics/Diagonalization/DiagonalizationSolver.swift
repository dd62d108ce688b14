import BogoliubovDeGennes
import MPI
import ScaLAPACK

/// Free energies from all eigenvalues of the Bogoliubov–de Gennes matrix, by ScaLAPACK on the ranks of a communicator.
///
/// Collective: every rank makes the solver and asks it the same questions, and every rank gets the results.
public struct DiagonalizationSolver: ~Copyable, FreeEnergySolver {
    public static let name = "scalapack"
    public static let defaultBlockSize = 64

    let grid: ProcessGrid
    /// The side of the blocks in which matrices are dealt out.
    public let blockSize: Int

    /// - Throws: `ScaLAPACKError`.
    public init(on group: borrowing Communicator, blockSize: Int = defaultBlockSize) throws {
        grid = try ProcessGrid(on: group)
        self.blockSize = blockSize
    }

    /// - Throws: `ScaLAPACKError`, `DiagonalizationError`; on every rank.
    public borrowing func freeEnergies(of problem: ImpurityProblem) throws -> [ImpurityFreeEnergies] {
        let (superconductor, temperature) = (problem.superconductor, problem.temperature)
        let host = try spectrum(of: BogoliubovHamiltonian(host: superconductor))
        let hostEnergy = freeEnergy(eigenvalues: host.magnitudes, temperature: temperature)
        var results: [ImpurityFreeEnergies] = []
        for pair in problem.pairs {
            var relative: [Double] = []
            for (first, second) in spinConfigurations {
                let hamiltonian = BogoliubovHamiltonian(
                    superconductor, impurities: pair, spins: (first.vector, second.vector))
                relative.append(
                    try spectrum(of: hamiltonian).freeEnergy(relativeTo: host, temperature: temperature))
            }
            results.append(
                ImpurityFreeEnergies(
                    host: hostEnergy, relative: relative,
                    errorEstimate: Self.roundingError(of: superconductor, exchange: pair.exchange)))
        }
        return results
    }

    private borrowing func spectrum(of hamiltonian: BogoliubovHamiltonian) throws -> QuasiparticleSpectrum {
        var matrix = try BlockCyclicMatrix(order: hamiltonian.dimension, blockSize: blockSize, on: grid)
        var squares = 0.0
        hamiltonian.forEachEntry { row, column, value in
            matrix.set(row: row, column: column, re: value.real, im: value.imaginary)
            squares += value.lengthSquared
        }
        let spectrum = QuasiparticleSpectrum(try grid.eigenvalues(of: matrix))
        try DiagonalizationError.check(sumOfSquares: spectrum.sumOfSquares, frobeniusNormSquared: squares)
        return spectrum
    }

    /// An estimate of the error of F - F0.
    ///
    /// The computed eigenvalues are those of Ĥ + E with ‖E‖ ≈ ε_mach ‖Ĥ‖. To first order δF = -¼ Tr[tanh(Ĥ/2T) E], in which
    /// the 4N levels contribute errors of either sign, each some ε_mach ‖Ĥ‖. Differences to the low-rank route are below 8 ε_mach ‖Ĥ‖ √4N.
    static func roundingError(of superconductor: Superconductor, exchange: Double) -> Double {
        let norm = superconductor.spectralBound + abs(exchange) / 2
        let levels = Double(4 * superconductor.lattice.siteCount)
        return 8 * .ulpOfOne * norm * levels.squareRoot()
    }
}
