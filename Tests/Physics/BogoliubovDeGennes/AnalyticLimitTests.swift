import BogoliubovDeGennes
import LowRank
import ReferenceSystems
import XCTest

/// Systems whose spectra are known in closed form.
final class AnalyticLimitTests: XCTestCase {
    /// -(T/2) Σ ln 2cosh(ε/2T) over ± the given energies, each `times` times, without overflow.
    private func freeEnergyOfPairs(_ energies: [Double], times: Double, temperature: Double) -> Double {
        -times * energies.reduce(0) { $0 + abs($1) / 2 + temperature * log1p(exp(-abs($1) / temperature)) }
    }

    private func host(_ superconductor: Superconductor, temperature: Double) throws -> Double {
        let problem = ImpurityProblem(
            superconductor: superconductor, pairs: [superconductor.impurities(1)], temperature: temperature)
        return try XCTUnwrap(try LowRankSolver().freeEnergies(of: problem)[0].host)
    }

    func testNormalBox() throws {
        // ξ = -2t cos(kπ/(Lx+1)) - 2t cos(qπ/(Ly+1)) - μ, for each spin once as particle and once as hole.
        let superconductor = Superconductor.paper(
            width: 13, height: 6, hopping: 0.8, chemicalPotential: -0.4, singletGap: 0, tripletGap: 0)
        let energies = (1...13).flatMap { k in
            (1...6).map { q -> Double in
                let along: Double = -1.6 * cos(.pi * Double(k) / 14)
                let across: Double = -1.6 * cos(.pi * Double(q) / 7)
                return along + across + 0.4
            }
        }
        for temperature in [0.01, 0.3] {
            XCTAssertEqual(
                try host(superconductor, temperature: temperature),
                freeEnergyOfPairs(energies, times: 2, temperature: temperature), accuracy: 1e-10)
        }
    }

    func testUniformSuperconductorOnATorus() throws {
        // On the bond from i to i + e_x, Δ_ij = -ηΔp ½ σ1, so Δ(k) = -Δs iσ2 - ηΔp i sin k σ1: for (k↑, -k↓) the gap is
        // |Δs + ηi Δp sin k|, which is a plain sum for s + ip (η = i) and a sum in quadrature for s + p (η = 1).
        for phase in Superconductor.RelativePhase.allCases {
            let superconductor = Superconductor.paper(
                width: 12, height: 5, boundaryX: .periodic, boundaryY: .periodic, chemicalPotential: -1.2,
                singletGap: 0.3, tripletGap: 0.4, tripletPhase: phase)
            var energies: [Double] = []
            for k in 0..<12 {
                let kx = 2 * .pi * Double(k) / 12
                let triplet = 0.4 * sin(kx)
                let gap = phase == .imaginary ? abs(0.3 - triplet) : (0.09 + triplet * triplet).squareRoot()
                for q in 0..<5 {
                    let kinetic = -2 * cos(kx) - 2 * cos(2 * .pi * Double(q) / 5) + 1.2
                    energies.append((kinetic * kinetic + gap * gap).squareRoot())
                }
            }
            XCTAssertEqual(
                try host(superconductor, temperature: 0.05),
                freeEnergyOfPairs(energies, times: 2, temperature: 0.05), accuracy: 1e-10)
        }
    }

    func testTwoSpinsOnTwoBareSites() throws {
        // Without hopping or pairing a spin splits its site's level μ by ±𝒥/2, whatever its direction.
        let superconductor = Superconductor.paper(
            width: 2, height: 1, hopping: 0, chemicalPotential: -0.4, singletGap: 0, tripletGap: 0)
        let pair = ImpurityPair(first: .init(x: 1, y: 0), second: .init(x: 0, y: 0), exchange: 1.4)
        let problem = ImpurityProblem(superconductor: superconductor, pairs: [pair], temperature: 0.1)
        let result = try LowRankSolver().freeEnergies(of: problem)[0]
        let expected = 2 * freeEnergyOfPairs([0.4 + 0.7, 0.4 - 0.7], times: 1, temperature: 0.1)
        for energy in result.relative {
            XCTAssertEqual(try XCTUnwrap(result.host) + energy, expected, accuracy: 1e-12)
        }
    }

    func testFreeEnergyOfEigenvalues() {
        let spectrum = [-2.0, -0.5, 0.5, 2.0]
        // T → 0: minus half the sum of the positive ones.
        XCTAssertEqual(freeEnergy(eigenvalues: spectrum, temperature: 1e-6), -1.25, accuracy: 1e-12)
        // T → ∞: -T ln 2 for each pair.
        XCTAssertEqual(freeEnergy(eigenvalues: spectrum, temperature: 1e6) / 1e6, -2 * log(2), accuracy: 1e-9)
        // Eq. (6) as printed.
        let temperature = 0.7
        let printed = [0.5, 2.0].reduce(0) { $0 - $1 / 2 - temperature * log(1 + exp(-$1 / temperature)) }
        XCTAssertEqual(freeEnergy(eigenvalues: spectrum, temperature: temperature), printed, accuracy: 1e-14)
    }
}
