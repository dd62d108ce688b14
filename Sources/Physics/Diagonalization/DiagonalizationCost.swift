import BogoliubovDeGennes
import ScaLAPACK

extension DiagonalizationSolver {
    /// What a problem costs, by arithmetic only.
    ///
    /// - Returns: operations over all ranks, 16/3 n³ for each spectrum; bytes of the rank that holds most (infinite where
    ///   the matrix is beyond what ScaLAPACK can count).
    public static func cost(
        of problem: ImpurityProblem, ranks: Int, blockSize: Int
    ) -> (operations: Double, bytesPerRank: Double) {
        let order = Double(4 * problem.superconductor.lattice.siteCount)
        let spectra = Double(1 + problem.pairs.count * spinConfigurations.count)
        let bytes = try? bytesPerRank(
            problem.superconductor, shape: .nearlySquare(ranks: ranks), blockSize: blockSize)
        return (spectra * 16 / 3 * order * order * order, bytes.map(Double.init) ?? .infinity)
    }

    /// The bytes of the rank that holds most of a matrix, with workspace.
    ///
    /// - Throws: `ScaLAPACKError.tooLarge` where 32-bit integers cannot count a rank's share.
    public static func bytesPerRank(
        _ superconductor: Superconductor, shape: GridShape, blockSize: Int
    ) throws(ScaLAPACKError) -> Int {
        try BlockCyclicLayout(order: 4 * superconductor.lattice.siteCount, blockSize: blockSize, shape: shape)
            .predictedBytes()
    }
}
