import BogoliubovDeGennes
import Diagonalization
import Foundation
import LowRank
import Sweep

extension ImpurityProblem {
    /// The same superconductor on so few sites that both solvers take milliseconds, with impurities side by side in the
    /// middle. Where low-rank would not apply, without the pairing along y; at a temperature at which no level, however
    /// close to zero, costs digits.
    fileprivate var small: ImpurityProblem {
        let lattice = Lattice(
            width: min(5, superconductor.lattice.width), height: min(4, superconductor.lattice.height),
            boundaryX: superconductor.lattice.boundaryX, boundaryY: superconductor.lattice.boundaryY)
        var system = superconductor.with(lattice: lattice)
        if !LowRankSolver.applies(to: system) {
            system = system.with(dVector: DVector(x: superconductor.dVector.x, y: [0, 0, 0]))
        }
        let center = lattice.center
        let neighbour =
            lattice.width > 1
            ? Lattice.Site(x: (center.x + 1) % lattice.width, y: center.y)
            : Lattice.Site(x: center.x, y: (center.y + 1) % lattice.height)
        return ImpurityProblem(
            superconductor: system,
            pairs: [ImpurityPair(first: center, second: neighbour, exchange: pairs[0].exchange)],
            temperature: max(temperature, 1e-3 * system.spectralBound))
    }

    /// Diagonalises a small relative of this problem, and holds all free energies against the low-rank route.
    func selfTest(of solver: borrowing DiagonalizationSolver) -> SelfTest {
        let problem = small
        let (lattice, size) = (problem.superconductor.lattice, problem.superconductor.spectralBound + abs(pairs[0].exchange))
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
