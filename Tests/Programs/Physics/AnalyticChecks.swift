import BogoliubovDeGennes
import Diagonalization
import DistributedDiagonalization
import Foundation
import MPI
import Numerics
import ReferenceSystems
import TestSupport

/// Free energies of systems whose levels are known, and coefficients that must vanish.
func checkAnalytic(_ world: borrowing Communicator) throws {
    for reductions in [Set(ExactReduction.allCases), []] {
        let solver = try DiagonalizationSolver(on: world, blockSize: 8, reductions: reductions)
        try checkNormalChain(solver)
        try checkSingletTorus(solver)
        try checkVanishingExchange(solver)
        try checkVanishingDMI(solver)
        try checkRotationAboutTheAxis(solver)
    }
}

private func solve(
    _ solver: borrowing DiagonalizationSolver, _ system: Superconductor, _ pair: ImpurityPair,
    _ temperature: Double = 0.03
) throws -> (host: Double, fit: ExchangeCoefficients, relative: [Double], error: Double) {
    let problem = ImpurityProblem(superconductor: system, pairs: [pair], temperature: temperature)
    let result = try solver.freeEnergies(of: problem)[0]
    return (result.host ?? .nan, ExchangeCoefficients(fitting: result.relative), result.relative, result.errorEstimate)
}

/// ε = ±(μ + 2t cos(πk/(n + 1))), for either spin.
private func checkNormalChain(_ solver: borrowing DiagonalizationSolver) throws {
    let system = paper(width: 9, height: 1, chemicalPotential: -0.7, singletGap: 0, tripletGap: 0)
    let found = try solve(solver, system, system.impurities(2))
    let levels = (1...9).flatMap { k -> [Double] in
        let energy = 0.7 - 2 * cos(.pi * Double(k) / 10)
        return [energy, energy, -energy, -energy]
    }
    try expectClose(found.host, freeEnergy(eigenvalues: levels, temperature: 0.03), 1e-12, "F of a normal chain")
}

/// ε = ±√(ξ² + Δ²), ξ = -μ - 2t (cos kx + cos ky), for either spin.
private func checkSingletTorus(_ solver: borrowing DiagonalizationSolver) throws {
    let system = paper(
        width: 4, height: 5, boundaryX: .periodic, boundaryY: .periodic, chemicalPotential: -1.1, singletGap: 0.4,
        tripletGap: 0)
    let found = try solve(solver, system, system.impurities(1, 1))
    var levels: [Double] = []
    for x in 0..<4 {
        for y in 0..<5 {
            let band = 1.1 - 2 * (cos(2 * .pi * Double(x) / 4) + cos(2 * .pi * Double(y) / 5))
            let energy = (band * band + 0.16).squareRoot()
            levels += [energy, energy, -energy, -energy]
        }
    }
    try expectClose(found.host, freeEnergy(eigenvalues: levels, temperature: 0.03), 1e-12, "F of a singlet torus")
}

private func checkVanishingExchange(_ solver: borrowing DiagonalizationSolver) throws {
    let system = paper(width: 5, height: 3)
    let found = try solve(solver, system, system.impurities(1, 0, exchange: 0))
    try expect(found.relative.allSatisfy { abs($0) <= found.error }, "𝒥 = 0 changes the energy: \(found.relative)")
}

/// D = 0 without singlet, without triplet, for a displacement along y, and for s + p_x without the i.
private func checkVanishingDMI(_ solver: borrowing DiagonalizationSolver) throws {
    let systems = [
        (paper(width: 5, height: 5, singletGap: 0), 1, 0), (paper(width: 5, height: 5, tripletGap: 0), 1, 0),
        (paper(width: 5, height: 5), 0, 1), (paper(width: 5, height: 5, tripletPhase: .real), 1, 0),
    ]
    for (system, dx, dy) in systems {
        let found = try solve(solver, system, system.impurities(dx, dy))
        for d in found.fit.dzyaloshinskiiMoriya {
            try expectClose(d, 0, found.error, "D of \(system) along \(dx), \(dy)")
        }
    }
    let system = paper(width: 5, height: 5)
    let d = try solve(solver, system, system.impurities(1)).fit.dzyaloshinskiiMoriya
    try expect(abs(d[0]) < 1e-12 && abs(d[1]) < 1e-12 && abs(d[2]) > 1e-4, "D of the paper's system is \(d)")
}

/// Turning the d-vector turns the exchange tensor: z → x → y → z.
private func checkRotationAboutTheAxis(_ solver: borrowing DiagonalizationSolver) throws {
    let alongZ = paper(width: 5, height: 3)
    let alongX = paper(width: 5, height: 3, d: DVector(x: [1, 0, 0], y: [0, 0, 0]))
    let tilted = paper(
        width: 5, height: 3, d: DVector(x: [Complex(0.48), Complex(-0.6), Complex(0.64)], y: [0, 0, 0]))
    let z = try solve(solver, alongZ, alongZ.impurities(1))
    let x = try solve(solver, alongX, alongX.impurities(1))
    let n = try solve(solver, tilted, tilted.impurities(1))
    try expectClose(z.fit.heisenberg[0], z.fit.heisenberg[1], z.error, "J_x - J_y for d along z")
    for a in 0..<3 {
        try expectClose(x.fit.heisenberg[a], z.fit.heisenberg[(a + 2) % 3], z.error, "J with d along x")
        try expectClose(
            x.fit.dzyaloshinskiiMoriya[a], z.fit.dzyaloshinskiiMoriya[(a + 2) % 3], z.error, "D with d along x")
        // Spins along the axes are not the same spins in the tilted frame, so this holds only as far as the fit does.
        try expectClose(
            n.fit.dzyaloshinskiiMoriya[a], [0.48, -0.6, 0.64][a] * z.fit.dzyaloshinskiiMoriya[2],
            z.fit.largestResidual, "D with a tilted d")
    }
}

/// The full matrix of 200 × 200 sites has 409 GB: refused at once, on every rank.
func checkRefusal(_ world: borrowing Communicator) throws {
    let system = paper(width: 200, height: 200)
    let problem = ImpurityProblem(superconductor: system, pairs: [system.impurities(1)], temperature: 0.001)
    do {
        _ = try DiagonalizationSolver(on: world, reductions: []).freeEnergies(of: problem)
    } catch {
        try expect(
            "\(error)".contains(world.size < 12 ? "beyond the 2147483647" : "a node lacks memory"), "\(error)")
        return
    }
    throw CheckFailure(description: "200 × 200 sites were not refused")
}
