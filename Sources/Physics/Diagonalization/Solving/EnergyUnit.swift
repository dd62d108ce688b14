import BogoliubovDeGennes
import Numerics

/// A problem in a unit of energy near its own energies.
struct EnergyUnit {
    /// A power of two: changing to it is exact. 1 where energies are between 10⁻³ and 10³.
    let size: Double
    let problem: ImpurityProblem

    /// - Throws: `DiagonalizationError.energiesOutOfRange`.
    init(of problem: ImpurityProblem) throws(DiagonalizationError) {
        let exchange = (problem.pairs.map(\.strength) + problem.groups.map(\.strength)).reduce(0) { max($0, 2 * $1) }
        let bound = max(problem.superconductor.spectralBound + exchange, problem.temperature)
        guard bound.isFinite else { throw .energiesOutOfRange }
        let exponent = bound > 0 ? bound.exponent : 0
        guard abs(exponent) > 10 else {
            (size, self.problem) = (1, problem)
            return
        }
        // Half of it twice, since 2^-1074 has no inverse.
        let half = Double(sign: .plus, exponent: -Int(exponent) / 2, significand: 1)
        let rest = Double(sign: .plus, exponent: -Int(exponent) - -Int(exponent) / 2, significand: 1)
        size = 1 / half / rest
        self.problem = ImpurityProblem(
            superconductor: problem.superconductor.with { $1 * half * rest },
            pairs: problem.pairs.map {
                ImpurityPair($0.first.multiplied(by: half, rest), $0.second.multiplied(by: half, rest))
            },
            groups: problem.groups.map { group in
                ImpurityGroup(
                    group.impurities.map { $0.multiplied(by: half, rest) }, configurations: group.configurations)
            }, temperature: problem.temperature * half * rest)
    }
}

extension Impurity {
    fileprivate func multiplied(by half: Double, _ rest: Double) -> Impurity {
        Impurity(site: site, exchange: exchange * half * rest, potential: potential * half * rest)
    }
}

extension DiagonalizationResult {
    /// All energies times a power of two.
    func multiplied(by unit: Double) -> DiagonalizationResult {
        guard unit != 1 else { return self }
        return DiagonalizationResult(
            energies: ImpurityFreeEnergies(
                host: energies.host.map { $0 * unit }, relative: energies.relative.map { $0 * unit },
                errorEstimate: energies.errorEstimate * unit, hostErrorEstimate: energies.hostErrorEstimate.map { $0 * unit }),
            solutions: solutions.map {
                Solution(
                    representative: $0.representative, relative: $0.relative * unit, reductions: $0.reductions,
                    symmetryDefect: $0.symmetryDefect * unit, orders: $0.orders)
            })
    }
}
