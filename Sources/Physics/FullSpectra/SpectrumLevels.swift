import BogoliubovDeGennes
import InGapStates
import LAPACK
import Numerics

extension FullSpectrum {
    /// The lowest levels 0 ≤ E < window, and how much of each lies on some sites.
    ///
    /// - Throws: `LAPACKError`.
    public func levels(below window: Double, atMost limit: Int, on sites: [Lattice.Site]) throws(LAPACKError) -> InGapLevels {
        let half = energies.count / 2
        let inWindow = (half..<energies.count).filter { energies[$0] < window }
        let chosen = Array(inWindow.prefix(limit))
        var weights: [Double] = []
        var first = 0
        while first < chosen.count {
            var last = first + 1
            while last < chosen.count && energies[chosen[last]] - energies[chosen[last - 1]] < 1e-9 + energyError { last += 1 }
            weights += try self.weights(of: Array(chosen[first..<last]), on: sites)
            first = last
        }
        return InGapLevels(
            energies: chosen.map { max(0, energies[$0]) }, impurityWeights: weights,
            errorEstimate: chosen.isEmpty ? 0 : energyError, count: inWindow.count)
    }

    /// Of degenerate levels those of the combinations with the largest and smallest ones, ascending.
    private func weights(of levels: [Int], on sites: [Lattice.Site]) throws(LAPACKError) -> [Double] {
        var matrix = HermitianMatrix(order: levels.count)
        for (row, a) in levels.enumerated() {
            for (column, b) in levels.enumerated() {
                var sum = Complex<Double>.zero
                for site in sites {
                    for component in 0..<4 { sum += state(a, site, component).conjugate * state(b, site, component) }
                }
                matrix[row, column] = (sum.real, sum.imaginary)
            }
        }
        return try eigenvalues(of: matrix).map { min(1, max(0, $0)) }
    }
}
