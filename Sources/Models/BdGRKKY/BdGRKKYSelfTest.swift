import BogoliubovDeGennes
import Diagonalization
import DistributedDiagonalization
import Foundation
import LowRank
import Sweep

extension ImpurityProblem {
    /// The same superconductor, uniform, on so few sites that both solvers take milliseconds, with impurities side by side in the
    /// middle. Where low-rank would not apply, periodic along y; at a temperature at which no level, however close to zero,
    /// costs digits.
    fileprivate var small: ImpurityProblem {
        let whole = superconductor.lattice
        func relative(boundaryY: Lattice.Boundary) -> Superconductor {
            let height = boundaryY == .periodic ? max(3, min(4, whole.height)) : min(4, whole.height)
            return superconductor.uniform.with(
                lattice: Lattice(
                    whole.kind, width: min(5, whole.width), height: height, boundaryX: whole.boundaryX, boundaryY: boundaryY))
        }
        let asItIs = relative(boundaryY: whole.boundaryY)
        let system = LowRankSolver.applies(to: asItIs) ? asItIs : relative(boundaryY: .periodic)
        let lattice = system.lattice
        let typical = typicalImpurity
        let center = lattice.center
        let neighbour =
            lattice.width > 1
            ? Lattice.Site(x: (center.x + 1) % lattice.width, y: center.y)
            : Lattice.Site(x: center.x, y: (center.y + 1) % lattice.height)
        return ImpurityProblem(
            superconductor: system,
            pairs: [
                ImpurityPair(
                    first: center, second: neighbour, exchange: typical.exchange, potential: typical.potential)
            ],
            temperature: max(temperature, 1e-3 * system.spectralBound))
    }

    /// Of the first pair or group.
    private var typicalImpurity: Impurity {
        pairs.first?.first ?? groups.first?.impurities.first ?? Impurity(site: superconductor.lattice.center, exchange: 0)
    }

    /// Diagonalises a small relative of this problem, and holds all free energies against the low-rank route.
    func selfTest(of solver: borrowing DiagonalizationSolver) -> SelfTest {
        let problem = small
        let (lattice, size) = (
            problem.superconductor.lattice, problem.superconductor.spectralBound + 2 * typicalImpurity.strength
        )
        do {
            let reference = try LowRankSolver().freeEnergies(of: problem)[0].relative
            let found = try solver.freeEnergies(of: problem)[0].relative
            let difference = zip(found, reference).map { abs($0 - $1) }.reduce(0) { $1 <= $0 ? $0 : $1 }
            return SelfTest(
                passed: difference <= 1e-10 * size,
                finding: "\(lattice.width) × \(lattice.height) sites by diagonalisation and by low-rank: largest difference of "
                    + "36 free energies \(String(format: "%.1e", difference)) t")
        } catch {
            return SelfTest(passed: false, finding: "\(lattice.width) × \(lattice.height) sites: \(error)")
        }
    }
}
