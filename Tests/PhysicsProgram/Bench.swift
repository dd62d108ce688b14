import BogoliubovDeGennes
import Diagonalization
import LowRank
import MPI

/// `physics-selfcheck bench <size>`.
func bench(_ world: borrowing Communicator) throws {
    let size = Int(CommandLine.arguments.dropFirst(2).first ?? "") ?? 21
    let system = paper(width: size, height: size)
    let problem = ImpurityProblem(superconductor: system, pairs: [system.impurities(1)], temperature: 0.001)
    let clock = ContinuousClock()
    let start = clock.now
    let rank = world.rank
    let cost = DiagonalizationSolver.cost(of: problem, ranks: world.size)
    if rank == 0 { print(clock.now - start, cost) }
    let solver = try DiagonalizationSolver(on: world) { if rank == 0 { print(clock.now - start, $0) } }
    let dense = try solver.freeEnergies(of: problem)
    let time = clock.now - start
    let lowRank = try LowRankSolver().freeEnergies(of: problem)
    let difference = zip(dense[0].relative, lowRank[0].relative).map { abs($0 - $1) }.max() ?? .infinity
    if world.rank == 0 { print(size, time, difference, dense[0].errorEstimate, lowRank[0].errorEstimate) }
}
