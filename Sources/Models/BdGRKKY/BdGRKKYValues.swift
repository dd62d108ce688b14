import BogoliubovDeGennes
import Diagonalization
import Foundation
import Sweep

/// The values of observables from energies, whoever computed them.
struct BdGRKKYValues {
    private(set) var values: PointValues

    init(solver: String) { values = PointValues(solver: solver) }

    /// NaN where nothing is known of the error.
    mutating func set(_ name: Observable.Name, _ numbers: [Double], error: Double = .nan) {
        values[name] = Estimate(numbers, error: error)
    }

    /// F[Ĥ0], with a bound on its error.
    mutating func setHost(_ host: Double?, error: Double?) {
        guard let host else { return }
        values[.hostFreeEnergy] = Estimate(host, error: error ?? .nan)
    }

    /// What follows from the free energies of each pair.
    ///
    /// - Parameter energies: F - F[Ĥ0] in the 36 configurations, and a bound on their errors.
    mutating func setExchange(_ energies: [(relative: [Double], error: Double)]) {
        let fits = energies.map { ExchangeCoefficients(fitting: $0.relative) }
        // Every coefficient is a signed average, so that its error is no larger than that of an energy.
        let error = energies.map(\.error).reduce(0, max)
        func set(_ name: Observable.Name, _ part: (ExchangeCoefficients) -> [Double], errors: Double) {
            values[name] = Estimate(fits.flatMap(part), error: errors * error)
        }
        set(.exchange, \.heisenberg, errors: 1)
        set(.dzyaloshinskiiMoriya, \.dzyaloshinskiiMoriya, errors: 1)
        set(.moment, \.moment, errors: 1)
        values[.freeEnergy] = Estimate(energies.flatMap(\.relative), error: error)
        set(.exchangeTensor, \.tensor, errors: 1)
        set(.firstMoment, \.firstMoment, errors: 1)
        set(.secondMoment, \.secondMoment, errors: 1)
        // F minus F0, m, J and D, each of them off by as much.
        set(.residual, { [$0.largestResidual] }, errors: 8)
        set(.bilinearResidual, { [$0.largestBilinearResidual] }, errors: 8)
        set(.pairResidual, { [$0.largestPairResidual] }, errors: 8)
        let areBilinear = zip(fits, energies).map { fit, energies in
            fit.largestPairResidual <= max(fit.tensor.map(abs).max() ?? 0, 8 * energies.error)
        }
        values[.isBilinear] = Estimate(areBilinear.map { $0 ? 1 : 0 })
        if areBilinear.contains(false) {
            let largest = fits.map(\.largestPairResidual).reduce(0, max)
            values.remark =
                "the interaction is not bilinear in the spins (deviations up to \(String(format: "%.1e", largest)) t), as near the "
                + "crossing of an in-gap state through zero: J and D mean little here"
        }
        if let host = values[.hostFreeEnergy] {
            values[.meanFreeEnergy] = Estimate(fits.map { host.values[0] + $0.constant }, error: host.error + error)
        }
    }

    /// What is known of the diagonalisation of a pair.
    mutating func set(_ result: DiagonalizationResult) {
        values[.representative] = Estimate(result.solutions.map { Double($0.representative) })
        values[.reductions] = Estimate(
            BdGRKKYObservables.matrixReductions.map { reduction in
                Double(result.solutions.count { $0.reductions.contains(reduction) })
            })
        values[.symmetryDefect] = Estimate(result.solutions.map(\.symmetryDefect).max() ?? 0)
    }

    mutating func setDisplacements(_ pairs: [ImpurityPair]) {
        values[.pairDisplacement] = Estimate(
            pairs.flatMap { pair in
                [pair.second.site.x - pair.first.site.x, pair.second.site.y - pair.first.site.y].map(Double.init)
            })
    }

    mutating func setTextureEnergies(_ energies: GroupFreeEnergies) {
        values[.textureEnergy] = Estimate(energies.relative, error: energies.errorEstimate)
    }
}

extension GroupFreeEnergies {
    /// Of a group in all directions of all its impurities, the last one's running fastest: the energies of each pair in its 36
    /// configurations, averaged over the directions of the others.
    func averagedOverOthers(impurities count: Int) -> [(relative: [Double], error: Double)] {
        let directions = SpinDirection.allCases.count
        func stride(of impurity: Int) -> Int { (impurity + 1..<count).reduce(1) { result, _ in result * directions } }
        return (0..<count).flatMap { first in
            (first + 1..<count).map { second in
                var sums = [Double](repeating: 0, count: directions * directions)
                for (index, energy) in relative.enumerated() {
                    let (a, b) = (index / stride(of: first) % directions, index / stride(of: second) % directions)
                    sums[directions * a + b] += energy
                }
                let others = Double(relative.count / sums.count)
                return (sums.map { $0 / others }, errorEstimate)
            }
        }
    }
}
