import BogoliubovDeGennes
import LAPACK
import MUMPS
import MatsubaraSums

/// Levels in the gap of any host with impurities: by shift-invert Lanczos on one sparse factorisation, until there are as many as
/// the inertia of another factorisation says, so that none is missed, whatever its multiplicity.
///
/// For use by one thread.
public struct InGapSolver: ~Copyable {
    private let impurities: [Impurity]
    private let unit: Double
    private let siteCount: Int
    private var hamiltonian: ShiftedHamiltonian

    /// Plans the factorisations; serves any spin configuration of the impurities.
    ///
    /// - Throws: `InGapError`.
    public init(_ superconductor: Superconductor, impurities: [Impurity]) throws(InGapError) {
        let strength = impurities.reduce(0) { max($0, $1.strength) }
        let scale: EnergyScale?
        do { scale = try EnergyScale(superconductor, temperature: 0, strength: strength) } catch { throw .energiesOutOfRange }
        let unit = scale?.unit ?? 1
        do {
            hamiltonian = try ShiftedHamiltonian(
                superconductor, sites: impurities.map(\.site), strength: strength, unit: unit)
        } catch {
            throw .factorization(error)
        }
        self.unit = unit
        self.impurities = impurities
        siteCount = superconductor.lattice.siteCount
    }

    /// What the factors take, in bytes.
    public var bytes: Int { hamiltonian.bytes }

    /// The lowest levels in a window.
    ///
    /// - Parameters:
    ///   - spins: a unit vector for each impurity; nil leaves the impurities out.
    ///   - window: levels 0 ≤ E < window count.
    ///   - limit: how many are wanted at most.
    /// - Throws: `InGapError`.
    public mutating func levels(
        spins: [[Double]]?, below window: Double, atMost limit: Int
    ) throws(InGapError) -> InGapLevels {
        precondition(window > 0 && limit >= 0)
        hamiltonian.place(
            impurities.indices.map { index in
                let impurity = impurities[index]
                let scaled = Impurity(
                    site: impurity.site, exchange: spins == nil ? 0 : impurity.exchange / unit,
                    potential: spins == nil ? 0 : impurity.potential / unit)
                return MajoranaBlock(ofHamiltonian: scaled.potential(of: spins?[index] ?? [0, 0, 0]))
            })
        // All levels lie below the bound; with room to spare, also where it is zero.
        let edge = min(window / unit, 1.01 * hamiltonian.bound + 1)
        let count = try countLevels(below: edge)
        guard count > 0 && limit > 0 else {
            return InGapLevels(energies: [], impurityWeights: [], errorEstimate: 0, count: count)
        }
        let (reach, wanted) = try narrow(edge, count: count, limit: limit)
        let found = try search(below: reach, count: wanted)
        return InGapLevels(
            energies: found.energies.prefix(limit).map { $0 * unit }, impurityWeights: Array(found.weights.prefix(limit)),
            errorEstimate: found.error * unit, count: count)
    }

    /// How many levels 0 ≤ E < edge there are: half of the levels lie below zero, since with each E there is -E.
    private mutating func countLevels(below edge: Double) throws(InGapError) -> Int {
        do { return try hamiltonian.factorize(at: edge) - 2 * siteCount } catch { throw .factorization(error) }
    }

    /// A narrower window that still holds as many as are wanted, by bisection.
    private mutating func narrow(_ edge: Double, count: Int, limit: Int) throws(InGapError) -> (edge: Double, count: Int) {
        var (low, high, highCount) = (0.0, edge, count)
        for _ in 0..<12 where highCount > limit + 8 {
            let middle = (low + high) / 2
            let below = try countLevels(below: middle)
            if below >= limit { (high, highCount) = (middle, below) } else { low = middle }
        }
        return (high, highCount)
    }

    private mutating func search(
        below edge: Double, count: Int
    ) throws(InGapError) -> (energies: [Double], weights: [Double], error: Double) {
        var failure = InGapError.countsDisagree(found: 0, counted: count)
        var best: (energies: [Double], weights: [Double], error: Double)?
        // A shift that happens to lie on a level would drown the others.
        for fraction in [0.4871, 0.5319, 0.4127] {
            do {
                let search = InGapSearch(edge: edge, shift: fraction * edge, count: count)
                let found = try search.run(&hamiltonian)
                if found.error <= search.wanted(hamiltonian) { return found }
                if found.error < best?.error ?? .infinity { best = found }
            } catch {
                if error.isMachineFailure { throw error }
                failure = error
            }
        }
        if let best { return best }
        throw failure
    }
}
