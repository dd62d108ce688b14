import BogoliubovDeGennes
import GroundState
import ImpurityClusters
import LAPACK

extension BilinearForm {
    /// What fits of each pair by itself give for all impurities: tensors of the pairs, moments of single impurities, and what a
    /// partner adds to them.
    ///
    /// - Parameter green: between the impurities' sites.
    init(pairsOf impurities: [Impurity], _ green: SampledGreenFunction) throws(LAPACKError) {
        let sites = impurities.map(\.site)
        func energies(_ group: ImpurityGroup) throws(LAPACKError) -> [Double] {
            let determinants = GroupDeterminants(group, among: sites, unit: green.unit)
            var sum = [Double](repeating: 0, count: group.configurations.count)
            for (weight, sample) in green.samples {
                let logarithms = try determinants.logarithms(sample).values
                for (index, value) in logarithms.enumerated() { sum[index] -= weight * value * green.unit }
            }
            return sum
        }
        var moments: [[Double]] = []
        for impurity in impurities {
            let single = try energies(ImpurityGroup([impurity], configurations: SpinDirection.allCases.map { [$0.vector] }))
            moments.append((0..<3).map { (single[$0] - single[$0 + 3]) / 2 })
        }
        let singles = moments
        var tensors: [(first: Int, second: Int, tensor: [Double])] = []
        for first in impurities.indices {
            for second in first + 1..<max(impurities.count, first + 1) {
                let fit = ExchangeCoefficients(
                    fitting: try energies(ImpurityGroup(ImpurityPair(impurities[first], impurities[second]))))
                tensors.append((first, second, fit.tensor))
                for a in 0..<3 {
                    moments[first][a] += fit.firstMoment[a] - singles[first][a]
                    moments[second][a] += fit.secondMoment[a] - singles[second][a]
                }
            }
        }
        self.init(moments: moments, tensors: tensors)
    }
}
