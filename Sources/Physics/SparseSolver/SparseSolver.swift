import BogoliubovDeGennes
import MUMPS
import Numerics

/// Free energies from one sparse factorisation for each Matsubara frequency, on this process alone: for hosts in which nothing
/// separates. See `SparseProblem`, which can be shared among processes.
public struct SparseSolver: FreeEnergySolver, Sendable {
    public static let name = "sparse"

    /// The wanted bound on the error of F - F[Ĥ0], as in the low-rank solver.
    public let accuracy: Double

    public init(accuracy: Double = 1e-11) {
        precondition(accuracy > 0)
        self.accuracy = accuracy
    }

    /// - Throws: `SparseSolverError`.
    public func freeEnergies(of problem: ImpurityProblem) throws(SparseSolverError) -> [ImpurityFreeEnergies] {
        try freeEnergies(
            of: problem.pairs.map { ImpurityGroup($0) }, in: problem.superconductor, temperature: problem.temperature
        ).map { ImpurityFreeEnergies($0) }
    }

    /// - Throws: `SparseSolverError`.
    public func freeEnergies(
        of groups: [ImpurityGroup], in superconductor: Superconductor, temperature: Double
    ) throws(SparseSolverError) -> [GroupFreeEnergies] {
        guard var problem = try SparseProblem(superconductor, groups: groups, temperature: temperature, accuracy: accuracy)
        else { return groups.map { .withoutEnergies($0, in: superconductor, temperature: temperature) } }
        var sum = [Double](repeating: 0, count: problem.width)
        try problem.addContributions(of: 0..<problem.frequencyCount, to: &sum)
        return try problem.results(from: sum)
    }

    /// Operations and bytes that a problem takes, from the sizes of the factors of square lattices.
    ///
    /// - Parameter sites: different sites of impurities.
    public func cost(of superconductor: Superconductor, sites: Int, temperature: Double) -> (operations: Double, bytes: Double) {
        let count = Double(superconductor.lattice.siteCount)
        let range = min(40, Double.log(max(1, superconductor.spectralBound / max(temperature, .leastNormalMagnitude))))
        let frequencies = max(8, range * max(1, -.log10(accuracy)) / 3)
        // Nested dissection: N^{3/2} operations and N log N elements of the factors, with the prefactors measured.
        let entries = 47 * count * .log2(max(2, count))
        // Two columns each, but no more than the vectors take that measure errors.
        let columns = min(4 * Double(sites), 16)
        return (
            frequencies * (1200 * count * count.squareRoot() + 4 * columns * entries),
            11 * entries + count * (1200 + 64 * Double(min(64, 4 * sites)))
        )
    }
}
